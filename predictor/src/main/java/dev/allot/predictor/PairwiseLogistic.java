package dev.allot.predictor;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;

/**
 * Ridge-penalised logistic regression without intercept on differences between two alternatives: the Bradley-Terry model of preference with
 * a linear reward. Built once for fixed differences, then fitted many times to other labels. Immutable and thread-safe; nothing in it is
 * random.
 *
 * <p>Features are scaled by their root mean square and not centred, so swapping the two alternatives of any row (negating its difference
 * and taking its label from 1) changes nothing but rounding. The fit is Newton's method with step halving (iteratively reweighted least
 * squares; Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", section 4.4.1), which does not mind correlated features
 * as coordinate descent does. Its Hessian is at first the one at zero weights, where every row counts a quarter (Böhning and Lindsay,
 * "Monotonicity of quadratic-approximation algorithms", 1988), known but for a factor before the labels are; the exact one takes its
 * place wherever that converges slowly. Labels that are hard to predict, as preferences are, take some ten iterations of O(rows x
 * features); others besides O(rows x features^2) for each exact Hessian, five or so.
 */
public final class PairwiseLogistic {
    /** Keeps the Hessian of collinear features positive definite beyond rounding. */
    private static final double LEAST_PENALTY = 1e-6;

    private static final int MOST_ITERATIONS = 100;
    private static final int MOST_HALVINGS = 40;
    /** Newton's decrement is about twice the distance to the optimum, in units of the penalised loss. */
    private static final double TOLERANCE = 1e-12;
    /** A Hessian is used again while each step divides the decrement at least by this: the distance to the optimum then falls to a third. */
    private static final double FAST = 9;

    /** What a row's loss curves at most, and does at zero weights. */
    private static final double CURVATURE_AT_ZERO = 0.25;

    private final ScaledDifferences x;
    private final double penalty;
    /** Sum over all rows of the products of their features; the lower triangle. */
    private final double[][] products;

    private PairwiseLogistic(ScaledDifferences x, double penalty) {
        this.x = x;
        this.penalty = penalty;
        products = new double[x.features()][x.features()];
        for (int i = 0; i < x.rows(); i++) {
            x.addProducts(i, 1, products);
        }
    }

    /**
     * A model of these differences.
     *
     * @param differences features of the first alternative less those of the second, [row][feature], finite; at least one row, all of one
     *     width of at least 1
     * @param penalty weight of half the squared length of the scaled weights beside the summed loss, at least 1e-6; 1 is usual
     * @throws IllegalArgumentException if the shapes or a number are wrong
     */
    public static PairwiseLogistic of(float[][] differences, double penalty) {
        if (!(penalty >= LEAST_PENALTY && penalty < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the penalty must be at least " + LEAST_PENALTY + ", not " + penalty);
        }
        return new PairwiseLogistic(ScaledDifferences.of(differences), penalty);
    }

    /** Number of rows. */
    public int rows() {
        return x.rows();
    }

    /** Number of features. */
    public int features() {
        return x.features();
    }

    /** Fits all rows with equal weight; see {@link #fit(float[], float[])}. */
    public double[] fit(float[] labels) {
        float[] weights = new float[x.rows()];
        Arrays.fill(weights, 1);
        return fit(labels, weights);
    }

    /**
     * Fits the labels.
     *
     * @param labels for each row the share of votes for the first alternative, in [0, 1]
     * @param weights for each row how much it counts, at least 0 and finite; rows of weight 0 are left out and cost nothing
     * @return one weight for each feature, in its own units: the first alternative of a row is preferred with probability
     *     1 / (1 + exp(-weights . difference)); 0 for features that are 0 in all rows
     * @throws IllegalArgumentException if there is not one label and one weight for each row, or one is out of range
     */
    public double[] fit(float[] labels, float[] weights) {
        int[] used = checkedRows(labels, weights);
        Objective objective = new Objective(used, labels, weights);
        double[] beta = new double[x.features()];
        double loss = objective.at(beta);
        DecompositionSolver hessian = objective.hessianAtZero();
        double lastDecrement = Double.POSITIVE_INFINITY;
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double[] gradient = objective.gradient(beta);
            double[] step = solve(hessian, gradient);
            double decrement = dot(step, gradient);
            if (decrement <= TOLERANCE) {
                break;
            }
            if (decrement * FAST > lastDecrement) {
                hessian = objective.hessian();
                step = solve(hessian, gradient);
                decrement = dot(step, gradient);
            }
            lastDecrement = decrement;
            double[] next = moved(beta, step, 1);
            double nextLoss = objective.at(next);
            double share = 1;
            for (int h = 0; h < MOST_HALVINGS && !(nextLoss < loss); h++) {
                share /= 2;
                next = moved(beta, step, share);
                nextLoss = objective.at(next);
            }
            if (!(nextLoss < loss)) {
                break; // as good as double precision tells apart
            }
            beta = next;
            loss = nextLoss;
        }
        return x.inOwnUnits(beta);
    }

