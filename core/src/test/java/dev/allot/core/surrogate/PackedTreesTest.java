package dev.allot.core.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.testing.RandomTrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packed evaluation equals the walk from node to node, which is its naive twin, bit for bit. */
class PackedTreesTest {
    private static final int FEATURES = 5;
    private static final int ROWS = 203;

    private static TreeEnsemble ensemble(SplittableRandom random, int trees, int depth) {
        double[] lower = new double[FEATURES];
        double[] upper = new double[FEATURES];
        Arrays.fill(lower, -4);
        Arrays.fill(upper, 8);
        Box box = Box.of(lower, upper);
        List<RegressionTree> list = new ArrayList<>();
        for (int t = 0; t < trees; t++) {
            list.add(t % 3 == 0 ? chain(random, depth) : RandomTrees.tree(random, box, Math.min(depth, t % 6)));
        }
        return TreeEnsemble.of(FEATURES, (float) random.nextDouble(), list);
    }

    /** A tree that goes on at one child only, down to the depth: as ragged as can be. */
    private static RegressionTree chain(SplittableRandom random, int depth) {
        int size = 2 * depth + 1;
        int[] left = new int[size];
        int[] right = new int[size];
        float[] threshold = new float[size];
        float[] value = new float[size];
        for (int i = 0; i < size; i++) {
            boolean inner = i % 2 == 0 && i < 2 * depth;
            boolean goesOnLeft = random.nextBoolean();
            left[i] = inner ? goesOnLeft ? i + 2 : i + 1 : -1;
            right[i] = inner ? goesOnLeft ? i + 1 : i + 2 : -1;
            threshold[i] = coordinate(random);
            value[i] = (float) random.nextGaussian();
        }
        int[] feature = random.ints(size, 0, FEATURES).toArray();
        return new RegressionTree(left, right, feature, threshold, new boolean[size], value);
    }

    private static float coordinate(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0f;
            case 1 -> -0f;
            case 2 -> Float.MIN_VALUE;
            case 3 -> -Float.MIN_VALUE;
            case 4 -> (float) random.nextDouble(-4, 8);
            default -> random.nextInt(-4, 9);
        };
    }

    private static double[] rows(SplittableRandom random) {
        double[] rows = new double[ROWS * FEATURES];
        Arrays.setAll(rows, i -> random.nextInt(16) == 0 ? 1e300 * random.nextGaussian() : coordinate(random));
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"1,0", "1,1", "8,2", "9,3", "16,6", "50,6", "7,10", "5,11", "3,14", "0,0"})
    void equalsTheWalk(int trees, int depth) {
        SplittableRandom random = new SplittableRandom(31L * trees + depth);
        TreeEnsemble ensemble = ensemble(random, trees, depth);
        double[] rows = rows(random);
        RowScorer scorer = ensemble.scorer();
        for (int threads : new int[] {1, 3}) {
            double[] values = ensemble.values(rows, threads);
            float[] predictions = ensemble.predictorValues(rows, threads);
            assertThat(values).hasSize(ROWS);
            for (int r = 0; r < ROWS; r++) {
                double[] row = Arrays.copyOfRange(rows, r * FEATURES, (r + 1) * FEATURES);
                double expected = ensemble.unfix(ensemble.walk(row));
                assertThat(values[r]).isEqualTo(expected);
                assertThat(scorer.value(row)).isEqualTo(expected);
                assertThat(ensemble.value(row)).isEqualTo(expected);
                assertThat((double) predictions[r]).isEqualTo(ensemble.predictorValue(row));
            }
        }
    }

    @Test
    void rowsThatAreNoneAreRefused() {
        TreeEnsemble ensemble = ensemble(new SplittableRandom(1), 3, 2);
        assertThatThrownBy(() -> ensemble.values(new double[FEATURES + 1], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("6 numbers are no rows of 5");
        assertThatThrownBy(() -> ensemble.values(new double[FEATURES], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ensemble.values(new double[0], 2)).isEmpty();
        assertThat(IntStream.of(1, 2, 5, 9))
                .allSatisfy(n ->
                        assertThat(ensemble.values(new double[n * FEATURES], 4)).hasSize(n));
    }
}
