package dev.allot.core.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Integers far away from all thresholds, and thresholds that are far apart; the rest is in the contract. */
class IntegerTreeStateTest {
    private static final int FEATURES = 3;

    /** Stumps and constants on the given thresholds. */
    private static TreeEnsemble ensemble(SplittableRandom random, float... thresholds) {
        List<RegressionTree> trees = new ArrayList<>();
        for (float threshold : thresholds) {
            trees.add(new RegressionTree(
                    new int[] {1, -1, -1},
                    new int[] {2, -1, -1},
                    new int[] {random.nextInt(FEATURES - 1), 0, 0},
                    new float[] {threshold, 0, 0},
                    new boolean[3],
                    new float[] {0, (float) random.nextGaussian(), (float) random.nextGaussian()}));
            trees.add(RegressionTree.constant(0.25f));
        }
        return TreeEnsemble.of(FEATURES, 0.5f, trees);
    }

    private static void assertFollows(TreeEnsemble trees, SplittableRandom random) {
        long[] places = {0, 1, 2, 3, 7, 8, 9, -5, 1000, -1_000_000, 1L << 31, 1L << 33, -(1L << 52), (1L << 53) - 1};
        double[] z = new double[FEATURES];
        SurrogateState state = trees.stateAtIntegers(z);
        for (int step = 0; step < 500; step++) {
            int i = random.nextInt(FEATURES);
            double to = places[random.nextInt(places.length)] + random.nextInt(2);
            z[i] = to;
            state.set(i, to);
            assertThat(state.aggregate(i)).isEqualTo(to);
            assertThat(state.value()).isEqualTo(trees.value(z));
            assertThat(state.predictorValue()).isEqualTo(trees.predictorValue(z));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void valuesMayBeFarFromTheThresholds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeEnsemble trees = ensemble(random, 1, 2, 2, 2.5f, 7.5f, 8, -4);
        assertThat(trees.stateAtIntegers(new double[FEATURES])).isInstanceOf(IntegerTreeState.class);
        assertFollows(trees, random);
    }

    @ParameterizedTest
    @ValueSource(floats = {1e6f, -3e9f, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void thresholdsMayBeFarApart(float far) {
        SplittableRandom random = new SplittableRandom(4);
        TreeEnsemble trees = ensemble(random, 1, 2, 8, 2.5f, far, far);
        assertFollows(trees, random);
    }

    @Test
    void anEnsembleMayHaveNoSplit() {
        assertFollows(TreeEnsemble.of(FEATURES, 1, List.of(RegressionTree.constant(2))), new SplittableRandom(5));
        assertFollows(TreeEnsemble.of(FEATURES, 1, List.of()), new SplittableRandom(6));
    }
}
