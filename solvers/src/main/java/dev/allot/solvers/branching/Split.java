package dev.allot.solvers.branching;

/**
 * A way to branch: cells of one aggregate below {@code cell} on one side, from it on on the other.
 *
 * @param aggregate the aggregate
 * @param cell first cell of the upper side, counted within the aggregate
 * @param frequencyBelow how often the dual preferred a cell of the lower side, from 0 to 1
 * @param score what it promises: the product of the estimated gains of both sides
 */
record Split(int aggregate, int cell, double frequencyBelow, double score) {
    /** The frequency that one side cuts off. */
    double cut(boolean below) {
        return below ? 1 - frequencyBelow : frequencyBelow;
    }
}
