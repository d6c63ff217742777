package dev.allot.solvers.branching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.solvers.search.ConstraintRows;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupportFunctionTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void isNotBelowAnyFeasiblePoint(long seed) {
        Problem problem = RandomProblems.small(Objective.TREES, 4, 0, (int) (seed % 5), seed % 2 == 0)
                .draw(seed)
                .problem();
        SupportFunction support =
                new SupportFunction(new ConstraintRows(problem), new ColumnPrices(problem.aggregates()));
        SplittableRandom random = new SplittableRandom(seed);
        double[] prices = new double[problem.aggregateCount()];
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < prices.length; i++) {
                prices[i] = random.nextDouble(-2, 2);
            }
            double greatest =
                    BruteForce.best(Priced.of(problem, prices)).orElseThrow().objective();
            support.maximise(prices);
            assertThat(support.value()).isGreaterThanOrEqualTo(greatest - 1e-9);
            if (support.isFeasible()) {
                assertThat(problem.aggregatesAt(support.vertex())).containsExactly(support.aggregates(), within(1e-9));
            }
        }
    }

    /** One budget: the fractional knapsack, sorted by density, is the naive twin. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofOneBudgetIsTheFractionalKnapsack(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 300;
        double[] cost = new double[n];
        int[] variables = new int[n];
        ProblemBuilder builder = Problem.builder().aggregates(List.of("a", "b", "c"));
        for (int j = 0; j < n; j++) {
            variables[j] = builder.integer(
                    0, random.nextInt(1, 4), 0, new int[] {random.nextInt(3)}, new double[] {random.nextInt(1, 3)});
            cost[j] = seed % 2 == 0 ? 1 : random.nextInt(1, 9);
        }
        builder.constraint(LinearConstraint.atMost("budget", 250, variables, cost));
        Problem problem = builder.build();
        SupportFunction support =
                new SupportFunction(new ConstraintRows(problem), new ColumnPrices(problem.aggregates()));
        double[] prices = new double[3];
        for (int round = 0; round < 30; round++) {
            for (int i = 0; i < 3; i++) {
                prices[i] = random.nextDouble(-0.5, 1);
            }
            support.maximise(prices);
            assertThat(support.value()).isCloseTo(fractional(problem, prices, cost, 250), within(1e-6));
            assertThat(support.isFeasible()).isTrue();
        }
    }

    private static double fractional(Problem problem, double[] prices, double[] cost, double budget) {
        double[] profit = new double[cost.length];
        for (int j = 0; j < profit.length; j++) {
            for (int p = problem.aggregates().start(j); p < problem.aggregates().start(j + 1); p++) {
                profit[j] += prices[problem.aggregates().row(p)]
                        * problem.aggregates().value(p);
            }
        }
        double left = budget;
        double sum = 0;
        for (int j : IntStream.range(0, profit.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -profit[j] / cost[j]))
                .toList()) {
            if (profit[j] > 0) {
                double taken = Math.min(problem.upper(j), left / cost[j]);
                sum += taken * profit[j];
                left -= taken * cost[j];
            }
        }
        return sum;
    }

    /** The same problem with a linear form of the aggregates as its objective. */
    private static final class Priced {
        static Problem of(Problem problem, double[] prices) {
            ProblemBuilder builder = Problem.builder();
            double constant = problem.constant();
            for (int i = 0; i < prices.length; i++) {
                constant += prices[i] * problem.offset(i);
            }
            builder.constant(constant);
            for (int j = 0; j < problem.variableCount(); j++) {
                double profit = problem.linear(j);
                for (int p = problem.aggregates().start(j);
                        p < problem.aggregates().start(j + 1);
                        p++) {
                    profit += prices[problem.aggregates().row(p)]
                            * problem.aggregates().value(p);
                }
                builder.integer(problem.lower(j), problem.upper(j), profit);
            }
            for (int i = 0; i < problem.constraintCount(); i++) {
                int row = i;
                int[] members = IntStream.range(0, problem.variableCount())
                        .filter(j -> problem.constraints().get(row, j) != 0)
                        .toArray();
                double[] weights = IntStream.of(members)
                        .mapToDouble(j -> problem.constraints().get(row, j))
                        .toArray();
                builder.constraint(new LinearConstraint(
                        problem.constraintName(i),
                        problem.constraintLower(i),
                        problem.constraintUpper(i),
                        members,
                        weights));
            }
            return builder.build();
        }

        private Priced() {}
    }
}
