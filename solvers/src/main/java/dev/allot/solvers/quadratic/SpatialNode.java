package dev.allot.solvers.quadratic;

import org.jspecify.annotations.Nullable;

/**
 * A node of the tree: its parent's region with a narrower range for one variable or row.
 *
 * @param parent null for the root
 * @param isRow whether a row's range was cut, or a variable's
 * @param index of the row or variable
 * @param least of its range
 * @param greatest of its range
 * @param bound no feasible point of it has a greater objective
 * @param number by order of creation
 */
record SpatialNode(
        @Nullable SpatialNode parent,
        boolean isRow,
        int index,
        double least,
        double greatest,
        double bound,
        long number)
        implements Comparable<SpatialNode> {
    static SpatialNode root(double bound) {
        return new SpatialNode(null, false, -1, 0, 0, bound, 0);
    }

    /** Narrows a region, which is the whole space or a part of it that holds for all nodes, to this node's. */
    void apply(Region region) {
        for (SpatialNode node = this; node.parent != null; node = node.parent) {
            double[] low = node.isRow ? region.least : region.lower;
            double[] high = node.isRow ? region.greatest : region.upper;
            low[node.index] = Math.max(low[node.index], node.least);
            high[node.index] = Math.min(high[node.index], node.greatest);
            if (node.isRow) {
                region.cut[node.index] = true;
            }
        }
    }

    /** The greatest bound comes first; of equals the latest. */
    @Override
    public int compareTo(SpatialNode that) {
        int byBound = Double.compare(that.bound, bound);
        return byBound != 0 ? byBound : Long.compare(that.number, number);
    }
}
