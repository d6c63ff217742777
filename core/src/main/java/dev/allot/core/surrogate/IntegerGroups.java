package dev.allot.core.surrogate;

import java.util.Arrays;
import java.util.Optional;

/**
 * Groups of splits for features that take integers only: a group for every integer between a feature's least and greatest threshold, also
 * where no threshold is. A position is then the value plus the feature's offset, and a step by one crosses one group, found without looking
 * at thresholds.
 */
final class IntegerGroups {
    /** More groups would be out of proportion to what they hold: a state takes 8 bytes for each. */
    private static final int MOST = 1 << 19;

    /** A feature at value v is at position v + offset. */
    final long[] offset;

    /** Groups of feature f are {@code first[f]..first[f + 1] - 1}. */
    final int[] first;

    final GroupedSplits splits;

    private IntegerGroups(long[] offset, int[] first, GroupedSplits splits) {
        this.offset = offset;
        this.first = first;
        this.splits = splits;
    }

    /** Groups the splits of an ensemble, in O(nodes + groups); empty if there would be too many groups. */
    static Optional<IntegerGroups> of(TreeEnsemble trees) {
        double[] least = new double[trees.dimension()];
        double[] greatest = new double[trees.dimension()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        for (int n = 0; n < trees.nodeCount(); n++) {
            int f = trees.feature(n);
            least[f] = Math.min(least[f], trees.integerThreshold(n));
            greatest[f] = Math.max(greatest[f], trees.integerThreshold(n));
        }
        int[] first = new int[trees.dimension() + 1];
        long[] offset = new long[trees.dimension()];
        for (int f = 0; f < offset.length; f++) {
            double groups = least[f] > greatest[f] ? 0 : greatest[f] - least[f] + 1;
            if (!(first[f] + groups <= MOST)) {
                return Optional.empty();
            }
            first[f + 1] = first[f] + (int) groups;
            offset[f] = groups == 0 ? first[f] : first[f] + 1 - (long) least[f];
        }
        int[] group = new int[trees.nodeCount()];
        for (int n = 0; n < group.length; n++) {
            group[n] = (int) (offset[trees.feature(n)] + (long) trees.integerThreshold(n)) - 1;
        }
        return Optional.of(new IntegerGroups(offset, first, new GroupedSplits(trees, group, first[offset.length])));
    }
}
