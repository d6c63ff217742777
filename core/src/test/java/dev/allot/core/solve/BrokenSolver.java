package dev.allot.core.solve;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.score.ScoreState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A solver that draws points at random, with one flaw of choice: what the contract suite must catch.
 *
 * @param flaw what is wrong with it
 */
public record BrokenSolver(Flaw flaw) implements Solver {
    private static final int DRAWS = 300;
    private static final AtomicLong RUNS = new AtomicLong();

    /** The ways in which solvers go wrong. */
    public enum Flaw {
        NONE,
        CLAIMS_OPTIMAL,
        CLAIMS_INFEASIBLE,
        BOUND_TOO_LOW,
        COUNTS_NOTHING,
        IGNORES_BUDGET,
        IGNORES_CLOCK_AND_INTERRUPT,
        DIFFERS_FROM_RUN_TO_RUN,
        FAILS,
        TRUSTS_WARM_START,
        IGNORES_TARGETS,
        GIVES_UP_AT_ONCE,
        OPTIMAL_WITHOUT_A_POINT,
        INFEASIBLE_WITH_A_POINT,
        OFFICIAL_NAME,
        REFUSES_NOTHING,
        RETURNS_INFEASIBLE_POINT,
        RETURNS_STANDING_TRACE
    }

    /** A sound one. */
    public BrokenSolver() {
        this(Flaw.NONE);
    }

    @Override
    public String id() {
        return flaw == Flaw.OFFICIAL_NAME ? "Broken_Solver" : "broken-solver";
    }

    @Override
    public String description() {
        return flaw == Flaw.OFFICIAL_NAME ? " " : "draws points at random";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.INTEGER_VARIABLES,
                Capability.LINEAR_CONSTRAINTS,
                Capability.LOWER_CONFIDENCE_BOUND,
                Capability.BLACK_BOX_OBJECTIVE,
                Capability.FRACTIONAL_AGGREGATES);
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        return switch (flaw) {
            case CLAIMS_OPTIMAL -> {
                draw(problem, session);
                yield session.incumbent().isPresent() ? TerminationStatus.OPTIMAL : TerminationStatus.LOCALLY_OPTIMAL;
            }
            case CLAIMS_INFEASIBLE -> {
                boolean found = session.incumbent().isPresent() || session.offer(problem.lowerBounds());
                yield found ? draw(problem, session) : TerminationStatus.INFEASIBLE;
            }
            case BOUND_TOO_LOW -> {
                TerminationStatus status = draw(problem, session);
                session.tightenBound(session.incumbentObjective() + 1e-3);
                yield status;
            }
            case COUNTS_NOTHING, IGNORES_BUDGET -> drawUncounted(problem, session);
            case IGNORES_CLOCK_AND_INTERRUPT -> {
                if (problem.variableCount() > 10) {
                    Problem last = problem;
                    while (session.elapsed().compareTo(Duration.ofMillis(800)) < 0) {
                        session.offer(last.lowerBounds());
                    }
                }
                yield draw(problem, session);
            }
            case FAILS -> throw new IllegalArgumentException("nobody caught this");
            case TRUSTS_WARM_START -> {
                session.options().warmStart().ifPresent(start -> session.offer(ScoreState.at(problem, start)));
                yield draw(problem, session);
            }
            case IGNORES_TARGETS -> {
                draw(problem, session);
                yield TerminationStatus.LOCALLY_OPTIMAL;
            }
            case GIVES_UP_AT_ONCE -> TerminationStatus.LOCALLY_OPTIMAL;
            case OPTIMAL_WITHOUT_A_POINT -> TerminationStatus.OPTIMAL;
            case INFEASIBLE_WITH_A_POINT -> {
                draw(problem, session);
                yield TerminationStatus.INFEASIBLE;
            }
            default -> draw(problem, session);
        };
    }

    private TerminationStatus draw(Problem problem, SolveSession session) {
        SplittableRandom random = flaw == Flaw.DIFFERS_FROM_RUN_TO_RUN
                ? new SplittableRandom(RUNS.incrementAndGet())
                : session.random("draws");
        for (int i = 0; i < DRAWS; i++) {
            if (!session.tryEvaluate()) {
                return session.stopReason();
            }
            session.offer(point(problem, random, i));
        }
        return TerminationStatus.LOCALLY_OPTIMAL;
    }

    private TerminationStatus drawUncounted(Problem problem, SolveSession session) {
        SplittableRandom random = session.random("draws");
        for (int i = 0; i < 2 * DRAWS; i++) {
            boolean left = flaw == Flaw.COUNTS_NOTHING ? !session.shouldStop() : session.tryEvaluate() || i >= 0;
            if (!left) {
                return session.stopReason();
            }
            session.offer(point(problem, random, i));
        }
        return session.shouldStop() ? session.stopReason() : TerminationStatus.LOCALLY_OPTIMAL;
    }

    private static double[] point(Problem problem, SplittableRandom random, int draw) {
        double[] values = problem.lowerBounds();
        for (int j = 0; j < values.length && draw > 0; j++) {
            values[j] += random.nextInt((int) (problem.upper(j) - values[j]) + 1);
        }
        return values;
    }

    @Override
    public SolveResult solve(Problem problem, SolveOptions options) {
        if (flaw == Flaw.REFUSES_NOTHING) {
            return result(problem, Optional.empty(), List.of());
        }
        SolveResult sound = Solver.super.solve(problem, options);
        Solution atLower = Solution.of(problem, problem.lowerBounds());
        if (flaw == Flaw.RETURNS_INFEASIBLE_POINT && !atLower.isFeasible()) {
            return result(
                    problem,
                    Optional.of(atLower),
                    List.of(new TracePoint(Duration.ZERO, 0, atLower.objective(), Double.POSITIVE_INFINITY)));
        }
        if (flaw == Flaw.RETURNS_STANDING_TRACE && !sound.trace().isEmpty()) {
            TracePoint last = sound.trace().get(sound.trace().size() - 1);
            return result(problem, sound.incumbent(), List.of(last, last));
        }
        return sound;
    }

    private SolveResult result(Problem problem, Optional<Solution> incumbent, List<TracePoint> trace) {
        return new SolveResult(
                id(),
                TerminationStatus.LOCALLY_OPTIMAL,
                incumbent,
                RootBound.of(problem) + 100,
                trace,
                7,
                0,
                Duration.ZERO,
                Map.of(),
                Optional.empty());
    }
}
