package dev.allot.solvers.linear;

import org.jspecify.annotations.Nullable;

/**
 * A node of the tree: its parent's bounds with one of them moved.
 *
 * @param parent null at the root
 * @param variable the variable branched on
 * @param least its lower bound here
 * @param greatest its upper bound here
 * @param distance how far the relaxation's value must move at least
 * @param bound no point of this node has a greater objective
 * @param depth number of branchings
 * @param number by order of creation
 */
record MipNode(
        @Nullable MipNode parent,
        int variable,
        double least,
        double greatest,
        double distance,
        double bound,
        int depth,
        long number)
        implements Comparable<MipNode> {
    static MipNode root(double bound) {
        return new MipNode(null, -1, 0, 0, 0, bound, 0, 0);
    }

    /** Narrows bounds of the root to those of this node. */
    void apply(double[] lower, double[] upper) {
        for (MipNode node = this; node.parent != null; node = node.parent) {
            lower[node.variable] = Math.max(lower[node.variable], node.least);
            upper[node.variable] = Math.min(upper[node.variable], node.greatest);
        }
    }

    /** The greatest bound first; of equals the deepest, then the latest. */
    @Override
    public int compareTo(MipNode that) {
        int byBound = Double.compare(that.bound, bound);
        if (byBound != 0) {
            return byBound;
        }
        int byDepth = Integer.compare(that.depth, depth);
        return byDepth != 0 ? byDepth : Long.compare(that.number, number);
    }
}
