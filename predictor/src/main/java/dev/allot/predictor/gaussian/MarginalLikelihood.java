package dev.allot.predictor.gaussian;

import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.predictor.PositiveDefinite;

/**
 * Minus the logarithm of how likely the scores of a table are under a Gaussian process, times a weak prior of its hyperparameters, with its
 * gradient (Rasmussen and Williams, equations 5.8 and 5.9). The hyperparameters are logarithms: of the squared inverse length scale of each
 * standardised feature, of the signal's variance, of the noise's, both in units of the scores' variance. An unknown constant of variance 1 is
 * integrated out.
 */
final class MarginalLikelihood implements Rprop.Function {
    private static final double ROOT = Math.sqrt(5);
    private static final double CONSTANT = 1;
    /** Beyond these, nothing differs but the condition of the matrices. */
    private static final double LEAST_LOGARITHM = Math.log(1e-7);

    private static final double GREATEST_LOGARITHM = Math.log(1e4);
    private static final double USUAL_NOISE = 0.01;
    private static final double SCALE_DEVIATION = 2;
    private static final double SIGNAL_DEVIATION = 2;
    private static final double NOISE_DEVIATION = 3;

    private final RaisedTable table;
    private final int n;
    private final int d;

    MarginalLikelihood(RaisedTable table) {
        this.table = table;
        n = table.rows();
        d = table.width();
    }

    /** The prior's centre: all features together one length scale apart, a signal as large as the scores, a hundredth of noise. */
    double[] start() {
        double[] start = new double[d + 2];
        for (int k = 0; k < d; k++) {
            start[k] = -Math.log(d);
        }
        start[d + 1] = Math.log(USUAL_NOISE);
        return start;
    }

    private double priorDeviation(int parameter) {
        return parameter < d ? SCALE_DEVIATION : parameter == d ? SIGNAL_DEVIATION : NOISE_DEVIATION;
    }

    private static double positive(double logarithm) {
        return Math.exp(Math.min(GREATEST_LOGARITHM, Math.max(LEAST_LOGARITHM, logarithm)));
    }

    /** Squared distances of all pairs of rows, the lower triangle. */
    private double[][] squaredDistances(double[] point) {
        double[][] squared = new double[n][];
        for (int i = 0; i < n; i++) {
            squared[i] = new double[i + 1];
        }
        for (int k = 0; k < d; k++) {
            double[] x = table.values(k);
            double weight = positive(point[k]);
            for (int i = 0; i < n; i++) {
                double here = x[i];
                double[] row = squared[i];
                for (int j = 0; j < row.length; j++) {
                    double difference = here - x[j];
                    row[j] += weight * difference * difference;
                }
            }
        }
        return squared;
    }

    private double[][] covariance(double[][] squared, double signal, double noise) {
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double c = CONSTANT + signal * KernelSurrogate.covariance(squared[i][j]);
                covariance[i][j] = c;
                covariance[j][i] = c;
            }
            covariance[i][i] = CONSTANT + signal + noise;
        }
        return covariance;
    }

    @Override
    public double valueAndGradient(double[] point, double[] gradient) {
        double signal = positive(point[d]);
        double noise = positive(point[d + 1]);
        double[][] squared = squaredDistances(point);
        double[][] factor = PositiveDefinite.cholesky(covariance(squared, signal, noise));
        double[][] inverse = PositiveDefinite.inverseOfFactored(factor);
        double[] y = table.scores();
        double[] dual = product(inverse, y);
        double value = 0;
        for (int i = 0; i < n; i++) {
            value += y[i] * dual[i] / 2 + Math.log(factor[i][i]);
        }
        // Half of what the value changes by an entry of the covariance, a pair of rows counting twice.
        double[][] slope = new double[n][];
        double bySignal = 0;
        double byNoise = 0;
        for (int i = 0; i < n; i++) {
            slope[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double w = (inverse[i][j] - dual[i] * dual[j]) * (i == j ? 0.5 : 1);
                double r = ROOT * Math.sqrt(squared[i][j]);
                double decay = signal * Math.exp(-r);
                bySignal += w * decay * (1 + r + r * r / 3);
                slope[i][j] = w * decay * (1 + r) * (-5.0 / 6);
                byNoise += i == j ? w * noise : 0;
            }
        }
        for (int k = 0; k < d; k++) {
            double[] x = table.values(k);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double[] row = slope[i];
                for (int j = 0; j < i; j++) {
                    double difference = x[i] - x[j];
                    sum += row[j] * difference * difference;
                }
            }
            gradient[k] = sum * positive(point[k]);
        }
        gradient[d] = bySignal;
        gradient[d + 1] = byNoise;
        return value + prior(point, gradient);
    }

    private double prior(double[] point, double[] gradient) {
        double[] centre = start();
        double sum = 0;
        for (int k = 0; k < point.length; k++) {
            double away = (point[k] - centre[k]) / priorDeviation(k);
            sum += away * away / 2;
            gradient[k] += away / priorDeviation(k);
        }
        return sum;
    }

    private static double[] product(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    /** The posterior at given hyperparameters, in the units of the table. */
    GaussianPosterior posterior(double[] point) {
        double signal = positive(point[d]);
        double noise = positive(point[d + 1]);
        double[][] inverse = PositiveDefinite.inverse(covariance(squaredDistances(point), signal, noise));
        double[] dual = product(inverse, table.scores());
        double unit = table.scoreDeviation();
        double intercept = table.meanScore();
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            intercept += unit * CONSTANT * dual[i];
            weights[i] = unit * signal * dual[i];
        }
        double[] scales = new double[table.table().width()];
        for (int k = 0; k < d; k++) {
            scales[table.column(k)] = Math.sqrt(positive(point[k])) / table.deviation(k);
        }
        KernelSurrogate mean = new KernelSurrogate(
                intercept, table.power(), scales, table.table().rows(), weights);
        return new GaussianPosterior(mean, inverse, signal, CONSTANT, noise, unit);
    }
}
