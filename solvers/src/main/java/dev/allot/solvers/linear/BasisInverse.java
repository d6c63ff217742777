package dev.allot.solvers.linear;

import dev.allot.core.model.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The inverse of a basis of {@code A x - s = 0}, as triangular factors and the pivots since (the product form, Dantzig and Orchard-Hays
 * 1954), with the squared norms of its rows, which are updated rather than computed (Forrest and Goldfarb 1992). Columns n and more are those
 * of the activities s. Space and time are of the order of the entries that there are, not of the square of the rows.
 */
final class BasisInverse {
    /** Of what is subtracted from a norm, this share is left to it: rounding errors must not make it all but zero. */
    private static final double CANCELLATION = 1e-6;
    /** Smaller numbers are taken for rounding errors of zero. */
    private static final double NEGLIGIBLE = 1e-14;

    private static final int MOST_PIVOTS = 100;
    /** Entries of pivots since, as a multiple of those of the factors, beyond which new factors are worth their while. */
    private static final int MOST_GROWTH = 3;

    private final SparseMatrix matrix;
    private final int n;
    private final int m;
    private TriangularFactors factors;
    private List<Pivot> pivots = new ArrayList<>();
    private long pivotEntries;
    private final double[] norm;

    /** A column that came into the basis at a position: this inverse times it, without the pivot element. */
    private record Pivot(int position, double element, int[] index, double[] value) {}

    /** What to come back to. */
    record State(TriangularFactors factors, List<Pivot> pivots, long pivotEntries, double[] norm) {}

    /** The inverse of a basis. */
    BasisInverse(SparseMatrix matrix, int[] basis) {
        this.matrix = matrix;
        n = matrix.columns();
        m = matrix.rows();
        norm = new double[m];
        Arrays.fill(norm, 1);
        factors = new TriangularFactors(new BasisColumns(matrix, basis));
    }

    /** The state at hand; O(rows). */
    State save() {
        return new State(factors, List.copyOf(pivots), pivotEntries, norm.clone());
    }

    /** Comes back to a state. */
    void restore(State state) {
        factors = state.factors;
        pivots = new ArrayList<>(state.pivots);
        pivotEntries = state.pivotEntries;
        System.arraycopy(state.norm, 0, norm, 0, m);
    }

    /** Number of pivots since the factors were computed. */
    int pivots() {
        return pivots.size();
    }

    /** Whether new factors would save more than they cost. */
    boolean isStale() {
        return pivots.size() >= MOST_PIVOTS || pivotEntries > (long) MOST_GROWTH * (factors.entries() + m);
    }

    /**
     * Computes the factors from scratch. Columns that depend on others are replaced in the basis by those of activities.
     *
     * @param basis the variable of each position
     */
    void factorise(int[] basis) {
        pivots.clear();
        pivotEntries = 0;
        factors = new TriangularFactors(new BasisColumns(matrix, basis));
        while (factors.dependent().length > 0) {
            for (int k = 0; k < factors.dependent().length; k++) {
                basis[factors.dependent()[k]] = n + factors.missing()[k];
                norm[factors.dependent()[k]] = 1;
            }
            factors = new TriangularFactors(new BasisColumns(matrix, basis));
        }
    }

    /** Squared norm of a row, about. */
    double norm(int r) {
        return norm[r];
    }

    /** A row. */
    double[] row(int r) {
        double[] result = new double[m];
        result[r] = 1;
        timesFromLeft(result);
        clean(result);
        return result;
    }

    /** This times column j. */
    double[] timesColumn(int j) {
        double[] result = new double[m];
        addColumn(j, 1, result);
        times(result);
        clean(result);
        return result;
    }

    private static void clean(double[] vector) {
        for (int k = 0; k < vector.length; k++) {
            if (Math.abs(vector[k]) < NEGLIGIBLE) {
                vector[k] = 0;
            }
        }
    }

    /** Replaces a vector by this times it. */
    void times(double[] vector) {
        factors.solve(vector);
        for (Pivot pivot : pivots) {
            double at = vector[pivot.position];
            if (at != 0) {
                at /= pivot.element;
                vector[pivot.position] = at;
                for (int k = 0; k < pivot.index.length; k++) {
                    vector[pivot.index[k]] -= at * pivot.value[k];
                }
            }
        }
    }

    /** Replaces a vector, a number for each position, by it times this, a number for each row of the program. */
    void timesFromLeft(double[] vector) {
        for (int p = pivots.size() - 1; p >= 0; p--) {
            Pivot pivot = pivots.get(p);
            double sum = vector[pivot.position];
            for (int k = 0; k < pivot.index.length; k++) {
                sum -= pivot.value[k] * vector[pivot.index[k]];
            }
            vector[pivot.position] = sum / pivot.element;
        }
        factors.solveTransposed(vector);
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

    /**
     * Brings a column into the basis at a position.
     *
     * @param column this times the column
     * @param row the row of this at the position
     */
    void pivot(int position, double[] column, double[] row) {
        updateNorms(position, column, row);
        int entries = 0;
        for (int r = 0; r < m; r++) {
            entries += column[r] != 0 && r != position ? 1 : 0;
        }
        int[] index = new int[entries];
        double[] value = new double[entries];
        int at = 0;
        for (int r = 0; r < m; r++) {
            if (column[r] != 0 && r != position) {
                index[at] = r;
                value[at++] = column[r];
            }
        }
        pivots.add(new Pivot(position, column[position], index, value));
        pivotEntries += entries;
    }

    private void updateNorms(int position, double[] column, double[] row) {
        double square = 0;
        for (double entry : row) {
            square += entry * entry;
        }
        double[] products = row.clone();
        times(products);
        double element = column[position];
        for (int r = 0; r < m; r++) {
            if (column[r] != 0 && r != position) {
                double ratio = column[r] / element;
                double before = norm[r] + ratio * ratio * square;
                norm[r] = Math.max(before - 2 * ratio * products[r], CANCELLATION * before);
            }
        }
        norm[position] = square / (element * element);
    }
}
