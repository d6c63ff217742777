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
