package dev.allot.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LinearModelTest {
    private static final int[] BOTH = {0, 1};

    @BeforeAll
    static void load() {
        NativeLibraries.ORTOOLS.load("cp-sat");
    }

    private static LinearModel.Outcome solve(Problem problem, String backend) {
        return new LinearModel(problem).solve(backend, "", Optional.empty(), () -> false);
    }

    private static Problem knapsack(boolean isInteger, double least) {
        ProblemBuilder builder = Problem.builder();
        for (double worth : new double[] {5, 4}) {
            if (isInteger) {
                builder.integer(0, 1, worth);
            } else {
                builder.continuous(0, 1, worth, new int[0], new double[0]);
            }
        }
        return builder.constraint(LinearConstraint.atMost("budget", 4, BOTH, new double[] {3, 2}))
                .constraint(LinearConstraint.atLeast("quota", least, BOTH, new double[] {1, 1}))
                .build();
    }

    @Test
    void solvesLinearPrograms() {
        LinearModel.Outcome outcome = solve(knapsack(false, 0), "glop");
        assertThat(outcome.isComplete()).isTrue();
        LinearModel.Point point = outcome.point().orElseThrow();
        assertThat(point.values()).containsExactly(new double[] {2 / 3.0, 1}, within(1e-9));
        // The second is worth 4 and takes 2 of a budget that is worth 5 / 3 each.
        assertThat(point.reducedCosts()).containsExactly(new double[] {0, 2 / 3.0}, within(1e-9));
    }

    @Test
    void solvesIntegerPrograms() {
        LinearModel.Outcome outcome = solve(knapsack(true, 0), "scip");
        assertThat(outcome.isComplete()).isTrue();
        assertThat(outcome.point().orElseThrow().values()).containsExactly(new double[] {1, 0}, within(1e-9));
    }

    @Test
    void tellsThatNothingIsFeasible() {
        LinearModel.Outcome outcome = solve(knapsack(true, 2), "scip");
        assertThat(outcome.isComplete()).isTrue();
        assertThat(outcome.point()).isEmpty();
    }
}
