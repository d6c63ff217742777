package dev.allot.core.surrogate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Groups of splits of equal feature and threshold, for features that take any value: a position is an interval between neighbouring
 * thresholds. A feature of g groups has g + 1 positions.
 */
final class RealGroups {
    /** The lowest position of each feature. */
    private final int[] lowest;

    /** A feature is at position p while {@code bound[2 p] <= z < bound[2 p + 1]}. */
    final double[] bound;

    final GroupedSplits splits;

    /** O(nodes log nodes). */
    RealGroups(TreeEnsemble trees) {
        int nodes = trees.nodeCount();
        int[] order = IntStream.range(0, nodes)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(trees::feature).thenComparingDouble(trees::threshold))
                .mapToInt(Integer::intValue)
                .toArray();
        lowest = new int[trees.dimension()];
        double[] bounds = new double[2 * (nodes + trees.dimension())];
        int[] group = new int[nodes];
        int position = 0;
        int k = 0;
        for (int f = 0; f < lowest.length; f++) {
            lowest[f] = position;
            bounds[2 * position] = Double.NEGATIVE_INFINITY;
            while (k < nodes && trees.feature(order[k]) == f) {
                double threshold = trees.threshold(order[k]);
                while (k < nodes && trees.feature(order[k]) == f && trees.threshold(order[k]) == threshold) {
                    group[order[k++]] = position;
                }
                bounds[2 * position + 1] = threshold;
                bounds[2 * ++position] = threshold;
            }
            bounds[2 * position++ + 1] = Double.POSITIVE_INFINITY;
        }
        bound = Arrays.copyOf(bounds, 2 * position);
        splits = new GroupedSplits(trees, group, position);
    }

    /** The position of a feature at a value. */
    int position(int feature, double value) {
        int p = lowest[feature];
        while (value >= bound[2 * p + 1]) {
            p++;
        }
        return p;
    }
}
