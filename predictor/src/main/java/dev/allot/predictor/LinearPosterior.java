package dev.allot.predictor;

import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.Surrogate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What is known of a score that is linear in the aggregates of a mix: normal weights, an intercept that is known as well as the mean score of
 * the rows, and normal noise of single measurements.
 */
public final class LinearPosterior {
    private final LinearSurrogate mean;
    private final double[] centre;
    private final double[][] covariance;
    private final double[][] prior;
    private final double noise;
    private final int rows;

    /**
     * A posterior.
     *
     * @param mean the expected score of any mix
     * @param centre the mean aggregates of the rows that it rests on
     * @param covariance of the weights, symmetric, features x features
     * @param prior covariance of the weights before any score is seen, features x features
     * @param noise standard deviation of a measured score around the true one
     * @param rows that it rests on
     */
    LinearPosterior(
            LinearSurrogate mean, double[] centre, double[][] covariance, double[][] prior, double noise, int rows) {
        this.mean = mean;
        this.centre = centre;
        this.covariance = covariance;
        this.prior = prior;
        this.noise = noise;
        this.rows = rows;
    }

    /** What a table tells in which nothing varies. */
    static LinearPosterior ignorant(TrainingTable table) {
        double sum = 0;
        for (int i = 0; i < table.size(); i++) {
            sum += table.score(i);
        }
        return new LinearPosterior(
                new LinearSurrogate(sum / table.size(), new double[table.width()]),
                table.row(0),
                new double[table.width()][table.width()],
                new double[table.width()][table.width()],
                0,
                table.size());
    }

    /** The expected score of a mix. */
    public LinearSurrogate mean() {
        return mean;
    }

    /** How uncertain two weights are together. */
    double covariance(int j, int k) {
        return covariance[j][k];
    }

    /** How many measured mixes it rests on. */
    int rows() {
        return rows;
    }

    /** The same of mixes whose aggregates are to be multiplied by a positive number first. */
    LinearPosterior rescaled(double factor) {
        int width = centre.length;
        double[] weights = new double[width];
        double[] moved = new double[width];
        for (int j = 0; j < width; j++) {
            weights[j] = factor * mean.weight(j);
            moved[j] = centre[j] / factor;
        }
        return new LinearPosterior(
                new LinearSurrogate(mean.intercept(), weights),
                moved,
                scaled(covariance, factor * factor),
                scaled(prior, factor * factor),
                noise,
                rows);
    }

