package dev.allot.core.solve;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.score.ScoreState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One run of one solver, as the solver sees it: budgets, incumbent, bound, randomness. It recomputes every offered point from scratch,
 * keeps the best feasible one, and traces it.
 *
 * <p>Counting evaluations is for the one thread that searches. Offering points and bounds, and reading them, is safe from any thread.
 */
public final class SolveSession {
    /** The clock and the interrupt are looked at once in so many evaluations. */
    private static final int EVALUATIONS_PER_LOOK = 128;

    private final Problem problem;
    private final SolveOptions options;
    private final long startNanos;
    private final long deadlineNanos;
    private final List<TracePoint> trace = new ArrayList<>();
    private final Map<String, String> provenance = new HashMap<>();

    private @Nullable Solution incumbent;
    private double incumbentObjective = Double.NEGATIVE_INFINITY;
    private double bound;
    private volatile long evaluations;
    private int untilLook;
    private volatile @Nullable TerminationStatus stop;

    private SolveSession(Problem problem, SolveOptions options) {
        this.problem = problem;
        this.options = options;
        startNanos = System.nanoTime();
        deadlineNanos = options.timeLimit().map(SolveSession::saturatedNanos).orElse(Long.MAX_VALUE);
        bound = Double.POSITIVE_INFINITY;
    }

    private static long saturatedNanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    static SolveResult run(Solver solver, Problem problem, SolveOptions options) {
        Set<Capability> missing = EnumSet.copyOf(Capability.requiredBy(problem));
        missing.removeAll(solver.capabilities());
        if (!missing.isEmpty()) {
            throw new UnsupportedProblemException(solver.id(), missing);
        }
        SolveSession session = new SolveSession(problem, options);
        session.tightenBound(RootBound.of(problem));
        options.warmStart().ifPresent(session::offer);
        TerminationStatus status;
        String detail = null;
        try {
            status = session.shouldStop() ? session.stopReason() : solver.search(problem, session);
        } catch (SolverUnavailableException | UnsupportedProblemException passedOn) {
            throw passedOn;
        } catch (RuntimeException failure) {
            // A failing method must not cost the caller the best point found so far.
            status = TerminationStatus.OTHER_ERROR;
            detail = failure.toString();
        }
        return session.seal(solver, status, detail);
    }

    private synchronized SolveResult seal(Solver solver, TerminationStatus status, @Nullable String detail) {
        TerminationStatus sealed = status;
        String why = detail;
        if (status == (incumbent == null ? TerminationStatus.OPTIMAL : TerminationStatus.INFEASIBLE)) {
            sealed = TerminationStatus.OTHER_ERROR;
            why = "the search ended as " + status + (incumbent == null ? " without a point" : " with a feasible point");
        } else if (incumbent != null) {
            incumbent.verify(problem);
            if (status == TerminationStatus.OPTIMAL) {
                bound = incumbentObjective;
            } else if (bound <= incumbentObjective && !isError(status)) {
                sealed = TerminationStatus.OPTIMAL;
            }
        } else if (status == TerminationStatus.INFEASIBLE) {
            bound = Double.NEGATIVE_INFINITY;
        }
        provenance.put("solver", solver.toString());
        provenance.put("java", System.getProperty("java.version", "unknown"));
        provenance.put("variables", Integer.toString(problem.variableCount()));
        return new SolveResult(
                solver.id(),
                sealed,
                Optional.ofNullable(incumbent),
                bound,
                trace,
                options.seed(),
                evaluations,
                elapsed(),
                provenance,
                Optional.ofNullable(why));
    }

    private static boolean isError(TerminationStatus status) {
        return status == TerminationStatus.NUMERICAL_ERROR || status == TerminationStatus.OTHER_ERROR;
    }

    /** The options of this run. */
    public SolveOptions options() {
        return options;
    }

    /** A generator for one component of a solver, independent of those of other components. */
    public SplittableRandom random(String component) {
        return new SplittableRandom(options.seed() * 0x9E3779B97F4A7C15L + component.hashCode());
    }

