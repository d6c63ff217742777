package dev.allot.core.surrogate;

import java.util.Arrays;

/**
 * f(z) = intercept + weights . z + z' Q z with symmetric Q, as quadratic regression fits it. With k entries in a
 * column, its state costs O(k dimension) a change and O(k<sup>2</sup>) a peek.
 *
 * <p>The enclosure adds the ranges of the single terms: valid, and tight only where the interactions are weak.
 */
public final class QuadraticSurrogate implements Surrogate {
    private final double intercept;
    private final double[] weights;
    private final double[][] matrix;

    /**
     * A quadratic surrogate.
     *
     * @param intercept the constant term
     * @param weights linear weights, one for each aggregate
     * @param matrix the symmetric matrix Q; entry (i, j) with i != j acts twice, as (i, j) and as (j, i)
     * @throws IllegalArgumentException if a coefficient is not finite, or the matrix is not square, of the weights' size and symmetric
     */
    public QuadraticSurrogate(double intercept, double[] weights, double[][] matrix) {
        this.intercept = Coefficients.finite("intercept", intercept);
        this.weights = Coefficients.finite("weight", weights).clone();
        if (matrix.length != weights.length) {
            throw new IllegalArgumentException(
                    "the matrix has " + matrix.length + " rows for " + weights.length + " weights");
        }
        this.matrix = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            if (matrix[i].length != weights.length) {
                throw new IllegalArgumentException(
                        "row " + i + " of the matrix has " + matrix[i].length + " entries, not " + weights.length);
            }
            this.matrix[i] = Coefficients.finite("matrix entry", matrix[i]).clone();
            for (int j = 0; j < i; j++) {
                if (matrix[i][j] != matrix[j][i]) {
                    throw new IllegalArgumentException("the matrix is not symmetric at (" + i + ", " + j + ")");
                }
            }
        }
    }

    /** A quadratic surrogate itself, or a linear one with a matrix of zeros. */
    static QuadraticSurrogate of(Surrogate polynomial) {
        if (polynomial instanceof QuadraticSurrogate quadratic) {
            return quadratic;
        }
        LinearSurrogate linear = (LinearSurrogate) polynomial;
        double[] weights = new double[linear.dimension()];
        Arrays.setAll(weights, linear::weight);
        return new QuadraticSurrogate(linear.intercept(), weights, new double[weights.length][weights.length]);
    }

    /** The constant term. */
    public double intercept() {
        return intercept;
    }

    /** Linear weight of aggregate {@code i}. */
    public double weight(int i) {
        return weights[i];
    }

    /** Entry (i, j) of the symmetric matrix Q. */
    public double coefficient(int i, int j) {
        return matrix[i][j];
    }

    @Override
    public int dimension() {
        return weights.length;
    }

    @Override
    public double value(double[] aggregates) {
        double sum = intercept;
        for (int i = 0; i < weights.length; i++) {
            sum += aggregates[i] * (weights[i] + dot(matrix[i], aggregates));
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public Interval enclosure(Box box) {
        EnclosureSum sum = new EnclosureSum(intercept);
        for (int i = 0; i < weights.length; i++) {
            double l = box.lower(i);
            double u = box.upper(i);
            sum.add(weights[i] * l, weights[i] * u);
            double least = l <= 0 && u >= 0 ? 0 : Math.min(l * l, u * u);
            double most = Math.max(l * l, u * u);
            sum.add(matrix[i][i] * least, matrix[i][i] * most);
            for (int j = 0; j < i; j++) {
                double q = 2 * matrix[i][j];
                if (q != 0) {
                    double a = l * box.lower(j);
                    double b = l * box.upper(j);
                    double c = u * box.lower(j);
                    double d = u * box.upper(j);
                    sum.add(q * Math.min(Math.min(a, b), Math.min(c, d)), q * Math.max(Math.max(a, b), Math.max(c, d)));
                }
            }
        }
        return sum.interval();
    }

    @Override
    public SurrogateState stateAt(double[] aggregates) {
        return new QuadraticState(this, weights, matrix, aggregates);
    }
}
