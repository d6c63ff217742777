package dev.allot.solvers.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 15, 16, 17, 100, 1000, 4097})
    void sortsStably(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[] keys = random.doubles(n).map(d -> Math.floor(20 * d) - 10).toArray();
        int[] items = Shuffle.order(n, random);
        int[] expected = sorted(items, keys);
        Ranking.sort(items, keys);
        assertThat(items).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 1000, 4097})
    void takesTheTop(int n) {
        SplittableRandom random = new SplittableRandom(n);
        for (int values : new int[] {1, 2, 10, 1_000_000}) {
            double[] keys = random.ints(n, 0, values).asDoubleStream().toArray();
            int[] items = Shuffle.order(n, random);
            int[] sorted = sorted(items, keys);
            for (int count : new int[] {0, 1, n / 3, n}) {
                assertThat(Ranking.top(items, n, count, keys)).isEqualTo(Arrays.copyOf(sorted, count));
            }
        }
    }

    private static int[] sorted(int[] items, double[] keys) {
        return IntStream.of(items)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -keys[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
