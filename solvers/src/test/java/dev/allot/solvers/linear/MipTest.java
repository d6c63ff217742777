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
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MipTest {
    private static final SolveOptions PLENTY = SolveOptions.defaults().withEvaluationLimit(200_000);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithBruteForceOnIntegerPrograms(long seed) {
        Problem problem = RandomProblems.small(Objective.NONE, 5, 0, (int) (seed % 4), seed % 2 == 0)
                .draw(seed)
                .problem();
        SolveResult result = new Mip().solve(problem, PLENTY);
        double best = BruteForce.best(problem).orElseThrow().objective();
        assertThat(result.objective()).isCloseTo(best, within(1e-12));
        assertThat(result.bound()).isGreaterThanOrEqualTo(best);
        assertThat(result.gap()).isLessThan(1e-8);
    }

    /** Continuous variables that only one value is left to: a bound's flip alone makes their rows hold. */
    @Test
    void pointsKeepEquationsOfContinuousVariables() {
        ProblemBuilder builder = Problem.builder();
        double[] worths = {0.5, -0.3, 0.2, -0.1};
        for (int j = 0; j < worths.length; j++) {
            builder.continuous(0, 1, worths[j], new int[0], new double[0]);
            builder.constraint(new LinearConstraint("row " + j, 1, 1, new int[] {j}, new double[] {1}));
        }
        SolveResult result = new Mip().solve(builder.build(), PLENTY);
        assertThat(result.incumbent().orElseThrow().values()).containsExactly(new double[] {1, 1, 1, 1}, within(1e-9));
    }

    /** Each weight and profit whole, as in the classical libraries: proven without any gap. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void provesKnapsacksOfSeveralRows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Problem problem = knapsack(random, 40, 3);
        SolveResult result = new Mip().solve(problem, PLENTY);
        assertThat(result.termination()).isEqualTo(TerminationStatus.OPTIMAL);
        assertThat(result.gap()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void provesSmallKnapsacksThatBruteForceCanCheck(long seed) {
        Problem problem = knapsack(new SplittableRandom(seed), 14, 2);
        SolveResult result = new Mip().solve(problem, PLENTY);
        assertThat(result.termination()).isEqualTo(TerminationStatus.OPTIMAL);
        assertThat(result.objective())
                .isEqualTo(BruteForce.best(problem).orElseThrow().objective());
    }

    private static Problem knapsack(SplittableRandom random, int n, int rows) {
        ProblemBuilder builder = Problem.builder();
        int[] all = new int[n];
        for (int j = 0; j < n; j++) {
            all[j] = builder.integer(0, 1, random.nextInt(100, 300));
        }
        for (int i = 0; i < rows; i++) {
            double[] weights = random.ints(n, 1, 200).asDoubleStream().toArray();
            builder.constraint(LinearConstraint.atMost(
                    "row " + i, Math.floor(Arrays.stream(weights).sum() / 2), all, weights));
        }
        return builder.build();
    }

    /** Assignments at equal cost make many optima; equalities leave rounding nothing to do. */
    @Test
    void solvesAssignmentsWithCapacities() {
        SplittableRandom random = new SplittableRandom(5);
        int agents = 4;
        int jobs = 12;
        ProblemBuilder builder = Problem.builder();
        int[][] variable = new int[agents][jobs];
        double[][] weight = new double[agents][jobs];
        for (int i = 0; i < agents; i++) {
            for (int j = 0; j < jobs; j++) {
                variable[i][j] = builder.integer(0, 1, random.nextInt(15, 26));
                weight[i][j] = random.nextInt(5, 26);
            }
        }
        for (int i = 0; i < agents; i++) {
            builder.constraint(LinearConstraint.atMost("agent " + i, 0.8 * 15 * jobs / agents, variable[i], weight[i]));
        }
        for (int j = 0; j < jobs; j++) {
            int[] column = new int[agents];
            for (int i = 0; i < agents; i++) {
                column[i] = variable[i][j];
            }
            builder.constraint(new LinearConstraint("job " + j, 1, 1, column, new double[] {1, 1, 1, 1}));
        }
        SolveResult result = new Mip().solve(builder.build(), PLENTY);
        assertThat(result.termination()).isEqualTo(TerminationStatus.OPTIMAL);
        assertThat(result.gap()).isZero();
    }

    /** One of three for each of thousands of groups under two budgets: a row a group, of which each basis has a few columns. */
    @Test
    void boundsProblemsOfThousandsOfRows() {
        SplittableRandom random = new SplittableRandom(8);
        int groups = 4_000;
        ProblemBuilder builder = Problem.builder();
        int[] all = new int[3 * groups];
        for (int j = 0; j < all.length; j++) {
            all[j] = builder.integer(0, 1, j % 3 * random.nextInt(1, 1_000));
        }
        for (int g = 0; g < groups; g++) {
            int[] group = {3 * g, 3 * g + 1, 3 * g + 2};
            builder.constraint(new LinearConstraint("group " + g, 1, 1, group, new double[] {1, 1, 1}));
        }
        for (int b = 0; b < 2; b++) {
            double[] prices = IntStream.range(0, all.length)
                    .mapToDouble(j -> j % 3 * random.nextInt(1, 1_000))
                    .toArray();
            builder.constraint(LinearConstraint.atMost("budget " + b, 350.0 * groups, all, prices));
        }
        SolveResult result =
                new Mip().solve(builder.build(), SolveOptions.defaults().withEvaluationLimit(100));
        assertThat(result.incumbent()).isPresent();
        assertThat(result.gap()).isBetween(0.0, 1e-4 * result.bound());
    }

    @Test
    void provesInfeasibilityThatTheRelaxationDoesNotSee() {
        ProblemBuilder builder = Problem.builder();
        int[] all = {builder.integer(0, 1, 1), builder.integer(0, 1, 1), builder.integer(0, 1, 1)};
        builder.constraint(new LinearConstraint("odd", 3, 3, all, new double[] {2, 2, 2}));
        assertThat(new Mip().solve(builder.build(), PLENTY).termination()).isEqualTo(TerminationStatus.INFEASIBLE);
    }

    @Test
    void refusesMoreConstraintsThanItIsMadeFor() {
        ProblemBuilder builder = Problem.builder();
        int[] x = {builder.integer(0, 1, 1)};
        builder.constraint(LinearConstraint.atMost("a", 1, x, new double[] {1}));
        builder.constraint(LinearConstraint.atMost("b", 1, x, new double[] {1}));
        assertThatThrownBy(() -> new Mip(1).solve(builder.build(), PLENTY))
                .isInstanceOf(UnsupportedProblemException.class)
                .hasMessageContaining("more than 1 constraints");
    }
}
