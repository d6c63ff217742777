package dev.allot.solvers.linear;

import dev.allot.core.model.SparseMatrix;
import java.util.Arrays;

/**
 * The dense inverse of a basis of {@code A x - s = 0}, row by row, with the squared norms of its rows. Columns n and more are those of the
 * activities s.
 */
final class BasisInverse {
    private static final double LEAST_NORM = 1e-30;

    private final SparseMatrix matrix;
    private final int n;
    private final int m;
    private final double[][] rows;
    private final double[] norm;

    /** The inverse of the basis of all activities. */
    BasisInverse(SparseMatrix matrix) {
        this.matrix = matrix;
        n = matrix.columns();
        m = matrix.rows();
        rows = new double[m][m];
        norm = new double[m];
        reset();
    }

    private BasisInverse(BasisInverse that) {
        matrix = that.matrix;
        n = that.n;
        m = that.m;
        rows = new double[m][];
        Arrays.setAll(rows, i -> that.rows[i].clone());
        norm = that.norm.clone();
    }

    BasisInverse copy() {
        return new BasisInverse(this);
    }

    /** Becomes equal to another of the same program. */
    void load(BasisInverse that) {
        for (int i = 0; i < m; i++) {
            System.arraycopy(that.rows[i], 0, rows[i], 0, m);
        }
        System.arraycopy(that.norm, 0, norm, 0, m);
    }

    /** Becomes the inverse of the basis of all activities. */
    void reset() {
        for (int i = 0; i < m; i++) {
            Arrays.fill(rows[i], 0);
            rows[i][i] = -1;
            norm[i] = 1;
        }
    }

    /** A row. Not to be changed. */
    double[] row(int r) {
        return rows[r];
    }

    /** Squared norm of a row. */
    double norm(int r) {
        return norm[r];
    }

    /** A row times column j; O(entries of the column). */
    double times(int r, int j) {
        double[] row = rows[r];
        if (j >= n) {
            return -row[j - n];
        }
        double sum = 0;
        for (int p = matrix.start(j), end = matrix.start(j + 1); p < end; p++) {
            sum += row[matrix.row(p)] * matrix.value(p);
        }
        return sum;
    }

    /** A row times a vector. */
    double times(int r, double[] vector) {
        return dot(rows[r], vector);
    }

    /** This times column j; O(rows times entries of the column). */
    double[] timesColumn(int j) {
        double[] result = new double[m];
        Arrays.setAll(result, r -> times(r, j));
        return result;
    }

    /** Adds a multiple of column j to a vector. */
    void addColumn(int j, double factor, double[] vector) {
        if (j >= n) {
            vector[j - n] -= factor;
            return;
        }
        for (int p = matrix.start(j), end = matrix.start(j + 1); p < end; p++) {
            vector[matrix.row(p)] += matrix.value(p) * factor;
        }
    }

    /** Adds a multiple of a row to a vector. */
    void addRow(int r, double factor, double[] vector) {
        double[] row = rows[r];
        for (int k = 0; k < m; k++) {
            vector[k] += factor * row[k];
        }
    }

    /** Brings a column into the basis in place of that of a row; {@code column} is this times it. O(rows<sup>2</sup>). */
    void pivot(int row, double[] column) {
        double[] rho = rows[row];
        double scale = 1 / column[row];
        for (int k = 0; k < m; k++) {
            rho[k] *= scale;
        }
        norm[row] = Math.max(dot(rho, rho), LEAST_NORM);
        for (int r = 0; r < m; r++) {
            double factor = column[r];
            if (r != row && factor != 0) {
                double[] other = rows[r];
                double squares = 0;
                for (int k = 0; k < m; k++) {
                    other[k] -= factor * rho[k];
                    squares += other[k] * other[k];
                }
                norm[r] = Math.max(squares, LEAST_NORM);
            }
        }
    }

    private double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < m; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
