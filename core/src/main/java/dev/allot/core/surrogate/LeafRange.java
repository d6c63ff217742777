package dev.allot.core.surrogate;

/** Least and greatest leaf of a tree that a box can reach; ends shrink along a path, so a feature split twice on it counts once. */
final class LeafRange {
    private final TreeEnsemble trees;
    private final double[] lower;
    private final double[] upper;

    LeafRange(TreeEnsemble trees, Box box) {
        this.trees = trees;
        lower = new double[box.dimension()];
        upper = new double[box.dimension()];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = box.lower(i);
            upper[i] = box.upper(i);
        }
    }

    long least(int node) {
        return best(node, -1);
    }

    long greatest(int node) {
        return best(node, 1);
    }

    /** Least leaf for sign -1, greatest for sign 1. */
    private long best(int node, int sign) {
        if (node < 0) {
            return trees.fixedLeaf[~node];
        }
        int f = trees.feature[node];
        double t = trees.threshold[node];
        if (upper[f] < t) {
            return best(trees.left[node], sign);
        }
        if (lower[f] >= t) {
            return best(trees.right[node], sign);
        }
        double u = upper[f];
        upper[f] = Math.nextDown(t);
        long a = best(trees.left[node], sign);
        upper[f] = u;
        double l = lower[f];
        lower[f] = t;
        long b = best(trees.right[node], sign);
        lower[f] = l;
        return sign > 0 ? Math.max(a, b) : Math.min(a, b);
    }
}
