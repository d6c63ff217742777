package dev.allot.core.surrogate;

import java.util.Arrays;

/**
 * Incremental value of a tree ensemble. Each feature keeps its place in its ordered thresholds and each tree its current leaf. A change
 * of a feature visits the splits it crosses; a split off its tree's current path is skipped (its leaf range does not hold the current
 * leaf), one on it sends the tree down again from there. Cost: O(crossed splits + re-walked path lengths), none of them when no
 * threshold is crossed. The running sum is a {@code long}: it never drifts.
 */
final class TreeEnsembleState implements SurrogateState {
    private final TreeEnsemble trees;
    private final ThresholdIndex index;
    private final double[] z;
    /** For each feature, index of the first of its splits with a threshold above the current value. */
    private final int[] position;

    private final int[] leaf;
    private long sum;

    private int depth;
    private int[] featureMarks = new int[4];
    private int[] leafMarks = new int[4];
    private long[] sumMarks = new long[4];
    private int featureLog;
    private int[] loggedFeature = new int[64];
    private int[] loggedPosition = new int[64];
    private double[] loggedZ = new double[64];
    private int leafLog;
    private int[] loggedTree = new int[64];
    private int[] loggedLeaf = new int[64];

    TreeEnsembleState(TreeEnsemble trees, ThresholdIndex index, double[] aggregates) {
        if (aggregates.length != trees.dimension()) {
            throw new IllegalArgumentException(
                    "expected " + trees.dimension() + " aggregates, got " + aggregates.length);
        }
        this.trees = trees;
        this.index = index;
        z = aggregates.clone();
        position = new int[z.length];
        for (int f = 0; f < z.length; f++) {
            int p = index.start[f];
            while (p < index.start[f + 1] && index.threshold[p] <= z[f]) {
                p++;
            }
            position[f] = p;
        }
        leaf = new int[trees.treeCount()];
        sum = trees.fixedBase();
        for (int t = 0; t < leaf.length; t++) {
            leaf[t] = trees.leafBelow(trees.root(t), z);
            sum += trees.fixedLeaf[leaf[t]];
        }
    }

    @Override
    public double value() {
        return trees.unfix(sum);
    }

    @Override
    public void set(int feature, double value) {
        if (depth > 0) {
            logFeature(feature);
        }
        z[feature] = value;
        int p = position[feature];
        int end = index.start[feature + 1];
        while (p < end && index.threshold[p] <= value) {
            cross(index.node[p++]);
        }
        int begin = index.start[feature];
        while (p > begin && index.threshold[p - 1] > value) {
            cross(index.node[--p]);
        }
        position[feature] = p;
    }

    private void cross(int node) {
        int t = trees.tree[node];
        int old = leaf[t];
        if (old < trees.firstLeaf[node] || old >= trees.endLeaf[node]) {
            return;
        }
        int now = trees.leafBelow(node, z);
        if (now != old) {
            if (depth > 0) {
                logLeaf(t, old);
            }
            leaf[t] = now;
            sum += trees.fixedLeaf[now] - trees.fixedLeaf[old];
        }
    }

    private void logFeature(int feature) {
        if (featureLog == loggedFeature.length) {
            loggedFeature = Arrays.copyOf(loggedFeature, 2 * featureLog);
            loggedPosition = Arrays.copyOf(loggedPosition, 2 * featureLog);
            loggedZ = Arrays.copyOf(loggedZ, 2 * featureLog);
        }
        loggedFeature[featureLog] = feature;
        loggedPosition[featureLog] = position[feature];
        loggedZ[featureLog++] = z[feature];
    }

    private void logLeaf(int t, int old) {
        if (leafLog == loggedTree.length) {
            loggedTree = Arrays.copyOf(loggedTree, 2 * leafLog);
            loggedLeaf = Arrays.copyOf(loggedLeaf, 2 * leafLog);
        }
        loggedTree[leafLog] = t;
        loggedLeaf[leafLog++] = old;
    }

    @Override
    public int mark() {
        if (depth == sumMarks.length) {
            featureMarks = Arrays.copyOf(featureMarks, 2 * depth);
            leafMarks = Arrays.copyOf(leafMarks, 2 * depth);
            sumMarks = Arrays.copyOf(sumMarks, 2 * depth);
        }
        featureMarks[depth] = featureLog;
        leafMarks[depth] = leafLog;
        sumMarks[depth] = sum;
        return depth++;
    }

    @Override
    public void rollback(int mark) {
        Marks.requireOpen(mark, depth);
        while (featureLog > featureMarks[mark]) {
            int f = loggedFeature[--featureLog];
            position[f] = loggedPosition[featureLog];
            z[f] = loggedZ[featureLog];
        }
        while (leafLog > leafMarks[mark]) {
            leafLog--;
            leaf[loggedTree[leafLog]] = loggedLeaf[leafLog];
        }
        sum = sumMarks[mark];
        depth = mark;
    }

    @Override
    public void commit(int mark) {
        Marks.requireOpen(mark, depth);
        depth = mark;
        if (mark == 0) {
            featureLog = 0;
            leafLog = 0;
        }
    }
}
