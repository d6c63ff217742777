package dev.allot.core.surrogate;

import static dev.allot.core.surrogate.GroupedSplits.GROUP;

import java.util.Arrays;

/**
 * The path that the moving point takes down each tree, and the sum of the leaves at their ends. For each group of splits it is known how
 * many paths run through it: most groups that are crossed have none, and nothing more is done about them.
 */
final class TreePaths {
    /** One path in {@link #through}, above the bits that sum up trees. */
    private static final long ONE = 1L << 32;

    private final GroupedSplits splits;
    private final int[] split;
    private final int[] root;
    private final long[] fixedLeaf;

    /** For each group, how many paths run through it and, in the lower half, the sum of their trees: the tree, if it is one. */
    private final long[] through;

    /** Groups from the root down and then {@code ~leaf}, for tree after tree in blocks. */
    private final int[] path;

    private final int block;
    private final int[] leaf;
    private long sum;
    private int firstChanged;

    /** Which visit last looked at a tree. */
    private final int[] seen;

    private int visit;

    /** Blocks of paths that were left, each with its tree behind it. */
    private int[] log;

    private int logged;

    TreePaths(TreeEnsemble trees, GroupedSplits splits, long[] position) {
        this.splits = splits;
        split = splits.split;
        root = splits.root;
        fixedLeaf = trees.fixedLeaf;
        through = new long[powerOfTwoAtLeast(splits.groups())];
        block = powerOfTwoAtLeast(splits.depth + 1);
        path = new int[root.length * block];
        leaf = new int[root.length];
        seen = new int[root.length];
        log = new int[16 * (block + 1)];
        sum = trees.fixedBase();
        for (int t = 0; t < root.length; t++) {
            leaf[t] = descend(t, position);
            sum += fixedLeaf[leaf[t]];
        }
    }

    private static int powerOfTwoAtLeast(int n) {
        return n <= 1 ? 1 : Integer.highestOneBit(n - 1) << 1;
    }

    /** Sum of base and leaves in fixed point. */
    long sum() {
        return sum;
    }

    /** The leaf at the end of a tree's path. */
    int leaf(int tree) {
        return leaf[tree];
    }

    /** The first tree whose leaf may have changed since this was last asked; the number of trees if none. */
    int takeFirstChanged() {
        int first = firstChanged;
        firstChanged = root.length;
        return first;
    }

    /** Most groups that can have a path through them at once. */
    int mostGroups() {
        return path.length;
    }

    /** A group's number, cut to one that can be asked for; the number of another group if it is none. */
    int cut(long group) {
        return (int) group & through.length - 1;
    }

    /** 1 if a path runs through a group, or else 0: no branch that chance would decide. */
    int isOnPath(int group) {
        return (int) (-through[group] >>> 63);
    }

    /** Begins a walk or peek over crossed groups; each tree is looked at once until the next begins. */
    void startVisit() {
        if (++visit == 0) {
            Arrays.fill(seen, 0);
            visit = 1;
        }
    }

    /** Takes the paths that run through a group down again from their roots. Does no harm where nothing has changed. */
    void walk(int group, long[] position, boolean isLogged) {
        long paths = through[group];
        if (paths >>> 32 == 1) {
            walkTree((int) paths, position, isLogged);
        } else if (paths != 0) {
            for (int k = splits.firstMember[group]; k < splits.firstMember[group + 1]; k++) {
                if (runsThrough(splits.member[k], group)) {
                    walkTree(splits.member[k], position, isLogged);
                }
            }
        }
    }

    private boolean runsThrough(int t, int group) {
        int at = t * block;
        while (path[at] >= 0 && path[at] != group) {
            at++;
        }
        return path[at] == group;
    }

    private void walkTree(int t, long[] position, boolean isLogged) {
        if (seen[t] == visit) {
            return;
        }
        seen[t] = visit;
        if (isLogged) {
            log(t);
        }
        leave(t);
        arrive(t, descend(t, position));
    }

    private void leave(int t) {
        int at = t * block;
        int group = path[at];
        while (group >= 0) {
            through[group] -= ONE + t;
            group = path[++at];
        }
    }

    private int descend(int t, long[] position) {
        int at = t * block;
        int current = root[t];
        while (current >= 0) {
            int group = split[current + GROUP];
            path[at++] = group;
            through[group] += ONE + t;
            current = splits.child(current, position);
        }
        path[at] = current;
        return ~current;
    }

    private void arrive(int t, int now) {
        // Sums of longs are exact: an undo takes the change away and has the very sum of before.
        sum += fixedLeaf[now] - fixedLeaf[leaf[t]];
        leaf[t] = now;
        firstChanged = Math.min(firstChanged, t);
    }

    /** How the sum would change if the paths that run through a group were taken down again. */
    long peek(int group, long[] position) {
        long paths = through[group];
        if (paths >>> 32 == 1) {
            return peekTree((int) paths, position);
        }
        long change = 0;
        for (int k = splits.firstMember[group]; k < splits.firstMember[group + 1]; k++) {
            if (runsThrough(splits.member[k], group)) {
                change += peekTree(splits.member[k], position);
            }
        }
        return change;
    }

    private long peekTree(int t, long[] position) {
        if (seen[t] == visit) {
            return 0;
        }
        seen[t] = visit;
        int current = root[t];
        while (current >= 0) {
            current = splits.child(current, position);
        }
        return fixedLeaf[~current] - fixedLeaf[leaf[t]];
    }

    private void log(int t) {
        if (logged + block >= log.length) {
            log = Arrays.copyOf(log, 2 * log.length);
        }
        int at = t * block;
        for (int i = 0; i < block; i++) {
            log[logged + i] = path[at + i];
        }
        log[logged + block] = t;
        logged += block + 1;
    }

    /** Size of the log. */
    int logged() {
        return logged;
    }

    /** Drops the log. */
    void forget() {
        logged = 0;
    }

    /** Puts back the paths that were left, newest first, until {@code keep} of the log is left. */
    void restore(int keep) {
        while (logged > keep) {
            logged -= block + 1;
            int t = log[logged + block];
            leave(t);
            int at = t * block;
            int from = logged;
            int group = log[from];
            while (group >= 0) {
                path[at++] = group;
                through[group] += ONE + t;
                group = log[++from];
            }
            path[at] = group;
            arrive(t, ~group);
        }
    }
}
