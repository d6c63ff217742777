package dev.allot.core.surrogate;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The splits of an ensemble in numbered groups, so that walks down its trees compare integers: each feature has a <em>position</em>, and a
 * split sends its feature right if the split's group comes before that position. Features have ranges of numbers of their own; within one,
 * groups are ordered by threshold. A feature whose position moves from p to q > p crosses the groups p to q - 1, and the same on its way
 * back. Immutable, shared by states.
 */
final class GroupedSplits {
    /** Offsets within the record of a split: four ints, 16 bytes. */
    static final int GROUP = 0;

    private static final int FEATURE = 1;

    /** A child is the offset of a split's record or, if negative, leaf {@code ~child}. */
    private static final int LEFT = 2;

    private static final int RIGHT = 3;
    private static final int STRIDE = 4;

    /** Records of the splits, tree after tree. */
    final int[] split;

    /** Root of each tree: the offset of a split's record, or leaf {@code ~root} if negative. */
    final int[] root;

    /** Most splits on a way from a root to a leaf. */
    final int depth;

    /** Trees of the splits of group g, at {@code firstMember[g]..firstMember[g + 1] - 1}. */
    final int[] member;

    final int[] firstMember;

    /**
     * Groups splits.
     *
     * @param group the group of each inner node
     * @param groups groups are numbered below this
     */
    GroupedSplits(TreeEnsemble trees, int[] group, int groups) {
        split = new int[group.length * STRIDE];
        firstMember = new int[groups + 1];
        for (int n = 0; n < group.length; n++) {
            int at = n * STRIDE;
            split[at + GROUP] = group[n];
            split[at + FEATURE] = trees.feature(n);
            split[at + LEFT] = child(trees.left(n));
            split[at + RIGHT] = child(trees.right(n));
            firstMember[group[n] + 1]++;
        }
        Arrays.parallelPrefix(firstMember, Integer::sum);
        int[] next = Arrays.copyOf(firstMember, groups);
        member = new int[group.length];
        for (int n = 0; n < group.length; n++) {
            member[next[group[n]]++] = trees.tree(n);
        }
        root = IntStream.range(0, trees.treeCount())
                .map(t -> child(trees.root(t)))
                .toArray();
        depth = PackedTrees.depth(trees);
    }

    private static int child(int child) {
        return child < 0 ? child : child * STRIDE;
    }

    /** Groups are numbered below this. */
    int groups() {
        return firstMember.length - 1;
    }

    /** Child of the split at a record. */
    int child(int record, long[] position) {
        int left = split[record + LEFT];
        int right = split[record + RIGHT];
        // All ones if the group comes before the position. Chance decides, so that a branch would be mispredicted half
        // the time.
        int mask = (int) (split[record + GROUP] - position[split[record + FEATURE]] >> 63);
        return left + (right - left & mask);
    }
}
