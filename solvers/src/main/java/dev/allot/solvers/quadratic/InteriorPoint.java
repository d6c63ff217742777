package dev.allot.solvers.quadratic;

import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The relaxation over a region - squares along concave directions, secants along convex ones, continuous variables - by Mehrotra's
 * predictor-corrector method (SIAM Journal on Optimization 2, 1992; for quadratic programs Gertz and Wright 2003). After each step the prices at
 * hand give a bound, and the least of these counts, so the method may end anywhere.
 */
final class InteriorPoint implements Relaxation {
    private static final int MOST_STEPS = 60;
    private static final double PRECISION = 1e-10;
    private static final double TO_THE_BOUNDARY = 0.995;

    private final Rows rows;
    private final LagrangeanBound bound;
    private final Majorant majorant;

    private double[] point = new double[0];
    private double[] prices = new double[0];
    private double least;
    private boolean refuted;

    /** What bounds are of where it is not what is maximised. */
    interface Majorant {
        /**
         * A form that is nowhere below the surrogate, as the rows' own is not.
         *
         * @param x the iterate, near which it should be close
         */
        SeparableForm near(double[] x);
    }

    /** A method whose bounds are of the rows' form itself. */
    InteriorPoint(Rows rows, LagrangeanBound bound) {
        this(rows, bound, x -> rows.form());
    }

    /** A method that maximises the form of the region it is given, and bounds another. */
    InteriorPoint(Rows rows, LagrangeanBound bound, Majorant majorant) {
        this.rows = rows;
        this.bound = bound;
        this.majorant = majorant;
    }

    /** {@inheritDoc} O(steps x (variables x squared entries of a column + rows<sup>3</sup>)). */
    @Override
    public void solve(Region region, double cutoff, BooleanSupplier stop) {
        least = Double.POSITIVE_INFINITY;
        refuted = false;
        InteriorPointStep step = new InteriorPointStep(rows, region, activeRows(region));
        prices = step.prices();
        SeparableForm best = rows.form();
        for (int k = 0; k < MOST_STEPS; k++) {
            double[] now = step.prices();
            region.form = majorant.near(step.point());
            double value = bound.of(now, region);
            if (value < least) {
                least = value;
                prices = now;
                best = region.form;
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
        region.form = best;
        bound.of(prices, region);
        point = step.point();
    }

    private int[] activeRows(Region region) {
        return IntStream.range(0, rows.size())
                .filter(r -> region.curvature(rows, r) != 0 || r >= rows.constraintRow(0) || region.cut[r])
                .toArray();
    }

    @Override
    public double[] point() {
        return point;
    }

    @Override
    public double least() {
        return least;
    }

    @Override
    public boolean isRefuted() {
        return refuted;
    }

    /** The prices of the least bound. */
    double[] prices() {
        return prices;
    }
}
