package dev.allot.predictor;

import dev.allot.core.surrogate.LinearSurrogate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Weights that are expected to be a multiple of those of related tables, and how far: of table t with weights N(m<sub>t</sub>,
 * S<sub>t</sub>) by itself, the weights are N(sum rho<sub>t</sub> m<sub>t</sub>, tau<sup>2</sup> I + sum rho<sub>t</sub><sup>2</sup>
 * S<sub>t</sub>) before their own scores are seen (the autoregressive model of Kennedy and O'Hagan, "Predicting the output from a complex
 * computer code when fast approximations are available", Biometrika 2000, with linear functions in place of processes). Multiples are not
 * negative; they, tau and the noise are those of the greatest restricted likelihood, so that a table that tells nothing gets a multiple of
 * about 0, and one whose scores are of another scale its own.
 *
 * <p>Everything happens in an orthonormal basis of the rows' span. Cost: an eigendecomposition of order min(rows, features), a product of
 * order features<sup>2</sup> min(rows, features) for each table, and some hundred Cholesky factorisations of order min(rows, features).
 */
final class BorrowedPrior {
    private static final double RANK_TOLERANCE = 1e-12;
    private static final int MOST_TRIALS = 2000;
    private static final double PRECISION = 1e-4;

    /** Where the search for multiples starts, in units of what would explain all of the weights' variance. */
    private static final List<Double> STARTS = List.of(0.1, 0.7);

    private final TrainingTable table;
    private final List<RelatedTable> related;
    /** Means of the columns. */
    private final double[] centre;
    /** Centred rows in the basis, rank x features. */
    private final RealMatrix rows;
    /** Centred scores in the basis. */
    private final double[] scores;
    /** Their part outside of it. */
    private final double rest;

    private final double meanScore;
    /** The kernel of independent weights of variance 1, diagonal in the basis, and of each table's uncertainty. */
    private final double[] kernel;

    private final List<double[][]> uncertainties = new ArrayList<>();
    private final List<double[]> expectations = new ArrayList<>();

    BorrowedPrior(TrainingTable table, List<RelatedTable> related) {
        this.table = table;
        this.related = related;
        int n = table.size();
        centre = new double[table.width()];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += table.score(i) / n;
            for (int k = 0; k < centre.length; k++) {
                centre[k] += table.value(i, k) / n;
            }
        }
        meanScore = sum;
        double[][] x = new double[n][centre.length];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            y[i] = table.score(i) - meanScore;
            for (int k = 0; k < centre.length; k++) {
                x[i][k] = table.value(i, k) - centre[k];
            }
        }
        RealMatrix centred = MatrixUtils.createRealMatrix(x);
        RealMatrix basis = RowBasis.of(centred, RANK_TOLERANCE);
        rows = basis.multiply(centred);
        scores = basis.operate(y);
        rest = Math.max(0, squares(y) - squares(scores));
        kernel = new double[rows.getRowDimension()];
        for (int a = 0; a < kernel.length; a++) {
            kernel[a] = squares(rows.getRow(a));
        }
        for (RelatedTable each : related) {
            uncertainties.add(rows.multiply(MatrixUtils.createRealMatrix(each.covariance()))
                    .multiply(rows.transpose())
                    .getData());
            expectations.add(rows.operate(each.weights()));
        }
    }

    private static double squares(double[] vector) {
        return Arrays.stream(vector).map(v -> v * v).sum();
    }

    /**
     * One setting.
     *
     * @param own variance of what no related table explains of a weight
     * @param noise variance of a measured score
     * @param multiples of the related tables, not negative
     */
    record Setting(double own, double noise, double[] multiples) {}

    /**
     * The most probable setting.
     *
     * @param alone what the table tells by itself, with a positive prior variance and noise
     */
    Setting fit(Setting alone) {
        double[] unit = new double[related.size()];
        for (int t = 0; t < unit.length; t++) {
            double variance = related.get(t).variance();
            unit[t] = variance > 0 ? Math.sqrt(alone.own / variance) : 0;
        }
        MultivariateFunction likelihood = p -> likelihood(setting(p, unit));
        PointValuePair best = null;
        for (double start : STARTS) {
            double[] guess = new double[2 + unit.length];
            Arrays.fill(guess, 2, guess.length, start);
            guess[0] = Math.log(alone.own * (1 - start * start));
            guess[1] = Math.log(alone.noise);
            PointValuePair found = new SimplexOptimizer(0, PRECISION)
                    .optimize(
                            new MaxEval(MOST_TRIALS * guess.length),
                            new ObjectiveFunction(likelihood),
                            GoalType.MAXIMIZE,
                            new InitialGuess(guess),
                            new NelderMeadSimplex(guess.length, 0.3));
            if (best == null || found.getValue() > best.getValue()) {
                best = found;
            }
        }
        return best == null ? alone : setting(best.getPoint(), unit);
    }

    private static Setting setting(double[] p, double[] unit) {
        double[] multiples = new double[unit.length];
        Arrays.setAll(multiples, t -> Math.max(0, p[2 + t]) * unit[t]);
        return new Setting(Math.exp(p[0]), Math.exp(p[1]), multiples);
    }

    /**
     * Logarithm of the restricted likelihood, up to a constant, and of the prior of all there is to explain: the ratio of noise to the
     * weights' variance before any table was seen has the prior that it has without related tables.
     */
    double likelihood(Setting setting) {
        double[][] root = PositiveDefinite.cholesky(covariance(setting));
        double[] solved = PositiveDefinite.forward(root, residual(setting));
        double determinant = 0;
        for (int a = 0; a < root.length; a++) {
            determinant += 2 * Math.log(root[a][a]);
        }
        int others = table.size() - 1 - root.length;
        double variance = setting.own;
        for (int t = 0; t < related.size(); t++) {
            variance +=
                    setting.multiples[t] * setting.multiples[t] * related.get(t).variance();
        }
        double eigenvalue = Arrays.stream(kernel).sum() / table.size();
        return -(determinant + squares(solved) + others * Math.log(setting.noise) + rest / setting.noise) / 2
                + BayesianLinear.logPrior(setting.noise / (variance * eigenvalue));
    }

    /** Covariance of the scores in the basis. */
    private double[][] covariance(Setting setting) {
        double[][] covariance = new double[kernel.length][kernel.length];
        for (int a = 0; a < kernel.length; a++) {
            covariance[a][a] = setting.noise + setting.own * kernel[a];
            for (int t = 0; t < related.size(); t++) {
                double square = setting.multiples[t] * setting.multiples[t];
                double[] row = uncertainties.get(t)[a];
                for (int b = 0; b < kernel.length; b++) {
                    covariance[a][b] += square * row[b];
                }
            }
        }
        return covariance;
    }

    /** Scores in the basis, less what is expected by the related tables. */
    private double[] residual(Setting setting) {
        double[] residual = scores.clone();
        for (int t = 0; t < related.size(); t++) {
            for (int a = 0; a < residual.length; a++) {
                residual[a] -= setting.multiples[t] * expectations.get(t)[a];
            }
        }
        return residual;
    }

    /** What all tables tell in a setting. */
    LinearPosterior posterior(Setting setting) {
        int d = table.width();
        double[] weights = new double[d];
        double[][] prior = new double[d][d];
        for (int k = 0; k < d; k++) {
            prior[k][k] = setting.own;
        }
        for (int t = 0; t < related.size(); t++) {
            RelatedTable each = related.get(t);
            double multiple = setting.multiples[t];
            for (int k = 0; k < d; k++) {
                weights[k] += multiple * each.weights()[k];
                for (int l = 0; l < d; l++) {
                    prior[k][l] += multiple * multiple * each.covariance()[k][l];
                }
            }
        }
        RealMatrix before = MatrixUtils.createRealMatrix(prior);
        RealMatrix inverse = MatrixUtils.createRealMatrix(PositiveDefinite.inverse(covariance(setting)));
        RealMatrix cross = before.multiply(rows.transpose());
        RealMatrix gain = cross.multiply(inverse);
        double[] learned = gain.operate(residual(setting));
        double[][] covariance =
                before.subtract(gain.multiply(cross.transpose())).getData();
        double intercept = meanScore;
        for (int k = 0; k < d; k++) {
            weights[k] += learned[k];
            intercept -= weights[k] * centre[k];
        }
        return new LinearPosterior(
                new LinearSurrogate(intercept, weights),
                centre,
                covariance,
                prior,
                Math.sqrt(setting.noise),
                table.size());
    }
}
