package dev.allot.solvers.portfolio;

import static dev.allot.solvers.portfolio.Lineup.Shape.LINEAR;
import static dev.allot.solvers.portfolio.Lineup.Shape.OTHER;
import static dev.allot.solvers.portfolio.Lineup.Shape.QUADRATIC;
import static dev.allot.solvers.portfolio.Lineup.Shape.TREES;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.solvers.portfolio.Member.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which methods take part for which problem, in the order of their first turns. Shares are relative; those not on the class path and those that
 * do not support a problem leave theirs to the others.
 */
public final class Lineup {
    private static final int ANY_SIZE = Integer.MAX_VALUE;
    /** Runs limited to as much time, or more, are long. */
    private static final Duration LONG = Duration.ofSeconds(12);

    private static final List<Entry> TABLE = List.of(
            new Entry("knapsack", Manner.STEADY, 10, ANY_SIZE, LINEAR),
            new Entry("greedy", Manner.ONCE, 3, ANY_SIZE, LINEAR),
            new Entry("simulated-annealing", Manner.PLANNED, 10, ANY_SIZE, TREES).withShareOfLongRuns(7),
            new Entry("simulated-annealing", Manner.PLANNED, 10, ANY_SIZE, QUADRATIC, OTHER),
            new Entry("top-gain", Manner.ONCE, 1, ANY_SIZE, LINEAR),
            new Entry("mip", Manner.STEADY, 10, ANY_SIZE, LINEAR).withEvaluationCost(100),
            new Entry("exhaustive", Manner.ONCE, 10, 12, LINEAR, TREES, QUADRATIC, OTHER),
            new Entry("branch-and-bound", Manner.STEADY, 12, ANY_SIZE, TREES)
                    .withEvaluationCost(500)
                    .withHelpers(2),
            new Entry("spatial-branch-and-bound", Manner.STEADY, 10, ANY_SIZE, QUADRATIC).withEvaluationCost(500),
            new Entry("aggregate-search", Manner.STEADY, 2, ANY_SIZE, TREES)
                    .withEvaluationCost(50)
                    .withShareOfLongRuns(1),
            new Entry("aggregate-search", Manner.STEADY, 2, ANY_SIZE, QUADRATIC, OTHER).withEvaluationCost(50),
            new Entry("local-search", Manner.PLANNED, 4, ANY_SIZE, TREES).withShareOfLongRuns(2),
            new Entry("local-search", Manner.PLANNED, 4, ANY_SIZE, LINEAR, QUADRATIC, OTHER),
            new Entry("greedy", Manner.ONCE, 0.5, ANY_SIZE, TREES, QUADRATIC, OTHER),
            new Entry("simulated-annealing", Manner.PLANNED, 3, ANY_SIZE, LINEAR),
            new Entry("neighbourhood-search", Manner.STEADY, 14, ANY_SIZE, TREES)
                    .withEvaluationCost(5_000)
                    .inLongRuns(),
            new Entry("random", Manner.ONCE, 0.1, ANY_SIZE, TREES, QUADRATIC, OTHER),
            new Entry("cp-sat", Manner.PIECES, 10, ANY_SIZE, LINEAR),
            new Entry("cp-sat", Manner.PIECES, 5, 3_000, TREES));

    /** What the objective looks like. */
    enum Shape {
        LINEAR,
        TREES,
        QUADRATIC,
        OTHER;

        static Shape of(Problem problem) {
            Set<Capability> asked = Capability.requiredBy(problem);
            if (asked.contains(Capability.TREE_ENSEMBLE)) {
                return TREES;
            }
            if (asked.contains(Capability.QUADRATIC_OBJECTIVE) || asked.contains(Capability.LOWER_CONFIDENCE_BOUND)) {
                return QUADRATIC;
            }
            return asked.contains(Capability.LINEAR_OBJECTIVE) ? LINEAR : OTHER;
        }
    }

    /**
     * One method for problems of some shapes.
     *
     * @param mostVariables problems of more variables go without it
     * @param evaluationCost as of a {@link Member}
     * @param helperShare what each thread beyond the first gets that joins its search; 0 if none can
     * @param shareOfLongRuns the share where time is limited, but not to less than {@link #LONG}
     * @param onlyLongRuns whether runs that are limited to less time go without it, as its first results take a while
     */
    private record Entry(
            String id,
            Manner manner,
            double share,
            int mostVariables,
            Set<Shape> shapes,
            double evaluationCost,
            double helperShare,
            double shareOfLongRuns,
            boolean onlyLongRuns) {
        Entry(String id, Manner manner, double share, int mostVariables, Shape first, Shape... others) {
            this(id, manner, share, mostVariables, EnumSet.of(first, others), 1, 0, share, false);
        }

        Entry withEvaluationCost(double cost) {
            return new Entry(
                    id, manner, share, mostVariables, shapes, cost, helperShare, shareOfLongRuns, onlyLongRuns);
        }

        /** Of a {@link TeamSolver}: on every thread beyond the first one more may join its search. */
        Entry withHelpers(double each) {
            return new Entry(
                    id, manner, share, mostVariables, shapes, evaluationCost, each, shareOfLongRuns, onlyLongRuns);
        }

        /** Where others take over once it has found what it can find. */
        Entry withShareOfLongRuns(double ofLong) {
            return new Entry(
                    id, manner, share, mostVariables, shapes, evaluationCost, helperShare, ofLong, onlyLongRuns);
        }

        Entry inLongRuns() {
            return new Entry(
                    id, manner, share, mostVariables, shapes, evaluationCost, helperShare, shareOfLongRuns, true);
        }

        Optional<Solver> solver(Problem problem, Shape shape, SolverRegistry registry, SolveOptions options) {
            boolean isTooShort = onlyLongRuns && options.timeLimit().isPresent() && !isLong(options);
            if (!shapes.contains(shape) || problem.variableCount() > mostVariables || isTooShort) {
                return Optional.empty();
            }
            return registry.find(id).filter(s -> s.supports(problem));
        }

        Member member(Solver solver, SolveOptions options) {
            return new Member(solver, isLong(options) ? shareOfLongRuns : share, manner, evaluationCost);
        }

        Member helper(Solver solver) {
            return new Member(solver, helperShare, manner, evaluationCost);
        }
    }

    private Lineup() {}

    private static boolean isLong(SolveOptions options) {
        return options.timeLimit().isPresent() && options.timeLimit().get().compareTo(LONG) >= 0;
    }

    /**
     * The members for a problem, at least one.
     *
     * @param options of the run: its limits, and how many of them can run at a time
     */
    public static List<Member> of(Problem problem, SolverRegistry registry, SolveOptions options) {
        Shape shape = Shape.of(problem);
        List<Member> members = new ArrayList<>();
        List<Member> helpers = new ArrayList<>();
        for (Entry entry : TABLE) {
            Optional<Solver> found = entry.solver(problem, shape, registry, options);
            if (found.isPresent() && entry.helperShare > 0 && found.get() instanceof TeamSolver alone) {
                Solver team = alone.team();
                members.add(entry.member(team, options));
                helpers.addAll(Collections.nCopies(options.threads() - 1, entry.helper(team)));
            } else {
                found.map(solver -> entry.member(solver, options)).ifPresent(members::add);
            }
        }
        members.addAll(helpers);
        return members;
    }
}
