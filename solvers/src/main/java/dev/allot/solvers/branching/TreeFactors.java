package dev.allot.solvers.branching;

import dev.allot.core.surrogate.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * An ensemble as a graphical model: each tree is a factor over the cells of the aggregates that it splits on, one value for each leaf; a
 * leaf is a range of cells for each aggregate on its path. Leaves that no reachable aggregates lead to are left out.
 *
 * <p>An <b>edge</b> is a tree with one of its aggregates. The tree does not tell all cells of the aggregate apart, but only <b>groups</b> of
 * adjacent ones, between its own thresholds. A <b>step</b> is a leaf with one aggregate of its path, a range of groups. Edges are numbered
 * by aggregate, groups by edge, leaves and steps by tree. All in flat arrays, for the loops of {@link DualBound}. Immutable.
 */
final class TreeFactors {
    final int trees;
    final int edges;
    final int leaves;

    /** Leaves of tree t are {@code leafStart[t]..leafStart[t + 1] - 1}. */
    final int[] leafStart;

    final double[] leafValue;

    /** Steps of leaf l are {@code stepStart[l]..stepStart[l + 1] - 1}. */
    final int[] stepStart;

    final int[] stepEdge;
    /** First and last group of a step. */
    final int[] stepLow;

    final int[] stepHigh;

    /** Edges of aggregate i are {@code edgeStart[i]..edgeStart[i + 1] - 1}. */
    final int[] edgeStart;

    final int[] edgeTree;
    final int[] edgeAggregate;
    /** Groups of edge e are {@code groupStart[e]..groupStart[e + 1] - 1}. */
    final int[] groupStart;

    /** First and last cell of a group, counted within the aggregate. */
    final int[] groupLow;

    final int[] groupHigh;

    /** Edges of tree t are {@code treeEdge[treeEdgeStart[t]..]}, by ascending aggregate. */
    final int[] treeEdgeStart;

    final int[] treeEdge;

    /** Steps of edge e, and the leaves of its tree that have no step on it. */
    final int[] edgeStepStart;

    final int[] edgeStep;
    final int[] stepLeaf;
    final int[] otherLeafStart;
    final int[] otherLeaf;

