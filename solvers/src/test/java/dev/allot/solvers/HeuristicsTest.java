package dev.allot.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeuristicsTest {
    static Stream<Solver> heuristics() {
        return Stream.of(
                new RandomSampling(),
                new TopGain(),
                new Greedy(),
                new LocalSearch(),
                new SimulatedAnnealing(),
                new AggregateSearch(500));
    }

    static Stream<Solver> improving() {
        return Stream.of(new Greedy(), new LocalSearch(), new SimulatedAnnealing(), new AggregateSearch());
    }

    /** Without any limit. */
    @ParameterizedTest
    @MethodSource("heuristics")
    void endsByItself(Solver solver) {
        for (Objective objective : List.of(Objective.NONE, Objective.QUADRATIC, Objective.TREES)) {
            Problem problem = new RandomProblems(objective, 10, 3, 5, 2, true, true)
                    .draw(2)
                    .problem();
            SolveResult result = solver.solve(problem, SolveOptions.defaults());
            assertThat(result.termination()).isIn(TerminationStatus.LOCALLY_OPTIMAL, TerminationStatus.OPTIMAL);
            assertThat(result.incumbent()).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("heuristics")
    void provesThatAConstraintIsOutOfReach(Solver solver) {
        Problem problem = items(new double[] {1, 2}, new double[] {1, 1}, -1, 3);
        assertThat(solver.solve(problem, SolveOptions.defaults()).termination())
                .isEqualTo(TerminationStatus.INFEASIBLE);
    }

    /** 0-1 knapsack problems small enough for the oracle. */
    @ParameterizedTest
    @MethodSource("improving")
    void comesCloseToTheOptimumOfKnapsacks(Solver solver) {
        for (long seed = 1; seed <= 5; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] gains = random.ints(16, 1, 100).asDoubleStream().toArray();
            double[] costs = random.ints(16, 1, 20).asDoubleStream().toArray();
            Problem problem = items(gains, costs, 60, 0);
            double best =
                    new Exhaustive().solve(problem, SolveOptions.defaults()).objective();
            SolveResult result = solver.solve(problem, SolveOptions.defaults().withEvaluationLimit(50_000));
            assertThat(result.objective()).isBetween(0.93 * best, best);
        }
    }

    /** Thresholds far beyond what single changes reach: all that improve are to beat ten times the paper's draws. */
    @ParameterizedTest
    @MethodSource("improving")
    void beatsRandomMixesOfManyInstances(Solver solver) {
        Problem problem = new RandomProblems(Objective.TREES, 1_000, 0, 1, 2, false, true)
                .draw(1)
                .problem();
        double draws = new RandomSampling(5_000)
                .solve(problem, SolveOptions.defaults())
                .objective();
        SolveResult result = solver.solve(problem, SolveOptions.defaults().withEvaluationLimit(20_000));
        assertThat(result.objective()).isGreaterThan(draws);
    }

    /** A continuous mixture: weights that sum to 1, a concave objective whose optimum has equal weights. */
    @ParameterizedTest
    @MethodSource("improving")
    void mixesContinuousWeights(Solver solver) {
        int n = 5;
        double[][] q = new double[n][n];
        ProblemBuilder builder = Problem.builder()
                .aggregates(IntStream.range(0, n).mapToObj(i -> "w" + i).toList());
        for (int i = 0; i < n; i++) {
            q[i][i] = -1;
            builder.continuous(0, 1, 0, new int[] {i}, new double[] {1});
        }
        builder.surrogate(new QuadraticSurrogate(1, new double[n], q));
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        builder.constraint(new LinearConstraint("sum", 1, 1, new int[] {0, 1, 2, 3, 4}, ones));
        SolveResult result =
                solver.solve(builder.build(), SolveOptions.defaults().withEvaluationLimit(100_000));
        double tolerance = solver instanceof Greedy ? 0.1 : 1e-4;
        assertThat(result.objective()).isCloseTo(1 - 1.0 / n, within(tolerance));
    }

    @Test
    void drawsAsManyRandomMixesAsTheRunAllows() {
        Problem problem = items(new double[] {5, 1, 9, 7, 2}, new double[] {3, 1, 2, 2, 1}, 4, 0);
        SolveOptions free = SolveOptions.defaults();
        SolveOptions limited = free.withEvaluationLimit(1_234);
        assertThat(new RandomSampling().solve(problem, free).evaluations()).isEqualTo(500);
        assertThat(new RandomSampling().solve(problem, limited).evaluations()).isEqualTo(1_234);
        assertThat(new RandomSampling(70).solve(problem, limited).evaluations()).isEqualTo(70);
        assertThat(RandomSampling.asInPaper().solve(problem, limited).evaluations())
                .isEqualTo(500);
    }

    @Test
    void topGainTakesTheBestOnesFirst() {
        Problem problem = items(new double[] {5, -1, 9, 7, -2}, new double[] {1, 1, 1, 1, 1}, 2, 0);
        SolveResult result = new TopGain().solve(problem, SolveOptions.defaults());
        assertThat(result.incumbent().orElseThrow().values()).containsExactly(0, 0, 1, 1, 0);
        Problem roomy = items(new double[] {5, -1, 9, 7, -2}, new double[] {1, 1, 1, 1, 1}, 5, 0);
        assertThat(new TopGain().solve(roomy, SolveOptions.defaults()).objective())
                .isEqualTo(21);
    }

    @Test
    void greedyMindsTheCost() {
        Problem problem = items(new double[] {10, 6, 6}, new double[] {10, 5, 5}, 10, 0);
        assertThat(new Greedy().solve(problem, SolveOptions.defaults()).objective())
                .isEqualTo(12);
    }

    @Test
    void exhaustiveRefusesWhatIsTooLarge() {
        double[] ones = new double[40];
        Arrays.fill(ones, 1);
        Problem problem = items(ones, ones, 3, 0);
        assertThatThrownBy(() -> new Exhaustive().solve(problem, SolveOptions.defaults()))
                .isInstanceOf(UnsupportedProblemException.class)
                .hasMessageContaining("more than 50,000,000 points");
    }

    @Test
    void parametersAreChecked() {
        assertThatThrownBy(() -> new RandomSampling(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("draws is 0; it must be at least 1");
    }

    /** Items to take or leave: total cost within a cap (if not negative) and a least number of them. */
    private static Problem items(double[] gains, double[] costs, double cap, double least) {
        ProblemBuilder builder = Problem.builder();
        for (double gain : gains) {
            builder.integer(0, 1, gain);
        }
        int[] all = IntStream.range(0, gains.length).toArray();
        double[] ones = new double[gains.length];
        Arrays.fill(ones, 1);
        if (cap >= 0) {
            builder.constraint(LinearConstraint.atMost("cap", cap, all, costs));
        }
        builder.constraint(LinearConstraint.atLeast("floor", least, all, ones));
        return builder.build();
    }
}