    private static double[][] scaled(double[][] matrix, double factor) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).map(value -> factor * value).toArray())
                .toArray(double[][]::new);
    }

    /** Standard deviation of a measured score around the true one. */
    public double noise() {
        return noise;
    }

    /** Variances of the weights before any score was seen. */
    public double[] prior() {
        double[] variances = new double[prior.length];
        Arrays.setAll(variances, k -> prior[k][k]);
        return variances;
    }

    /** Covariance of the weights before any score was seen: a copy. */
    double[][] priorCovariance() {
        return Arrays.stream(prior).map(double[]::clone).toArray(double[][]::new);
    }

    /** Covariance of the weights: a copy. */
    double[][] covariance() {
        return Arrays.stream(covariance).map(double[]::clone).toArray(double[][]::new);
    }

    /** How uncertain the true score of a mix is: its standard deviation. O(features<sup>2</sup>). */
    public double deviation(double[] aggregates) {
        double[] away = new double[centre.length];
        for (int j = 0; j < away.length; j++) {
            away[j] = aggregates[j] - centre[j];
        }
        return Math.sqrt(leastVariance() + variance(away));
    }

    /** Expected difference of the true scores of two mixes whose aggregates differ by {@code change}. */
    public double meanOfChange(double[] change) {
        return mean.value(change) - mean.intercept();
    }

    /** How uncertain that difference is: its standard deviation. O(features<sup>2</sup>). */
    public double deviationOfChange(double[] change) {
        return Math.sqrt(variance(change));
    }

    private double variance(double[] change) {
        double variance = 0;
        for (int j = 0; j < change.length; j++) {
            double sum = 0;
            for (int k = 0; k < change.length; k++) {
                sum += covariance[j][k] * change[k];
            }
            variance += change[j] * sum;
        }
        return Math.max(variance, 0);
    }

    /**
     * Weights as they may be: independent draws, draws x features. O(features<sup>3</sup> / 3 + draws features<sup>2</sup>).
     *
     * @param count number of draws
     */
    public double[][] draw(int count, SplittableRandom random) {
        double[][] factor = factor();
        double[][] draws = new double[count][centre.length];
        for (double[] weights : draws) {
            for (int j = 0; j < weights.length; j++) {
                weights[j] = mean.weight(j);
            }
            for (double[] row : factor) {
                double z = random.nextGaussian();
                for (int j = 0; j < weights.length; j++) {
                    weights[j] += row[j] * z;
                }
            }
        }
        return draws;
    }

    /** A row of weights' deviations for each independent part of their uncertainty: the covariance is the rows' outer products, added up. */
    double[][] factor() {
        int[] uncertain = IntStream.range(0, centre.length)
                .filter(j -> covariance[j][j] > 0)
                .toArray();
        double[][] part = new double[uncertain.length][uncertain.length];
        for (int a = 0; a < uncertain.length; a++) {
            for (int b = 0; b < uncertain.length; b++) {
                part[a][b] = covariance[uncertain[a]][uncertain[b]];
            }
        }
        double[][] root = PositiveDefinite.cholesky(part);
        double[][] factor = new double[uncertain.length][centre.length];
        for (int a = 0; a < uncertain.length; a++) {
            for (int b = 0; b <= a; b++) {
                factor[b][uncertain[a]] = root[a][b];
            }
        }
        return factor;
    }

    /** The mean aggregates of the rows that this rests on: where scores are best known. A copy. */
    double[] centre() {
        return centre.clone();
    }

    /** Variance of the true score at the centre. */
    double leastVariance() {
        return noise * noise / rows;
    }

    /**
     * Expected scores less {@code kappa} deviations: what a score is at least, more or less surely. O(features<sup>3</sup>).
     *
     * @param kappa at least 0; 0 gives the mean
     */
    public Surrogate lowerConfidenceBound(double kappa) {
        return kappa == 0 ? mean : new LowerConfidenceBound(mean, kappa, leastVariance(), centre, factor());
    }

    /**
     * Where the true score of a mix lies with the given probability, if scores are linear: around the expected score, by Student's t with as
     * many degrees of freedom as the noise was estimated with.
     *
     * @param coverage the probability, in (0, 1)
     */
    public Interval credible(double[] aggregates, double coverage) {
        return around(aggregates, coverage, deviation(aggregates));
    }

    /**
     * Where a new measurement of a mix falls with the given probability: wider than {@link #credible} by the noise of one measurement.
     *
     * @param coverage the probability, in (0, 1)
     * @param further standard deviation of what else sets the new measurement apart from the scores learned from; 0 if it is one of their kind
     */
    public Interval predictive(double[] aggregates, double coverage, double further) {
        return around(aggregates, coverage, Math.hypot(Math.hypot(deviation(aggregates), noise), further));
    }

    /** The same for a measurement of the kind learned from. */
    public Interval predictive(double[] aggregates, double coverage) {
        return predictive(aggregates, coverage, 0);
    }

    private Interval around(double[] aggregates, double coverage, double deviation) {
        double upper = 0.5 + coverage / 2;
        double quantile = rows > 2
                ? new TDistribution(null, rows - 1).inverseCumulativeProbability(upper)
                : new NormalDistribution(null, 0, 1).inverseCumulativeProbability(upper);
        double expected = mean.value(aggregates);
        return new Interval(expected - quantile * deviation, expected + quantile * deviation);
    }
}
