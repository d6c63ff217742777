package dev.allot.solvers.portfolio;

import static dev.allot.solvers.portfolio.Lineup.Shape.LINEAR;
import static dev.allot.solvers.portfolio.Lineup.Shape.OTHER;
import static dev.allot.solvers.portfolio.Lineup.Shape.QUADRATIC;
import static dev.allot.solvers.portfolio.Lineup.Shape.TREES;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.solvers.portfolio.Member.Manner;
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

    private static final List<Entry> TABLE = List.of(
            new Entry("greedy", Manner.ONCE, 3, ANY_SIZE, LINEAR),
            new Entry("simulated-annealing", Manner.PLANNED, 10, ANY_SIZE, TREES, QUADRATIC, OTHER),
            new Entry("top-gain", Manner.ONCE, 1, ANY_SIZE, LINEAR),
            new Entry("knapsack", Manner.STEADY, 10, ANY_SIZE, LINEAR),
            new Entry("mip", Manner.STEADY, 10, ANY_SIZE, LINEAR).withEvaluationCost(100),
            new Entry("exhaustive", Manner.ONCE, 10, 12, LINEAR, TREES, QUADRATIC, OTHER),
            new Entry("branch-and-bound", Manner.STEADY, 20, ANY_SIZE, TREES).withEvaluationCost(500),
            new Entry("spatial-branch-and-bound", Manner.STEADY, 10, ANY_SIZE, QUADRATIC).withEvaluationCost(500),
            new Entry("aggregate-search", Manner.STEADY, 2, ANY_SIZE, TREES, QUADRATIC, OTHER).withEvaluationCost(50),
            new Entry("local-search", Manner.PLANNED, 4, ANY_SIZE, LINEAR, TREES, QUADRATIC, OTHER),
            new Entry("greedy", Manner.ONCE, 0.5, ANY_SIZE, TREES, QUADRATIC, OTHER),
            new Entry("simulated-annealing", Manner.PLANNED, 3, ANY_SIZE, LINEAR),
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
            if (asked.contains(Capability.QUADRATIC_OBJECTIVE)) {
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
     */
    private record Entry(
            String id, Manner manner, double share, int mostVariables, Set<Shape> shapes, double evaluationCost) {
        Entry(String id, Manner manner, double share, int mostVariables, Shape first, Shape... others) {
            this(id, manner, share, mostVariables, EnumSet.of(first, others), 1);
        }

        Entry withEvaluationCost(double cost) {
            return new Entry(id, manner, share, mostVariables, shapes, cost);
        }

        Optional<Member> member(Problem problem, Shape shape, SolverRegistry registry) {
            if (!shapes.contains(shape) || problem.variableCount() > mostVariables) {
                return Optional.empty();
            }
            Optional<Solver> solver = registry.find(id);
            return solver.filter(s -> s.supports(problem)).map(s -> new Member(s, share, manner, evaluationCost));
        }
    }

    private Lineup() {}

    /** The members for a problem, at least one. */
    public static List<Member> of(Problem problem, SolverRegistry registry) {
        Shape shape = Shape.of(problem);
        return TABLE.stream()
                .flatMap(entry -> entry.member(problem, shape, registry).stream())
                .toList();
    }
}
