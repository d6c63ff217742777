package dev.allot.solvers.cells;

import dev.allot.core.surrogate.TreeEnsemble;
import java.util.Arrays;

/**
 * The box of aggregates around a point on which every tree stays in the leaf that the point is in, so that an ensemble's value does not
 * change. Sides that no tree's path looks at are infinite. Mutable, reused from move to move.
 */
final class Cell {
    private final Sides sides;
    private final double[] lower;
    private final double[] upper;

    Cell(Sides sides) {
        this.sides = sides;
        lower = new double[sides.trees().dimension()];
        upper = new double[lower.length];
    }

    /** Becomes the cell of the given aggregates; O(trees x depth). */
    void surround(double[] aggregates) {
        Arrays.fill(lower, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, Double.POSITIVE_INFINITY);
        TreeEnsemble trees = sides.trees();
        for (int t = 0; t < trees.treeCount(); t++) {
            int node = trees.root(t);
            while (node >= 0) {
                int f = trees.feature(node);
                if (aggregates[f] < trees.threshold(node)) {
                    upper[f] = Math.min(upper[f], sides.greatestLeft(node));
                    node = trees.left(node);
                } else {
                    lower[f] = Math.max(lower[f], sides.leastRight(node));
                    node = trees.right(node);
                }
            }
        }
    }

    /** By how much an aggregate must change to be within this cell; 0 if it is. */
    double shortfall(int f, double aggregate) {
        return aggregate < lower[f] ? lower[f] - aggregate : aggregate > upper[f] ? upper[f] - aggregate : 0;
    }
}
