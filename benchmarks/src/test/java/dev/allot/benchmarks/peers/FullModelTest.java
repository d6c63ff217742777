package dev.allot.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.core.surrogate.Box;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomTrees;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FullModelTest {
    /** Aggregates that are variables themselves: an optimum of the formulation is one of the problem, whole or easily made so. */
    @ParameterizedTest
    @MethodSource("peers")
    void findsTheOptimumOfSeparateAggregates(Solver peer, long seed) {
        Problem problem = separate(seed);
        double best = BruteForce.best(problem).orElseThrow().objective();
        SolveResult result = peer.solve(problem, SolveOptions.defaults());
        assertThat(result.incumbent()).isPresent();
        assertThat(result.objective()).isCloseTo(best, within(1e-6));
    }

    static Stream<Arguments> peers() {
        return Stream.of(new ScipPeer(), new HighsPeer(), new OjAlgoPeer())
                .flatMap(peer -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(peer, seed)));
    }

    private static Problem separate(long seed) {
        ProblemBuilder builder = Problem.builder()
                .aggregates(List.of("a", "b", "c"))
                .surrogate(RandomTrees.ensemble(
                        new SplittableRandom(seed), Box.of(new double[3], new double[] {6, 6, 6}), 8));
        for (int j = 0; j < 3; j++) {
            builder.integer(0, 6, 0, new int[] {j}, new double[] {1});
        }
        return builder.build();
    }
}