    /**
     * Counts one evaluation, to be called before each candidate that is scored.
     *
     * @return false if none is left, or the run must stop for another reason: the candidate must then not be scored
     */
    public boolean tryEvaluate() {
        if (evaluations >= options.evaluationLimit()) {
            stopFor(TerminationStatus.EVALUATION_LIMIT);
            return false;
        }
        if (--untilLook < 0) {
            untilLook = EVALUATIONS_PER_LOOK;
            if (shouldStop()) {
                return false;
            }
        } else if (stop != null) {
            return false;
        }
        countOne();
        return true;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread counts, others only read
    private void countOne() {
        evaluations++;
    }

    /** Whether the run must stop; looks at the clock and at the interrupt. */
    public boolean shouldStop() {
        if (stop != null) {
            return true;
        }
        if (options.interrupt().getAsBoolean()) {
            stopFor(TerminationStatus.INTERRUPTED);
        } else if (System.nanoTime() - startNanos >= deadlineNanos) {
            stopFor(TerminationStatus.TIME_LIMIT);
        } else if (evaluations >= options.evaluationLimit()) {
            stopFor(TerminationStatus.EVALUATION_LIMIT);
        }
        return stop != null;
    }

    private synchronized void stopFor(TerminationStatus reason) {
        if (stop == null) {
            stop = reason;
        }
    }

    /**
     * Why the run must stop.
     *
     * @throws IllegalStateException if it need not
     */
    public TerminationStatus stopReason() {
        TerminationStatus reason = stop;
        if (reason == null) {
            throw new IllegalStateException("nothing asked this run to stop");
        }
        return reason;
    }

    /** Evaluations counted so far. */
    public long evaluations() {
        return evaluations;
    }

    /** Evaluations left; {@link Long#MAX_VALUE} without a limit. */
    public long evaluationsLeft() {
        return options.evaluationLimit() == Long.MAX_VALUE ? Long.MAX_VALUE : options.evaluationLimit() - evaluations;
    }

    /** Time since the start of the run. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Time left, not negative; a very long time if there is no limit. */
    public Duration timeLeft() {
        if (deadlineNanos == Long.MAX_VALUE) {
            return Duration.ofNanos(Long.MAX_VALUE);
        }
        return Duration.ofNanos(Math.max(0, deadlineNanos - (System.nanoTime() - startNanos)));
    }

    /** Offers the point of a score state; cheap when it is infeasible or no better than the incumbent. */
    public boolean offer(ScoreState state) {
        return state.violation() == 0 && state.objective() > incumbentObjective() && offer(state.snapshot());
    }

    /** Offers a point given by its values. */
    public boolean offer(double[] values) {
        return offer(Solution.of(problem, values));
    }

    /** Offers a point; returns whether it became the incumbent. */
    private synchronized boolean offer(Solution candidate) {
        if (!candidate.isFeasible() || !(candidate.objective() > incumbentObjective)) {
            return false;
        }
        if (candidate.objective() > bound) {
            throw new IllegalStateException("a feasible point has the objective " + candidate.objective()
                    + ", above the bound " + bound + ": the bound is wrong");
        }
        incumbent = candidate;
        incumbentObjective = candidate.objective();
        TracePoint point = tracePoint();
        trace.add(point);
        options.listener().incumbent(point, candidate);
        if (options.targetObjective().isPresent()
                && incumbentObjective >= options.targetObjective().getAsDouble()) {
            stopFor(TerminationStatus.TARGET_REACHED);
        }
        stopIfGapIsClosed();
        return true;
    }

    /**
     * Reports a proven upper bound on the objective of every feasible point; ignored if it is no better than the one known.
     *
     * @throws IllegalStateException if the incumbent refutes it
     */
    public synchronized void tightenBound(double upper) {
        if (Double.isNaN(upper) || upper >= bound) {
            return;
        }
        if (upper < incumbentObjective) {
            throw new IllegalStateException("the bound " + upper + " is below the incumbent's objective "
                    + incumbentObjective + ": it is wrong");
        }
        bound = upper;
        options.listener().bound(tracePoint());
        stopIfGapIsClosed();
    }

    private void stopIfGapIsClosed() {
        if (incumbent != null && bound - incumbentObjective <= options.targetGap()) {
            stopFor(bound <= incumbentObjective ? TerminationStatus.OPTIMAL : TerminationStatus.GAP_LIMIT);
        }
    }

    private TracePoint tracePoint() {
        return new TracePoint(elapsed(), evaluations, incumbentObjective, bound);
    }

    /** The best bound known. */
    public synchronized double bound() {
        return bound;
    }

    /** The best feasible point so far. */
    public synchronized Optional<Solution> incumbent() {
        return Optional.ofNullable(incumbent);
    }

    /** Objective of the incumbent; negative infinity if there is none. */
    public synchronized double incumbentObjective() {
        return incumbentObjective;
    }

    /** Adds to the result's provenance. */
    public synchronized void record(String key, String value) {
        provenance.put(key, value);
    }
}
