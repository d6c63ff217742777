package dev.allot.solvers.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.testing.BruteForce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootCutsTest {
    private static Problem knapsack(SplittableRandom random) {
        int n = 13;
        ProblemBuilder builder = Problem.builder();
        int[] all = new int[n];
        for (int j = 0; j < n; j++) {
            all[j] = builder.integer(0, 1, random.nextInt(20, 60));
        }
        for (int i = 0; i < 3; i++) {
            double[] weights = random.ints(n, 1, 50).asDoubleStream().toArray();
            builder.constraint(LinearConstraint.atMost(
                    "row " + i, Math.floor(Arrays.stream(weights).sum() / 3), all, weights));
        }
        return builder.build();
    }

    /** The first round's bound is the relaxation's, cuts bring it down, and a run that is stopped before its first pivot has one, too. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellsBoundsThatHold(long seed) {
        Problem problem = knapsack(new SplittableRandom(seed));
        double best = BruteForce.best(problem).orElseThrow().objective();
        List<Double> told = new ArrayList<>();
        RootCuts.strengthen(LinearProgram.of(problem), () -> false, told::add);
        assertThat(told).hasSizeGreaterThan(1).allMatch(bound -> bound >= best);
        assertThat(told.get(told.size() - 1)).isLessThan(told.get(0));
        List<Double> stopped = new ArrayList<>();
        RootCuts.strengthen(LinearProgram.of(problem), () -> true, stopped::add);
        assertThat(stopped).hasSize(1).allMatch(bound -> bound >= told.get(0));
    }
}