    private static double[] solve(DecompositionSolver hessian, double[] gradient) {
        return hessian.solve(new ArrayRealVector(gradient, false)).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double[] moved(double[] from, double[] step, double share) {
        double[] to = from.clone();
        for (int k = 0; k < to.length; k++) {
            to[k] -= share * step[k];
        }
        return to;
    }

    private int[] checkedRows(float[] labels, float[] weights) {
        int rows = x.rows();
        if (labels.length != rows || weights.length != rows) {
            throw new IllegalArgumentException(
                    "there are " + rows + " rows, but " + labels.length + " labels and " + weights.length + " weights");
        }
        int[] used = new int[rows];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            if (!(labels[i] >= 0 && labels[i] <= 1)) {
                throw new IllegalArgumentException("label " + i + " is " + labels[i] + ", not in [0, 1]");
            }
            if (!(weights[i] >= 0 && weights[i] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("weight " + i + " is " + weights[i] + ", not finite and at least 0");
            }
            if (weights[i] > 0) {
                used[count++] = i;
            }
        }
        return Arrays.copyOf(used, count);
    }

    /** Factors of a Hessian: a multiple of a lower triangle of products, and the penalty on the diagonal. */
    private DecompositionSolver factors(double[][] triangle, double multiple) {
        int features = x.features();
        double[][] hessian = new double[features][features];
        for (int k = 0; k < features; k++) {
            for (int l = 0; l <= k; l++) {
                hessian[k][l] = multiple * triangle[k][l];
                hessian[l][k] = hessian[k][l];
            }
            hessian[k][k] += penalty;
        }
        return new CholeskyDecomposition(
                        new Array2DRowRealMatrix(hessian, false),
                        CholeskyDecomposition.DEFAULT_RELATIVE_SYMMETRY_THRESHOLD,
                        0)
                .getSolver();
    }

    /** The penalised loss of one fit, with the margins at the point last looked at. */
    private final class Objective {
        private final int[] used;
        private final float[] labels;
        private final float[] weights;
        private final double[] margin;

        Objective(int[] used, float[] labels, float[] weights) {
            this.used = used;
            this.labels = labels;
            this.weights = weights;
            margin = new double[used.length];
        }

        double at(double[] beta) {
            double loss = 0.5 * penalty * dot(beta, beta);
            for (int u = 0; u < used.length; u++) {
                int row = used[u];
                double m = x.margin(row, beta);
                margin[u] = m;
                // log(1 + e^m) - label m, without overflow.
                loss += weights[row] * (Math.max(m, 0) + Math.log1p(Math.exp(-Math.abs(m))) - labels[row] * m);
            }
            return loss;
        }

        /** The gradient at the point that {@link #at} was asked for last. */
        double[] gradient(double[] beta) {
            double[] gradient = new double[beta.length];
            for (int k = 0; k < beta.length; k++) {
                gradient[k] = penalty * beta[k];
            }
            for (int u = 0; u < used.length; u++) {
                int row = used[u];
                x.add(row, weights[row] * (probability(margin[u]) - labels[row]), gradient);
            }
            return gradient;
        }

        /** The Hessian at zero weights, as if rows of weight 0 were like the others on the whole. */
        DecompositionSolver hessianAtZero() {
            double weight = 0;
            for (int row : used) {
                weight += weights[row];
            }
            return factors(products, CURVATURE_AT_ZERO * weight / x.rows());
        }

        /** The Hessian at the point that {@link #at} was asked for last. */
        DecompositionSolver hessian() {
            double[][] triangle = new double[x.features()][x.features()];
            for (int u = 0; u < used.length; u++) {
                int row = used[u];
                double p = probability(margin[u]);
                x.addProducts(row, weights[row] * p * (1 - p), triangle);
            }
            return factors(triangle, 1);
        }

        private static double probability(double margin) {
            return 1 / (1 + Math.exp(-margin));
        }
    }
}
