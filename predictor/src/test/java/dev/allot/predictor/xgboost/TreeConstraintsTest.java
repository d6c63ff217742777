package dev.allot.predictor.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.xgboost.TreeConstraints.Interactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreeConstraintsTest {
    private static final BoostedTrees DEEP = new BoostedTrees(60, 4, 0.3, 1, 0, 0.8, 0.8);
    private static final TrainingTable TABLE = table();

    /** Noisy products of features: free trees bend both ways and combine features. */
    private static TrainingTable table() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] x = new double[150][];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.doubles(4, 0, 10).toArray();
            y[i] = x[i][0] - x[i][1] + 0.3 * x[i][0] * x[i][2] + 3 * random.nextGaussian();
        }
        return new TrainingTable(List.of("a", "b", "c", "d"), x, y);
    }

    private static TreeEnsemble trained(ConstrainableTrees family, TreeConstraints constraints) {
        return (TreeEnsemble) family.under(constraints).train(TABLE, 3).surrogate();
    }

    /** A leaf with the box that leads to it, lower ends first. */
    private record Path(float value, double[] lower, double[] upper) {
        /** Whether some mix ends here that ends there once a feature is greater, all else equal. */
        boolean precedes(Path other, int feature) {
            boolean overlap = upper[feature] <= other.lower[feature];
            for (int i = 0; i < lower.length; i++) {
                overlap &= i == feature || Math.max(lower[i], other.lower[i]) < Math.min(upper[i], other.upper[i]);
            }
            return overlap;
        }
    }

    private static void collect(TreeEnsemble trees, int node, double[] lower, double[] upper, List<Path> into) {
        if (node < 0) {
            into.add(new Path(trees.leafValue(~node), lower, upper));
            return;
        }
        int f = trees.feature(node);
        double[] below = upper.clone();
        below[f] = Math.min(below[f], trees.threshold(node));
        double[] above = lower.clone();
        above[f] = Math.max(above[f], trees.threshold(node));
        collect(trees, trees.left(node), lower, below, into);
        collect(trees, trees.right(node), above, upper, into);
    }

    /** Whether no tree ever falls along a feature (of sign 1), or rises (-1): checked for every pair of paths. */
    private static boolean isMonotone(TreeEnsemble trees, int feature, int sign) {
        for (int t = 0; t < trees.treeCount(); t++) {
            double[] least = new double[trees.dimension()];
            double[] most = new double[trees.dimension()];
            Arrays.fill(least, Double.NEGATIVE_INFINITY);
            Arrays.fill(most, Double.POSITIVE_INFINITY);
            List<Path> paths = new ArrayList<>();
            collect(trees, trees.root(t), least, most, paths);
            for (Path before : paths) {
                for (Path after : paths) {
                    if (before.precedes(after, feature) && sign * before.value() > sign * after.value()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean isAdditive(TreeEnsemble trees) {
        for (int t = 0; t < trees.treeCount(); t++) {
            if (!isAdditive(trees, trees.root(t), new BitSet())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAdditive(TreeEnsemble trees, int node, BitSet above) {
        if (node < 0) {
            return above.cardinality() <= 1;
        }
        BitSet here = (BitSet) above.clone();
        here.set(trees.feature(node));
        return isAdditive(trees, trees.left(node), here) && isAdditive(trees, trees.right(node), here);
    }

    @Test
    void everyTreeIsMonotoneWhereAskedAndOnlyThere() {
        TreeConstraints constraints = new TreeConstraints(Set.of("a", "d"), Set.of("b"), Interactions.ANY);
        TreeEnsemble free = trained(DEEP, TreeConstraints.NONE);
        assertThat(isMonotone(free, 0, 1)).isFalse();
        assertThat(isMonotone(free, 1, -1)).isFalse();
        for (ConstrainableTrees family : List.of(DEEP, new BaggedTrees(3, DEEP))) {
            TreeEnsemble trees = trained(family, constraints);
            assertThat(trees.nodeCount()).isGreaterThan(trees.treeCount());
            assertThat(isMonotone(trees, 0, 1)).isTrue();
            assertThat(isMonotone(trees, 1, -1)).isTrue();
            assertThat(isMonotone(trees, 3, 1)).isTrue();
            assertThat(isMonotone(trees, 2, 1)).isFalse();
            assertThat(isAdditive(trees)).isFalse();
        }
    }

    @Test
    void noPathOfAnAdditiveEnsembleAsksOfTwoFeatures() {
        assertThat(isAdditive(trained(DEEP, TreeConstraints.NONE))).isFalse();
        for (ConstrainableTrees family : List.of(DEEP, new BaggedTrees(3, DEEP))) {
            TreeEnsemble trees = trained(family, new TreeConstraints(Set.of("a"), Set.of(), Interactions.NONE));
            assertThat(isAdditive(trees)).isTrue();
            assertThat(isMonotone(trees, 0, 1)).isTrue();
            // Deep all the same: several thresholds of a feature.
            assertThat(trees.leafCount()).isGreaterThan(3 * trees.treeCount());
        }
    }

    @Test
    void withoutConstraintsNothingChanges() throws Exception {
        assertThat(DEEP.under(TreeConstraints.NONE)).isEqualTo(DEEP);
        assertThat(DEEP.fit(TABLE, 5))
                .isEqualTo(DEEP.under(TreeConstraints.NONE).fit(TABLE, 5));
        assertThat(TreeConstraints.NONE.parameters(TABLE.features())).isEmpty();
    }

    @Test
    void refusesWhatCannotBeKept() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TreeConstraints(Set.of("a"), Set.of("a"), Interactions.ANY))
                .withMessage("feature 'a' cannot be increasing and decreasing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trained(DEEP, new TreeConstraints(Set.of(), Set.of("e"), Interactions.ANY)))
                .withMessage("there is no feature 'e' to be kept monotone");
    }
}
