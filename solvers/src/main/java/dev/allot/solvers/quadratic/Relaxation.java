package dev.allot.solvers.quadratic;

import java.util.function.BooleanSupplier;

/** A concave program in place of a region's problem. What it says last of a region stays until it is given the next. */
interface Relaxation {
    /**
     * Solves the relaxation of a region. The region is left with the form that the bound is of.
     *
     * @param cutoff a bound that is low enough to end at
     * @param stop polled once a step
     */
    void solve(Region region, double cutoff, BooleanSupplier stop);

    /** The variables' values, within the region. */
    double[] point();

    /** No feasible point of the region has a greater objective. */
    double least();

    /** Whether the region was shown to hold no feasible point. */
    boolean isRefuted();
}
