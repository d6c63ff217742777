package dev.allot.solvers.branching;

/**
 * Which trees come before and after an aggregate when all aggregates are visited in order, and what each of them gets back of the aggregate's potential:
 * one over the greater number of trees before or after it (Kolmogorov, <i>A new look at reweighted message passing</i>, TPAMI 2015). Immutable.
 */
final class SweepOrder {
    private final boolean[] isFirst;
    private final boolean[] isLast;
    private final double[] share;

    SweepOrder(TreeFactors factors, int aggregates) {
        isFirst = new boolean[factors.edges];
        isLast = new boolean[factors.edges];
        for (int t = 0; t < factors.trees; t++) {
            if (factors.treeEdgeStart[t] < factors.treeEdgeStart[t + 1]) {
                isFirst[factors.treeEdge[factors.treeEdgeStart[t]]] = true;
                isLast[factors.treeEdge[factors.treeEdgeStart[t + 1] - 1]] = true;
            }
        }
        share = new double[aggregates];
        for (int i = 0; i < aggregates; i++) {
            int before = 0;
            int after = 0;
            for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
                before += isFirst[e] ? 0 : 1;
                after += isLast[e] ? 0 : 1;
            }
            share[i] = before + after == 0 ? 0 : 1.0 / Math.max(before, after);
        }
    }

    /** Whether the tree of an edge has none of its aggregates after the edge's own. */
    boolean isLast(int e, boolean ascending) {
        return ascending ? isLast[e] : isFirst[e];
    }

    /** What each tree gets back of aggregate {@code i}, in [0, 1]. */
    double share(int i) {
        return share[i];
    }
}
