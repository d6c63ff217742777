package dev.allot.core.surrogate;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The splits of an ensemble by feature and ascending threshold: what a changing aggregate crosses. Immutable, shared by states. */
final class ThresholdIndex {
    /** Entries of feature f are {@code start[f]..start[f + 1] - 1}. */
    final int[] start;

    final double[] threshold;
    final int[] node;

    ThresholdIndex(TreeEnsemble trees) {
        int[] order = IntStream.range(0, trees.feature.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> trees.feature[i])
                        .thenComparingDouble(i -> trees.threshold[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        start = new int[trees.dimension() + 1];
        threshold = new double[order.length];
        node = order;
        for (int i = 0; i < order.length; i++) {
            threshold[i] = trees.threshold[order[i]];
            start[trees.feature[order[i]] + 1]++;
        }
        for (int f = 0; f < trees.dimension(); f++) {
            start[f + 1] += start[f];
        }
    }
}
