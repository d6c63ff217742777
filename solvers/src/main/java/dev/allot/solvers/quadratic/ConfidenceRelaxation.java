package dev.allot.solvers.quadratic;

import java.util.function.BooleanSupplier;

/**
 * The relaxation of a lower confidence bound. It maximises the quadratic form below the surrogate of some scale, takes the deviation where the
 * maximum is for a better scale, and so on: with a concave mean that climbs to the maximum of the surrogate (block-coordinate ascent over point
 * and scale, of which the form below is jointly concave), at the pace of the secant method, for the scale is one number. Bounds are of the
 * form above; they are off by the square of what the scale is off by.
 */
final class ConfidenceRelaxation implements Relaxation {
    private static final int MOST_ROUNDS = 8;
    /** What the form above may be above the surrogate at its maximum, as a share of what is left to the cutoff. */
    private static final double WORTH_A_ROUND = 0.05;

    private static final double PRECISION = 1e-12;
    /** A step changes the scale by no more than this factor. */
    private static final double LONGEST = 16;

    private final Rows rows;
    private final ConfidenceForms forms;
    private final LagrangeanBound bound;
    private final InteriorPoint method;

    /** That of the last region: the next one's will be close. */
    private double scale;

    private double[] point = new double[0];
    private double least;
    private boolean refuted;

    ConfidenceRelaxation(Rows rows, ConfidenceForms forms, LagrangeanBound bound) {
        this.rows = rows;
        this.forms = forms;
        this.bound = bound;
        method = new InteriorPoint(rows, bound, this::above);
    }

    private double[] parts(double[] x) {
        return forms.parts(rows.at(x));
    }

    private SeparableForm above(double[] x) {
        return forms.above(parts(x), scale);
    }

    /** {@inheritDoc} Some solves of a quadratic program. */
    @Override
    public void solve(Region region, double cutoff, BooleanSupplier stop) {
        if (scale == 0) {
            scale = forms.scale(parts(middle(region)));
        }
        least = Double.POSITIVE_INFINITY;
        refuted = false;
        double[] prices = new double[rows.size()];
        SeparableForm best = rows.form();
        double scaleBefore = 0;
        double missBefore = 0;
        for (int k = 0; k < MOST_ROUNDS; k++) {
            region.form = forms.below(scale);
            method.solve(region, cutoff, stop);
            if (method.isRefuted()) {
                refuted = true;
                return;
            }
            if (method.least() < least) {
                least = method.least();
                prices = method.prices();
                best = region.form;
            }
            point = method.point();
            double[] parts = parts(point);
            double excess = forms.excess(parts, scale);
            boolean done = excess <= PRECISION * Math.abs(least)
                    || (cutoff > Double.NEGATIVE_INFINITY && excess <= WORTH_A_ROUND * (least - cutoff));
            double miss = forms.scale(parts) - scale;
            double next = k == 0 ? scale + miss : secant(scaleBefore, missBefore, scale, miss);
            scaleBefore = scale;
            missBefore = miss;
            scale = next;
            if (done || least <= cutoff || stop.getAsBoolean()) {
                break;
            }
        }
        // The bound's reduced profits are those of the least bound from here on.
        region.form = best;
        bound.of(prices, region);
    }

    /** Where the miss would be 0 if it were linear in the scale, not too far away. */
    private static double secant(double scaleBefore, double missBefore, double scale, double miss) {
        double zero = scale - miss * (scale - scaleBefore) / (miss - missBefore);
        boolean isAhead = (zero - scale) * miss > 0;
        double aim = isAhead ? zero : scale + miss;
        return Math.min(LONGEST * scale, Math.max(scale / LONGEST, aim));
    }

    private static double[] middle(Region region) {
        double[] x = new double[region.lower.length];
        for (int j = 0; j < x.length; j++) {
            x[j] = 0.5 * (region.lower[j] + region.upper[j]);
        }
        return x;
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
}
