package dev.allot.predictor.gaussian;

import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.KernelSurrogate;
import org.apache.commons.math3.distribution.NormalDistribution;

/** What is known of the score of any mix: its mean and its deviation, far from all measured mixes that of the prior. */
public final class GaussianPosterior {
    private final KernelSurrogate mean;
    private final double[][] inverse;
    private final double signal;
    private final double constant;
    private final double noise;
    private final double unit;

    /**
     * A posterior.
     *
     * @param mean the expected score of any mix; its centres are the measured mixes
     * @param inverse of the covariance of their measured scores, in units of {@code unit} squared, as are the variances that follow
     * @param signal variance of the function
     * @param constant variance of the constant added to it
     * @param noise variance of a measurement
     * @param unit in the units of the score
     */
    GaussianPosterior(
            KernelSurrogate mean, double[][] inverse, double signal, double constant, double noise, double unit) {
        this.mean = mean;
        this.inverse = inverse;
        this.signal = signal;
        this.constant = constant;
        this.noise = noise;
        this.unit = unit;
    }

    /** What a table tells in which nothing varies. */
    static GaussianPosterior constant(int width, double score) {
        KernelSurrogate mean = new KernelSurrogate(score, 1, new double[width], new double[0][], new double[0]);
        return new GaussianPosterior(mean, new double[0][], 0, 0, 0, 1);
    }

    /** The expected score of a mix. */
    public KernelSurrogate mean() {
        return mean;
    }

    /** Standard deviation of a measured score around the true one. */
    public double noise() {
        return unit * Math.sqrt(noise);
    }

    /** How uncertain the true score of a mix is: its standard deviation. O(rows<sup>2</sup>). */
    public double deviation(double[] aggregates) {
        double[] c = mean.covariances(aggregates);
        for (int i = 0; i < c.length; i++) {
            c[i] = constant + signal * c[i];
        }
        double variance = constant + signal;
        for (int i = 0; i < c.length; i++) {
            double sum = 0;
            for (int j = 0; j < c.length; j++) {
                sum += inverse[i][j] * c[j];
            }
            variance -= c[i] * sum;
        }
        return unit * Math.sqrt(Math.max(variance, 0));
    }

    /**
     * Where a new measurement of a mix falls with the given probability.
     *
     * @param coverage the probability, in (0, 1)
     */
    public Interval predictive(double[] aggregates, double coverage) {
        double quantile = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(0.5 + coverage / 2);
        double half = quantile * Math.hypot(deviation(aggregates), noise());
        double expected = mean.value(aggregates);
        return new Interval(expected - half, expected + half);
    }
}
