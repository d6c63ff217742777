package dev.allot.predictor.problem;

import dev.allot.core.surrogate.RegressionTree;
import java.util.ArrayList;
import java.util.List;

/** A regression tree that is built node by node, parents first. */
final class TreeArrays {
    private record Node(int feature, float threshold, boolean defaultLeft, float value, int left, int right) {
        private static final int NONE = -1;

        Node with(int newLeft, int newRight) {
            return new Node(feature, threshold, defaultLeft, value, newLeft, newRight);
        }
    }

    private final List<Node> nodes = new ArrayList<>();

    /** Adds a leaf; returns its index. */
    int leaf(float value) {
        nodes.add(new Node(0, 0, true, value, Node.NONE, Node.NONE));
        return nodes.size() - 1;
    }

    /** Adds a split whose children come later; returns its index. */
    int split(int feature, float threshold, boolean defaultLeft) {
        nodes.add(new Node(feature, threshold, defaultLeft, 0, Node.NONE, Node.NONE));
        return nodes.size() - 1;
    }

    /** Names the children of a split. */
    void children(int split, int left, int right) {
        nodes.set(split, nodes.get(split).with(left, right));
    }

    /** The tree. */
    RegressionTree tree() {
        int n = nodes.size();
        int[] left = new int[n];
        int[] right = new int[n];
        int[] feature = new int[n];
        float[] threshold = new float[n];
        boolean[] defaultLeft = new boolean[n];
        float[] value = new float[n];
        for (int i = 0; i < n; i++) {
            Node node = nodes.get(i);
            left[i] = node.left;
            right[i] = node.right;
            feature[i] = node.feature;
            threshold[i] = node.threshold;
            defaultLeft[i] = node.defaultLeft;
            value[i] = node.value;
        }
        return new RegressionTree(left, right, feature, threshold, defaultLeft, value);
    }
}
