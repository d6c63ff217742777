package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.Surrogate;
import java.util.Arrays;

/**
 * Forms that lie below and above a lower confidence bound m - kappa s. The deviation s is the length of a vector: its parts are the root of the
 * variance and one for each row of the factor, which are directions of these forms.
 *
 * <ul>
 *   <li>For every scale t > 0, {@code s <= s^2 / (2 t) + t / 2}, with equality where s = t: a quadratic form below, to be maximised.
 *   <li>For every direction u of length at most 1, {@code s >= u . parts} (Cauchy-Schwarz), with equality where u has the direction of the
 *       parts: a form above as simple as the mean, to be bounded. With u = parts / t its slopes are those of the form below.
 * </ul>
 */
final class ConfidenceForms {
    private static final double UNIT = 0x1p-53;
    /** Scales are kept above this share of the most that the deviation can be: below, curvatures are out of all proportion. */
    private static final double LEAST_SCALE = 1e-9;

    private final LowerConfidenceBound f;
    private final SeparableForm base;
    private final int first;
    private final double[][] factor;
    private final double[] partsAtCentre;
    private final double leastScale;

    /** The forms for a problem's surrogate; O(those of the mean + rows of the factor x aggregates). */
    ConfidenceForms(Problem problem, LowerConfidenceBound f) {
        this.f = f;
        SeparableForm mean = SeparableForm.of(problem, quadratic(f.mean()));
        factor = new double[f.rank()][];
        Arrays.setAll(factor, f::factorRow);
        partsAtCentre = new double[factor.length];
        double most = Math.sqrt(f.variance());
        double lost = 0;
        for (int i = 0; i < f.dimension(); i++) {
            double reach = mean.reach(i) + Math.abs(mean.centre(i)) + Math.abs(f.centre(i));
            double rounding = SeparableForm.aggregateRounding(problem, i);
            for (int r = 0; r < factor.length; r++) {
                partsAtCentre[r] += factor[r][i] * (mean.centre(i) - f.centre(i));
                most += Math.abs(factor[r][i]) * reach;
                lost += Math.abs(factor[r][i]) * rounding;
            }
        }
        // The deviation as core computes it, the direction's length, the slopes and the constant: sums of at most so
        // many terms, of no more than the most together. A length is off by no more than its parts are.
        int terms = f.dimension() + factor.length + 8;
        base = mean.extended(factor, 2 * f.kappa() * (16 * terms * UNIT * most + lost));
        first = base.size() - factor.length;
        leastScale = Math.max(Double.MIN_NORMAL, LEAST_SCALE * most);
    }

    private static QuadraticSurrogate quadratic(Surrogate mean) {
        if (mean instanceof QuadraticSurrogate quadratic) {
            return quadratic;
        }
        LinearSurrogate linear = (LinearSurrogate) mean;
        double[] weights = new double[linear.dimension()];
        Arrays.setAll(weights, linear::weight);
        return new QuadraticSurrogate(linear.intercept(), weights, new double[weights.length][weights.length]);
    }

    /** The mean alone, with all directions, and an error that covers the forms above. */
    SeparableForm base() {
        return base;
    }

    /**
     * The parts of the deviation, but for the first.
     *
     * @param t the rows' values at a point
     */
    double[] parts(double[] t) {
        double[] parts = new double[factor.length];
        Arrays.setAll(parts, r -> t[first + r] + partsAtCentre[r]);
        return parts;
    }

    /** The deviation of given parts, or what is as good as no deviation. */
    double scale(double[] parts) {
        return Math.max(leastScale, Math.sqrt(f.variance() + squares(parts)));
    }

    private static double squares(double[] parts) {
        return Arrays.stream(parts).map(p -> p * p).sum();
    }

    /** The form below that touches where the deviation is {@code scale}. */
    SeparableForm below(double scale) {
        double variance = f.variance() + squares(partsAtCentre);
        double constant = -f.kappa() * 0.5 * (variance / scale + scale);
        return base.plus(constant, slopes(partsAtCentre, -f.kappa() / scale), first, -0.5 * f.kappa() / scale);
    }

    /** The form above whose slopes are, at a point of these parts, those of the form below: as far as a length of 1 allows. */
    SeparableForm above(double[] parts, double scale) {
        double share = Math.min(1 / scale, 1 / Math.sqrt(Math.max(Double.MIN_NORMAL, squares(parts))));
        double constant = Math.sqrt(Math.max(0, 1 - squares(parts) * share * share)) * Math.sqrt(f.variance());
        for (int r = 0; r < parts.length; r++) {
            constant += parts[r] * share * partsAtCentre[r];
        }
        return base.plus(-f.kappa() * constant, slopes(parts, -f.kappa() * share), first, 0);
    }

    /** By how much that form is above the surrogate at a point of these parts. */
    double excess(double[] parts, double scale) {
        double squares = squares(parts);
        double share = Math.min(1 / scale, 1 / Math.sqrt(Math.max(Double.MIN_NORMAL, squares)));
        double along = Math.sqrt(Math.max(0, 1 - squares * share * share)) * Math.sqrt(f.variance()) + squares * share;
        return f.kappa() * (Math.sqrt(f.variance() + squares) - along);
    }

    /** A multiple of the rows of the factor, weighed by the parts and added up. */
    private double[] slopes(double[] parts, double multiple) {
        double[] slopes = new double[f.dimension()];
        for (int r = 0; r < parts.length; r++) {
            double weight = multiple * parts[r];
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] += weight * factor[r][i];
            }
        }
        return slopes;
    }
}
