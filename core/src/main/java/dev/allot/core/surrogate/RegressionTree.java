package dev.allot.core.surrogate;

import java.util.Arrays;

/**
 * One binary regression tree in the arrays common to the boosting libraries. Node 0 is the root. A node with {@code left[i] < 0} is a leaf
 * of value {@code value[i]}; any other sends {@code x[feature[i]] < threshold[i]} to {@code left[i]} and the rest to {@code right[i]},
 * comparing in single precision; a missing (NaN) feature goes left if {@code defaultLeft[i]}.
 *
 * @param left index of the left child, or negative at a leaf
 * @param right index of the right child; ignored at a leaf
 * @param feature index of the feature that a node splits on; ignored at a leaf
 * @param threshold split thresholds; ignored at a leaf
 * @param defaultLeft where missing values go; ignored at a leaf
 * @param value leaf values; ignored at inner nodes
 */
public record RegressionTree(
        int[] left, int[] right, int[] feature, float[] threshold, boolean[] defaultLeft, float[] value) {
    /** Checks that the arrays describe one finite tree: equal lengths, every node but the root the child of exactly one other. */
    public RegressionTree {
        int n = left.length;
        if (n == 0
                || right.length != n
                || feature.length != n
                || threshold.length != n
                || defaultLeft.length != n
                || value.length != n) {
            throw new IllegalArgumentException("a tree needs at least one node and arrays of equal length");
        }
        int[] parents = new int[n];
        for (int i = 0; i < n; i++) {
            if (left[i] < 0) {
                if (!Float.isFinite(value[i])) {
                    throw new IllegalArgumentException(
                            "leaf " + i + " has the value " + value[i] + "; leaves are finite");
                }
                continue;
            }
            if (feature[i] < 0 || Float.isNaN(threshold[i])) {
                throw new IllegalArgumentException("node " + i + " splits on feature " + feature[i] + " at "
                        + threshold[i] + "; neither may be missing");
            }
            countChild(parents, i, left[i]);
            countChild(parents, i, right[i]);
        }
        // With every node but the root having one parent, a cycle would have to be cut off from the root: so reach all
        // of them from it.
        if (parents[0] != 0 || reachable(left, right, n) != n) {
            throw new IllegalArgumentException("the nodes do not form one tree rooted in node 0");
        }
        left = left.clone();
        right = right.clone();
        feature = feature.clone();
        threshold = threshold.clone();
        defaultLeft = defaultLeft.clone();
        value = value.clone();
    }

    private static void countChild(int[] parents, int node, int child) {
        if (child <= 0 || child >= parents.length || ++parents[child] > 1) {
            throw new IllegalArgumentException(
                    "node " + node + " has child " + child + ", which is no node or has another parent");
        }
    }

    private static int reachable(int[] left, int[] right, int n) {
        int[] stack = new int[n + 1];
        int size = 1;
        int seen = 0;
        while (size > 0) {
            int node = stack[--size];
            seen++;
            if (left[node] >= 0) {
                stack[size++] = left[node];
                stack[size++] = right[node];
            }
        }
        return seen;
    }

    /** Number of nodes, leaves included. */
    public int size() {
        return left.length;
    }

    /** Whether node {@code i} is a leaf. */
    public boolean isLeaf(int i) {
        return left[i] < 0;
    }

    /** A tree of one leaf. */
    public static RegressionTree constant(float value) {
        return new RegressionTree(
                new int[] {-1}, new int[] {-1}, new int[] {0}, new float[] {0}, new boolean[] {true}, new float[] {value
                });
    }

    /** One tree of an ensemble, parents before children; it predicts the same floats. O(nodes). */
    public static RegressionTree of(TreeEnsemble ensemble, int tree) {
        int root = ensemble.root(tree);
        int leaves = root < 0 ? 1 : ensemble.endLeaf(root) - ensemble.firstLeaf(root);
        int[] from = new int[2 * leaves - 1];
        from[0] = root;
        int[] left = new int[from.length];
        int[] right = new int[from.length];
        int size = 1;
        for (int i = 0; i < from.length; i++) {
            left[i] = -1;
            if (from[i] >= 0) {
                left[i] = size;
                from[size++] = ensemble.left(from[i]);
                right[i] = size;
                from[size++] = ensemble.right(from[i]);
            }
        }
        int[] feature = new int[from.length];
        float[] threshold = new float[from.length];
        boolean[] defaultLeft = new boolean[from.length];
        float[] value = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            int node = from[i];
            if (node < 0) {
                value[i] = ensemble.leafValue(~node);
            } else {
                feature[i] = ensemble.feature(node);
                // The double threshold is the least that rounds to the float one or above it.
                threshold[i] = (float) ensemble.threshold(node);
                defaultLeft[i] = ensemble.defaultLeft(node);
            }
        }
        return new RegressionTree(left, right, feature, threshold, defaultLeft, value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegressionTree that
                && Arrays.equals(left, that.left)
                && Arrays.equals(right, that.right)
                && Arrays.equals(feature, that.feature)
                && Arrays.equals(threshold, that.threshold)
                && Arrays.equals(defaultLeft, that.defaultLeft)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(left) * 31 + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "RegressionTree[" + size() + " nodes]";
    }
}
