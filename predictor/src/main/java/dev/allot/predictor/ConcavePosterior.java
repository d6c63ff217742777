package dev.allot.predictor;

import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.Surrogate;
import java.util.Arrays;

/** What is known of a score that is linear in the aggregates of a mix but for what it loses by the square of the mix's size, if it does. */
public final class ConcavePosterior {
    private final LinearPosterior terms;
    private final double unit;

    /**
     * A posterior.
     *
     * @param terms of the aggregates and, unless {@code unit} is 0, of {@code -unit size^2} as the last one
     * @param unit 0 if nothing is lost by size
     */
    ConcavePosterior(LinearPosterior terms, double unit) {
        this.terms = terms;
        this.unit = unit;
    }

    /** Whether returns diminish. */
    public boolean isCurved() {
        return unit > 0;
    }

    /** The posterior of its terms: the aggregates and, if returns diminish, what size loses. */
    LinearPosterior terms() {
        return terms;
    }

    /** What the square of a size is multiplied with to be a term; 0 if nothing is lost by size. */
    double unit() {
        return unit;
    }

    /**
     * The same of mixes whose aggregates are to be multiplied by a positive number first, as those of a set of another size are.
     *
     * @param factor positive and finite
     */
    public ConcavePosterior rescaled(double factor) {
        // The term of size grows by the factor squared: once by its weight, as all do, and once by its unit.
        if (!isCurved()) {
            return new ConcavePosterior(terms.rescaled(factor), 0);
        }
        return new ConcavePosterior(terms.rescaled(factor), unit * factor);
    }

    private double[] terms(double[] aggregates) {
        return isCurved() ? BayesianConcave.withSize(aggregates, unit) : aggregates;
    }

    /** The expected score of any mix: linear, or quadratic and concave. */
    public Surrogate mean() {
        LinearSurrogate mean = terms.mean();
        if (!isCurved()) {
            return mean;
        }
        int width = mean.dimension() - 1;
        double[] weights = new double[width];
        Arrays.setAll(weights, mean::weight);
        double[][] matrix = new double[width][width];
        for (double[] row : matrix) {
            Arrays.fill(row, -unit * mean.weight(width));
        }
        return new QuadraticSurrogate(mean.intercept(), weights, matrix);
    }

    /**
     * Expected scores less {@code kappa} deviations: what a score is at least, more or less surely. With curvature, the deviation is that of
     * the posterior linearised at the mean size of the rows (the delta method): exact in the weights, to first order in what is lost by size,
     * and so concave as the mean is. O(features<sup>3</sup>).
     *
     * @param kappa at least 0; 0 gives the mean
     */
    public Surrogate lowerConfidenceBound(double kappa) {
        if (kappa == 0 || !isCurved()) {
            return kappa == 0 ? mean() : terms.lowerConfidenceBound(kappa);
        }
        double[] centre = terms.centre();
        int width = centre.length - 1;
        double size = 0;
        for (int j = 0; j < width; j++) {
            size += centre[j];
        }
        double[][] factor = terms.factor();
        for (int r = 0; r < factor.length; r++) {
            double slope = -2 * unit * size * factor[r][width];
            factor[r] = Arrays.copyOf(factor[r], width);
            for (int j = 0; j < width; j++) {
                factor[r][j] += slope;
            }
        }
        return new LowerConfidenceBound(mean(), kappa, terms.leastVariance(), Arrays.copyOf(centre, width), factor);
    }

    /** Standard deviation of a measured score around the true one. */
    public double noise() {
        return terms.noise();
    }

    /** Covariance of the aggregates' weights before any score was seen but those of earlier tables. */
    public double[][] prior() {
        double[][] prior = terms.priorCovariance();
        int width = isCurved() ? prior.length - 1 : prior.length;
        return Arrays.stream(prior, 0, width)
                .map(row -> Arrays.copyOf(row, width))
                .toArray(double[][]::new);
    }

    /**
     * How uncertain the aggregates' weights are, as covariances relative to the variance of a weight before any score was seen: 1 on the
     * diagonal for what the scores say nothing of.
     */
    public double[][] uncertainty() {
        RelatedTable weights = RelatedTable.of(terms);
        double[][] covariance = weights.covariance();
        int width = isCurved() ? covariance.length - 1 : covariance.length;
        double[][] relative = new double[width][width];
        for (int k = 0; k < width; k++) {
            for (int l = 0; l < width; l++) {
                relative[k][l] = weights.variance() > 0 ? covariance[k][l] / weights.variance() : k == l ? 1 : 0;
            }
        }
        return relative;
    }

    /** What one more of each aggregate adds to the expected score of a mix. */
    public double[] slope(double[] aggregates) {
        LinearSurrogate mean = terms.mean();
        double[] slope = new double[aggregates.length];
        double lost = isCurved()
                ? 2
                        * unit
                        * mean.weight(aggregates.length)
                        * Arrays.stream(aggregates).sum()
                : 0;
        Arrays.setAll(slope, k -> mean.weight(k) - lost);
        return slope;
    }

    /** How uncertain the true score of a mix is: its standard deviation. O(features<sup>2</sup>). */
    public double deviation(double[] aggregates) {
        return terms.deviation(terms(aggregates));
    }

    /** Where the true score of a mix lies with the given probability; see {@link LinearPosterior#credible}. */
    public Interval credible(double[] aggregates, double coverage) {
        return terms.credible(terms(aggregates), coverage);
    }

    /** Where a new measurement of a mix falls with the given probability; see {@link LinearPosterior#predictive}. */
    public Interval predictive(double[] aggregates, double coverage, double further) {
        return terms.predictive(terms(aggregates), coverage, further);
    }
}