    TreeFactors(TreeEnsemble ensemble, Cells cells) {
        trees = ensemble.treeCount();
        Collector collector = new Collector(ensemble, cells);
        leafStart = new int[trees + 1];
        for (int t = 0; t < trees; t++) {
            collector.tree(t);
            leafStart[t + 1] = collector.values.size();
        }
        leaves = collector.values.size();
        leafValue = collector.values.stream().mapToDouble(Double::doubleValue).toArray();
        stepStart = new int[leaves + 1];
        for (int l = 0; l < leaves; l++) {
            stepStart[l + 1] = stepStart[l] + collector.paths.get(l).length / Collector.STEP;
        }
        int steps = stepStart[leaves];
        stepEdge = new int[steps];
        stepLow = new int[steps];
        stepHigh = new int[steps];
        stepLeaf = new int[steps];

        // An edge for each tree and aggregate that meet, by aggregate.
        int n = cells.aggregates();
        boolean[][] meets = new boolean[n][trees];
        for (int t = 0; t < trees; t++) {
            for (int l = leafStart[t]; l < leafStart[t + 1]; l++) {
                int[] path = collector.paths.get(l);
                for (int p = 0; p < path.length; p += Collector.STEP) {
                    meets[path[p]][t] = true;
                }
            }
        }
        edgeStart = new int[n + 1];
        int[][] edgeOf = new int[n][trees];
        int count = 0;
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < trees; t++) {
                edgeOf[i][t] = meets[i][t] ? count++ : -1;
            }
            edgeStart[i + 1] = count;
        }
        edges = count;
        edgeTree = new int[edges];
        edgeAggregate = new int[edges];
        BitSet[] firsts = new BitSet[edges];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < trees; t++) {
                int e = edgeOf[i][t];
                if (e >= 0) {
                    edgeTree[e] = t;
                    edgeAggregate[e] = i;
                    firsts[e] = new BitSet();
                    firsts[e].set(0);
                }
            }
        }
        for (int t = 0; t < trees; t++) {
            for (int l = leafStart[t]; l < leafStart[t + 1]; l++) {
                int[] path = collector.paths.get(l);
                for (int k = 0; k < path.length / Collector.STEP; k++) {
                    int s = stepStart[l] + k;
                    int i = path[Collector.STEP * k];
                    int e = edgeOf[i][t];
                    stepEdge[s] = e;
                    stepLow[s] = path[Collector.STEP * k + 1];
                    stepHigh[s] = path[Collector.STEP * k + 2];
                    stepLeaf[s] = l;
                    firsts[e].set(stepLow[s]);
                    if (stepHigh[s] < cells.count(i) - 1) {
                        firsts[e].set(stepHigh[s] + 1);
                    }
                }
            }
        }
        groupStart = new int[edges + 1];
        for (int e = 0; e < edges; e++) {
            groupStart[e + 1] = groupStart[e] + firsts[e].cardinality();
        }
        groupLow = new int[groupStart[edges]];
        groupHigh = new int[groupStart[edges]];
        for (int e = 0; e < edges; e++) {
            int g = groupStart[e];
            for (int first = 0; first >= 0; first = firsts[e].nextSetBit(first + 1)) {
                groupLow[g] = first;
                int next = firsts[e].nextSetBit(first + 1);
                groupHigh[g++] = (next < 0 ? cells.count(edgeAggregate[e]) : next) - 1;
            }
        }
        for (int s = 0; s < steps; s++) {
            BitSet first = firsts[stepEdge[s]];
            stepLow[s] = groupStart[stepEdge[s]] + first.get(0, stepLow[s] + 1).cardinality() - 1;
            stepHigh[s] =
                    groupStart[stepEdge[s]] + first.get(0, stepHigh[s] + 1).cardinality() - 1;
        }
        treeEdgeStart = starts(edgeTree, trees);
        treeEdge = grouped(edgeTree, treeEdgeStart);
        edgeStepStart = starts(stepEdge, edges);
        edgeStep = grouped(stepEdge, edgeStepStart);
        otherLeafStart = new int[edges + 1];
        for (int e = 0; e < edges; e++) {
            int all = leafStart[edgeTree[e] + 1] - leafStart[edgeTree[e]];
            otherLeafStart[e + 1] = otherLeafStart[e] + all - (edgeStepStart[e + 1] - edgeStepStart[e]);
        }
        otherLeaf = new int[otherLeafStart[edges]];
        for (int e = 0; e < edges; e++) {
            int at = otherLeafStart[e];
            int next = edgeStepStart[e];
            for (int l = leafStart[edgeTree[e]]; l < leafStart[edgeTree[e] + 1]; l++) {
                if (next < edgeStepStart[e + 1] && stepLeaf[edgeStep[next]] == l) {
                    next++;
                } else {
                    otherLeaf[at++] = l;
                }
            }
        }
    }

    private static int[] starts(int[] groupOf, int groups) {
        int[] start = new int[groups + 1];
        for (int g : groupOf) {
            start[g + 1]++;
        }
        for (int g = 0; g < groups; g++) {
            start[g + 1] += start[g];
        }
        return start;
    }

    private static int[] grouped(int[] groupOf, int[] start) {
        int[] next = start.clone();
        int[] members = new int[groupOf.length];
        for (int m = 0; m < groupOf.length; m++) {
            members[next[groupOf[m]]++] = m;
        }
        return members;
    }

    /** Number of groups of all edges. */
    int groups() {
        return groupLow.length;
    }

    /** Walks down the trees with the range of cells that each aggregate has left. */
    private static final class Collector {
        /** A step in a collected path: aggregate, first cell, last cell. */
        static final int STEP = 3;

        final List<Double> values = new ArrayList<>();
        final List<int[]> paths = new ArrayList<>();
        private final TreeEnsemble ensemble;
        private final Cells cells;
        private final int[] low;
        private final int[] high;
        private final int[] splits;

        Collector(TreeEnsemble ensemble, Cells cells) {
            this.ensemble = ensemble;
            this.cells = cells;
            low = new int[cells.aggregates()];
            high = new int[cells.aggregates()];
            splits = new int[cells.aggregates()];
            Arrays.setAll(high, i -> cells.count(i) - 1);
        }

        void tree(int t) {
            descend(ensemble.root(t));
        }

        private void descend(int node) {
            if (node < 0) {
                values.add(Math.scalb((double) ensemble.fixedLeafValue(~node), -ensemble.fractionBits()));
                paths.add(path());
                return;
            }
            int i = ensemble.feature(node);
            // The first cell that goes right: cells do not straddle thresholds.
            int first = firstRight(i, ensemble.threshold(node));
            int oldLow = low[i];
            int oldHigh = high[i];
            splits[i]++;
            if (oldLow < first) {
                high[i] = Math.min(oldHigh, first - 1);
                descend(ensemble.left(node));
                high[i] = oldHigh;
            }
            if (oldHigh >= first) {
                low[i] = Math.max(oldLow, first);
                descend(ensemble.right(node));
                low[i] = oldLow;
            }
            splits[i]--;
        }

        private int firstRight(int i, double threshold) {
            int k = 0;
            while (k < cells.count(i) && cells.lower(cells.start(i) + k) < threshold) {
                k++;
            }
            return k;
        }

        private int[] path() {
            int[] path = new int[STEP * low.length];
            int size = 0;
            for (int i = 0; i < low.length; i++) {
                if (splits[i] > 0 && (low[i] > 0 || high[i] < cells.count(i) - 1)) {
                    path[size++] = i;
                    path[size++] = low[i];
                    path[size++] = high[i];
                }
            }
            return Arrays.copyOf(path, size);
        }
    }
}
