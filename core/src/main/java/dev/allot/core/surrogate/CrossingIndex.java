package dev.allot.core.surrogate;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The splits of an ensemble by feature and ascending threshold: what a changing aggregate crosses. Packed for the hot loop: all that a
 * crossing looks at first lies in 16 consecutive bytes, and so does what a step down a tree looks at beside its threshold. Immutable,
 * shared by states.
 */
final class CrossingIndex {
    /** Offsets within the packed record of a crossing. */
    static final int TREE = 0;

    static final int FIRST_LEAF = 1;
    static final int END_LEAF = 2;
    static final int NODE = 3;

    /** Offsets within the packed record of a node. */
    static final int FEATURE = 0;

    static final int LEFT = 1;
    static final int RIGHT = 2;

    /** Both packed records take four ints: an index times this is an offset. */
    static final int STRIDE_BITS = 2;

    /** Crossings of feature f are {@code start[f]..start[f + 1] - 1}. */
    final int[] start;

    /** Thresholds of crossings. */
    final double[] threshold;

    final int[] crossing;
    final int[] node;

    CrossingIndex(TreeEnsemble trees) {
        int nodes = trees.nodeCount();
        int[] order = IntStream.range(0, nodes)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(trees::feature).thenComparingDouble(trees::threshold))
                .mapToInt(Integer::intValue)
                .toArray();
        start = new int[trees.dimension() + 1];
        threshold = new double[nodes];
        crossing = new int[nodes << STRIDE_BITS];
        node = new int[nodes << STRIDE_BITS];
        for (int i = 0; i < nodes; i++) {
            int n = order[i];
            threshold[i] = trees.threshold(n);
            start[trees.feature(n) + 1]++;
            int at = i << STRIDE_BITS;
            crossing[at + TREE] = trees.tree(n);
            crossing[at + FIRST_LEAF] = trees.firstLeaf(n);
            crossing[at + END_LEAF] = trees.endLeaf(n);
            crossing[at + NODE] = n;
            int own = n << STRIDE_BITS;
            node[own + FEATURE] = trees.feature(n);
            node[own + LEFT] = trees.left(n);
            node[own + RIGHT] = trees.right(n);
        }
        for (int f = 0; f < trees.dimension(); f++) {
            start[f + 1] += start[f];
        }
    }
}
