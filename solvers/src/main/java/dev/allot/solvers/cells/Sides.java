package dev.allot.solvers.cells;

import dev.allot.core.model.Problem;
import dev.allot.core.surrogate.TreeEnsemble;

/** For each split of an ensemble, the aggregates nearest to its threshold on either side that a problem's points can be steered to. */
final class Sides {
    /** Fractional aggregates keep so far from a threshold, relative to it, that rounding does not put them on the wrong side. */
    private static final double MARGIN = 1e-9;

    private final TreeEnsemble trees;
    private final double[] greatestLeft;
    private final double[] leastRight;

    Sides(Problem problem, TreeEnsemble trees) {
        this.trees = trees;
        greatestLeft = new double[trees.nodeCount()];
        leastRight = new double[trees.nodeCount()];
        for (int node = 0; node < leastRight.length; node++) {
            double threshold = trees.threshold(node);
            if (problem.isIntegral(trees.feature(node))) {
                leastRight[node] = trees.integerThreshold(node);
                greatestLeft[node] = leastRight[node] - 1;
            } else {
                double margin = MARGIN * Math.max(1, Math.abs(threshold));
                leastRight[node] = threshold + margin;
                greatestLeft[node] = threshold - margin;
            }
        }
    }

    TreeEnsemble trees() {
        return trees;
    }

    /** The greatest value of the split's aggregate that goes left. */
    double greatestLeft(int node) {
        return greatestLeft[node];
    }

    /** The least value of the split's aggregate that goes right. */
    double leastRight(int node) {
        return leastRight[node];
    }
}
