package dev.allot.core.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.testing.RandomTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeEnsembleTest {
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        0x1p-150,
        -0x1p-150,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        0x1.ffffffp127,
        -0x1.ffffffp127,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    /** A tree that splits feature 0 at a threshold: -1 on the left, 1 on the right. */
    private static TreeEnsemble split(float threshold) {
        return TreeEnsemble.of(
                1,
                0,
                List.of(new RegressionTree(
                        new int[] {1, -1, -1},
                        new int[] {2, -1, -1},
                        new int[] {0, 0, 0},
                        new float[] {threshold, 0, 0},
                        new boolean[] {true, false, false},
                        new float[] {0, -1, 1})));
    }

    private static void assertSplitsAsFloat(double threshold, float t, double z) {
        assertThat(z < threshold)
                .as("z = %s, t = %s, as double %s", z, t, threshold)
                .isEqualTo((float) z < t);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void doubleThresholdsDecideAsFloatsDo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < 20_000; k++) {
            float t = Float.intBitsToFloat(random.nextInt());
            if (Float.isNaN(t)) {
                continue;
            }
            double threshold = TreeEnsemble.doubleThreshold(t);
            for (double near : new double[] {t, Math.nextUp(t), Math.nextDown(t), threshold}) {
                assertSplitsAsFloat(threshold, t, near);
                assertSplitsAsFloat(threshold, t, Math.nextUp(near));
                assertSplitsAsFloat(threshold, t, Math.nextDown(near));
            }
            double half = 0.5 * ((double) Math.nextUp(t) + t);
            assertSplitsAsFloat(threshold, t, half);
            assertSplitsAsFloat(threshold, t, Double.longBitsToDouble(random.nextLong()) + 0.0);
        }
    }

    @Test
    void doubleThresholdsDecideAsFloatsDoAtTheEnds() {
        for (double s : SPECIAL) {
            float t = (float) s;
            double threshold = TreeEnsemble.doubleThreshold(t);
            for (double z : SPECIAL) {
                assertSplitsAsFloat(threshold, t, z);
                assertSplitsAsFloat(threshold, t, Math.nextUp(z));
                assertSplitsAsFloat(threshold, t, Math.nextDown(z));
                assertSplitsAsFloat(threshold, t, (float) z);
                assertSplitsAsFloat(threshold, t, Math.nextUp((float) z));
                assertSplitsAsFloat(threshold, t, Math.nextDown((float) z));
            }
        }
    }

    @Test
    void integerThresholdIsTheFirstIntegerOnTheRight() {
        for (float t : new float[] {-2.5f, -2, -0.25f, -0.0f, 0, 0.1f, 0.5f, 1, 1.0000001f, 7.99f, 8, 16_777_216f}) {
            TreeEnsemble ensemble = split(t);
            double first = ensemble.integerThreshold(0);
            assertThat(ensemble.value(new double[] {first})).as("%s", t).isEqualTo(1);
            assertThat(ensemble.value(new double[] {first - 1})).as("%s", t).isEqualTo(-1);
        }
    }

    @Test
    void missingAggregatesFollowTheDefaultInThePredictorsArithmetic() {
        assertThat(split(3).predictorValue(new double[] {Double.NaN})).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void predictorAddsFloatsInTreeOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Box box = Box.of(new double[] {-3, -3, -3}, new double[] {5, 5, 5});
        List<RegressionTree> trees = new ArrayList<>();
        for (int t = 0; t < 20; t++) {
            trees.add(RandomTrees.tree(random, box, random.nextInt(6)));
        }
        TreeEnsemble ensemble = TreeEnsemble.of(3, 0.3f, trees);
        double step = Math.scalb(1.0, -ensemble.fractionBits());
        for (int k = 0; k < 500; k++) {
            double[] z = random.doubles(3, -4, 6)
                    .map(v -> random.nextBoolean() ? Math.rint(v) : v)
                    .toArray();
            float single = 0.3f;
            double sum = 0.3f;
            for (RegressionTree tree : trees) {
                float leaf = leaf(tree, z);
                single += leaf;
                sum += leaf;
            }
            assertThat(ensemble.predictorValue(z)).isEqualTo(single);
            assertThat(Math.abs(ensemble.value(z) - sum)).isLessThanOrEqualTo(21 * 0.5 * step + 1e-15);
            assertThat(ensemble.fixedValue(z) * step).isEqualTo(ensemble.value(z));
        }
    }

    private static float leaf(RegressionTree tree, double[] z) {
        int node = 0;
        while (!tree.isLeaf(node)) {
            node = (float) z[tree.feature()[node]] < tree.threshold()[node] ? tree.left()[node] : tree.right()[node];
        }
        return tree.value()[node];
    }

    /** On all combinations of the ends, the thresholds within and the numbers next below them, each tree takes all that it can. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void enclosureOfOneTreeIsAttained(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Box all = Box.of(new double[] {-3, -3}, new double[] {5, 5});
        TreeEnsemble tree = TreeEnsemble.of(2, 0.25f, List.of(RandomTrees.tree(random, all, 5)));
        for (int k = 0; k < 30; k++) {
            double[] a = random.doubles(2, -3, 5).map(Math::rint).toArray();
            double[] b = random.doubles(2, 0, 6).toArray();
            Box box = Box.of(a, new double[] {a[0] + b[0], a[1] + b[1]});
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (double x : critical(tree, box, 0)) {
                for (double y : critical(tree, box, 1)) {
                    double value = tree.value(new double[] {x, y});
                    least = Math.min(least, value);
                    greatest = Math.max(greatest, value);
                }
            }
            assertThat(tree.enclosure(box)).isEqualTo(new Interval(least, greatest));
        }
    }

    private static List<Double> critical(TreeEnsemble tree, Box box, int feature) {
        List<Double> values = new ArrayList<>(List.of(box.lower(feature), box.upper(feature)));
        for (int node = 0; node < tree.nodeCount(); node++) {
            double t = tree.threshold(node);
            if (tree.feature(node) == feature && t > box.lower(feature) && t <= box.upper(feature)) {
                values.add(t);
                values.add(Math.nextDown(t));
            }
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void leavesBelowANodeAreConsecutive(long seed) {
        TreeEnsemble ensemble =
                RandomTrees.ensemble(new SplittableRandom(seed), Box.of(new double[] {0, 0}, new double[] {9, 9}), 12);
        for (int node = 0; node < ensemble.nodeCount(); node++) {
            int left = ensemble.left(node);
            int right = ensemble.right(node);
            assertThat(left < 0 ? ~left : ensemble.firstLeaf(left)).isEqualTo(ensemble.firstLeaf(node));
            assertThat(right < 0 ? ~right + 1 : ensemble.endLeaf(right)).isEqualTo(ensemble.endLeaf(node));
            assertThat(left < 0 ? ~left + 1 : ensemble.endLeaf(left))
                    .isEqualTo(right < 0 ? ~right : ensemble.firstLeaf(right));
        }
        for (int leaf = 0; leaf < ensemble.leafCount(); leaf++) {
            assertThat(Math.scalb((double) ensemble.fixedLeafValue(leaf), -ensemble.fractionBits()))
                    .isCloseTo(ensemble.leafValue(leaf), within(1e-9));
        }
    }

    @Test
    void sharesNoArrayWithItsTrees() {
        float[] thresholds = {2, 0, 0};
        RegressionTree tree = new RegressionTree(
                new int[] {1, -1, -1},
                new int[] {2, -1, -1},
                new int[] {0, 0, 0},
                thresholds,
                new boolean[3],
                new float[] {0, 10, 20});
        TreeEnsemble ensemble = TreeEnsemble.of(1, 0, List.of(tree));
        thresholds[0] = 100;
        assertThat(tree.threshold()[0]).isEqualTo(2);
        assertThat(ensemble.value(new double[] {50})).isEqualTo(20);
    }

    @Test
    void extremeLeavesAreExact() {
        for (float scale : new float[] {1e-38f, 1e-20f, 1, 1e20f, 1e37f}) {
            TreeEnsemble ensemble = TreeEnsemble.of(
                    0, scale, List.of(RegressionTree.constant(scale), RegressionTree.constant(-3 * scale)));
            double exact = 2.0 * scale + (-3 * scale);
            assertThat(ensemble.value(new double[0])).isCloseTo(exact, within(1e-9 * scale));
            assertThat(ensemble.stateAt(new double[0]).value()).isEqualTo(ensemble.value(new double[0]));
        }
    }

    @Test
    void wrongPartsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TreeEnsemble.of(1, Float.NaN, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TreeEnsemble.of(0, 0, List.of(tree(new int[] {1, -1, -1}, new int[] {2, -1, -1}))))
                .withMessageContaining("only 0 features");
        assertThatIllegalArgumentException().isThrownBy(() -> split(1).stateAt(new double[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> split(1).enclosure(Box.of(new double[2], new double[2])));
        assertThatIllegalArgumentException().isThrownBy(() -> split(Float.NaN));
    }

    @Test
    void arraysThatAreNoTreeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> tree(new int[] {}, new int[] {}));
        assertThatIllegalArgumentException().isThrownBy(() -> tree(new int[] {1, -1}, new int[] {2, -1}));
        assertThatIllegalArgumentException().isThrownBy(() -> tree(new int[] {1, -1, -1}, new int[] {1, -1, -1}));
        assertThatIllegalArgumentException().isThrownBy(() -> tree(new int[] {0, -1, -1}, new int[] {2, -1, -1}));
        // Nodes 1 and 2 are each other's child, cut off from the root.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tree(new int[] {-1, 2, 1, -1, -1}, new int[] {-1, 3, 4, -1, -1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tree(new int[] {-1, -1}, new int[] {-1, -1}))
                .withMessageContaining("one tree");
        assertThatIllegalArgumentException().isThrownBy(() -> RegressionTree.constant(Float.POSITIVE_INFINITY));
    }

    private static RegressionTree tree(int[] left, int[] right) {
        int n = left.length;
        return new RegressionTree(left, right, new int[n], new float[n], new boolean[n], new float[n]);
    }
}
