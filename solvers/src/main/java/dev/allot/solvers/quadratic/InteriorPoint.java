package dev.allot.solvers.quadratic;

import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The relaxation over a region - squares along concave directions, secants along convex ones, continuous variables - by Mehrotra's
 * predictor-corrector method (SIAM Journal on Optimization 2, 1992; for quadratic programs Gertz and Wright 2003). After each step the prices at
 * hand give a bound, and the least of these counts, so the method may end anywhere.
 */
final class InteriorPoint {
    private static final int MOST_STEPS = 60;
    private static final double PRECISION = 1e-10;
    private static final double TO_THE_BOUNDARY = 0.995;

    private final Rows rows;
    private final LagrangeanBound bound;

    private double[] point = new double[0];
    private double[] prices = new double[0];
    private double least;
    private boolean refuted;

    InteriorPoint(Rows rows, LagrangeanBound bound) {
        this.rows = rows;
        this.bound = bound;
    }

    /**
     * Solves the relaxation; O(steps x (variables x squared entries of a column + rows<sup>3</sup>)).
     *
     * @param cutoff a bound that is low enough to end at
     * @param stop polled once a step
     */
    void solve(Region region, double cutoff, BooleanSupplier stop) {
        least = Double.POSITIVE_INFINITY;
        refuted = false;
        InteriorPointStep step = new InteriorPointStep(rows, region, activeRows(region));
        prices = step.prices();
        for (int k = 0; k < MOST_STEPS; k++) {
            double[] now = step.prices();
            double value = bound.of(now, region);
            if (value < least) {
                least = value;
                prices = now;
            }
            boolean done = step.gap() <= PRECISION * (1 + Math.abs(least)) && step.isNearlyFeasible();
            if (least <= cutoff || done || stop.getAsBoolean() || !step.advance(TO_THE_BOUNDARY)) {
                break;
            }
            if (k > 8 && step.isDiverging() && bound.refutes(now, region)) {
                refuted = true;
                break;
            }
        }
        // The bound's reduced profits are those of the best prices from here on.
        bound.of(prices, region);
        point = step.point();
    }

    private int[] activeRows(Region region) {
        return IntStream.range(0, rows.size())
                .filter(r -> region.curvature(rows, r) != 0 || r >= rows.constraintRow(0) || region.cut[r])
                .toArray();
    }

    /** The variables' values, within the region. */
    double[] point() {
        return point;
    }

    /** No feasible point of the region has a greater objective. */
    double least() {
        return least;
    }

    /** Whether the region was shown to hold no feasible point. */
    boolean isRefuted() {
        return refuted;
    }
}
