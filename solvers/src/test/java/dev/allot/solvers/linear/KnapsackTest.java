package dev.allot.solvers.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.testing.BruteForce;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnapsackTest {
    /** Classes of up to three alike instances with two sources besides the default: all that grouping allows, against brute force. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void provesTheOptimumOfGroupedKnapsacks(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Problem problem = grouped(random, 4, 3, true);
        SolveResult result = new Knapsack().solve(problem, SolveOptions.defaults());
        assertThat(result.termination()).isEqualTo(TerminationStatus.OPTIMAL);
        assertThat(result.objective())
                .isEqualTo(BruteForce.best(problem).orElseThrow().objective());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void closesTheGapUpToRoundingWhereObjectivesAreRounded(long seed) {
        Problem problem = grouped(new SplittableRandom(seed), 4, 3, false);
        SolveResult result = new Knapsack().solve(problem, SolveOptions.defaults());
        double best = BruteForce.best(problem).orElseThrow().objective();
        assertThat(result.objective()).isCloseTo(best, within(1e-12));
        assertThat(result.bound()).isGreaterThanOrEqualTo(best);
        assertThat(result.gap()).isLessThan(1e-11);
    }

    private static Problem grouped(SplittableRandom random, int classes, int most, boolean whole) {
        ProblemBuilder builder = Problem.builder();
        if (!whole) {
            builder.aggregates(List.of("a", "b")).surrogate(new LinearSurrogate(0.1, new double[] {1 / 3.0, -0.7}));
        }
        int[] all = new int[2 * classes];
        double[] costs = new double[all.length];
        double dearest = 0;
        for (int c = 0; c < classes; c++) {
            int size = random.nextInt(1, most + 1);
            for (int s = 0; s < 2; s++) {
                int k = 2 * c + s;
                double gain = random.nextInt(-5, 40);
                all[k] = whole
                        ? builder.integer(0, size, gain)
                        : builder.integer(0, size, 0, new int[] {0, 1}, new double[] {gain, random.nextInt(9)});
                costs[k] = random.nextInt(1, 60) / 10.0;
                dearest += size * costs[k];
            }
            builder.constraint(LinearConstraint.atMost(
                    "class " + c, size, new int[] {all[2 * c], all[2 * c + 1]}, new double[] {1, 1}));
        }
        builder.constraint(LinearConstraint.atMost("budget", 0.3 * dearest, all, costs));
        return builder.build();
    }

    /** Forty thousand variables: the gap is a rounding error. */
    @Test
    void provesLargeKnapsacks() {
        SplittableRandom random = new SplittableRandom(3);
        Problem problem = grouped(random, 20_000, 1, false);
        SolveResult result = new Knapsack().solve(problem, SolveOptions.defaults());
        assertThat(result.termination()).isEqualTo(TerminationStatus.LOCALLY_OPTIMAL);
        assertThat(result.gap()).isLessThan(1e-9 * result.objective());
    }

    @Test
    void refusesASecondBudget() {
        ProblemBuilder builder = Problem.builder();
        int[] x = {builder.integer(0, 1, 1), builder.integer(0, 1, 1)};
        builder.constraint(LinearConstraint.atMost("money", 3, x, new double[] {1, 3}));
        builder.constraint(LinearConstraint.atMost("time", 3, x, new double[] {2, 3}));
        Problem problem = builder.build();
        assertThat(new Knapsack().supports(problem)).isFalse();
        assertThatThrownBy(() -> new Knapsack().solve(problem, SolveOptions.defaults()))
                .isInstanceOf(UnsupportedProblemException.class)
                .hasMessageContaining("one budget");
    }
}
