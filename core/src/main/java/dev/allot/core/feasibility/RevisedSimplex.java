package dev.allot.core.feasibility;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * The basis of a linear program {@code A w = b, w >= 0} of few rows whose columns come from outside, one at a time: the revised simplex
 * method with an explicit inverse, renewed now and then. The lexicographic rule for the leaving column makes cycling impossible whatever
 * columns are offered (Dantzig, Orden, Wolfe 1955).
 */
final class RevisedSimplex {
    private static final double SMALLEST_PIVOT = 1e-9;
    private static final double TIE = 1e-12;
    /** The inverse is computed afresh at the start and after so many pivots. */
    static final int PIVOTS_PER_RENEWAL = 50;

    private final double[] rhs;
    private final Column[] basis;
    private final double[][] inverse;
    private final double[] value;
    /** The basis that the lexicographic order refers to. */
    private final Column[] reference;

    private int pivots;

    /**
     * A column.
     *
     * @param entries one for each row
     * @param infeasibility its cost while a feasible point is sought
     * @param cost its cost afterwards
     */
    record Column(double[] entries, double infeasibility, double cost) {
        /** The column of the same row with the other sign, free of charge. */
        Column opposite() {
            double[] negated = new double[entries.length];
            Arrays.setAll(negated, i -> -entries[i]);
            return new Column(negated, 0, 0);
        }
    }

    /**
     * Starts from a basis.
     *
     * @param rhs the right-hand side b
     * @param basis as many columns as rows, independent, with a solution {@code >= 0}
     */
    RevisedSimplex(double[] rhs, Column[] basis) {
        this.rhs = rhs.clone();
        this.basis = basis.clone();
        reference = basis.clone();
        inverse = new double[rhs.length][rhs.length];
        value = new double[rhs.length];
        renew();
    }

    /** The basic column of a place. */
    Column column(int place) {
        return basis[place];
    }

    /** Value of the basic column of a place. */
    double value(int place) {
        return value[place];
    }

    /** Replaces a basic column of value 0 by its opposite; the lexicographic order starts anew. */
    void turn(int place) {
        basis[place] = basis[place].opposite();
        renew();
        System.arraycopy(basis, 0, reference, 0, basis.length);
    }

    /** Sum of the basic columns' costs, weighted by their values. */
    double objective(ToDoubleFunction<Column> cost) {
        double sum = 0;
        for (int i = 0; i < basis.length; i++) {
            sum += cost.applyAsDouble(basis[i]) * value[i];
        }
        return sum;
    }

    /** The dual value of each row. */
    double[] duals(ToDoubleFunction<Column> cost) {
        double[] y = new double[rhs.length];
        for (int i = 0; i < basis.length; i++) {
            double c = cost.applyAsDouble(basis[i]);
            if (c != 0) {
                for (int r = 0; r < y.length; r++) {
                    y[r] += c * inverse[i][r];
                }
            }
        }
        return y;
    }

    /** Takes a column into the basis; false if none can leave, for reasons of arithmetic. */
    boolean enter(Column entering) {
        double[] direction = new double[basis.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = dot(inverse[i], entering.entries);
        }
        int leaving = leaving(direction);
        if (leaving < 0) {
            return false;
        }
        double step = value[leaving] / direction[leaving];
        for (int i = 0; i < basis.length; i++) {
            if (i != leaving && direction[i] != 0) {
                value[i] = Math.max(0, value[i] - step * direction[i]);
                double factor = direction[i] / direction[leaving];
                for (int r = 0; r < rhs.length; r++) {
                    inverse[i][r] -= factor * inverse[leaving][r];
                }
            }
        }
        for (int r = 0; r < rhs.length; r++) {
            inverse[leaving][r] /= direction[leaving];
        }
        value[leaving] = step;
        basis[leaving] = entering;
        if (++pivots % PIVOTS_PER_RENEWAL == 0) {
            renew();
        }
        return true;
    }

    private int leaving(double[] direction) {
        int best = -1;
        for (int i = 0; i < direction.length; i++) {
            if (direction[i] > SMALLEST_PIVOT && (best < 0 || leavesBefore(i, best, direction))) {
                best = i;
            }
        }
        return best;
    }

    /** Compares {@code (value, inverse x reference) / direction} of two places, lexicographically. */
    private boolean leavesBefore(int i, int j, double[] direction) {
        double difference = value[i] / direction[i] - value[j] / direction[j];
        for (int c = 0; Math.abs(difference) <= TIE && c < reference.length; c++) {
            difference = dot(inverse[i], reference[c].entries) / direction[i]
                    - dot(inverse[j], reference[c].entries) / direction[j];
        }
        return difference < 0;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int r = 0; r < a.length; r++) {
            sum += a[r] * b[r];
        }
        return sum;
    }

    /** Inverts the basis afresh by Gauss-Jordan elimination with partial pivoting. */
    private void renew() {
        int n = rhs.length;
        double[][] work = new double[n][2 * n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                work[r][c] = basis[c].entries[r];
            }
            work[r][n + r] = 1;
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                if (Math.abs(work[r][c]) > Math.abs(work[pivot][c])) {
                    pivot = r;
                }
            }
            double[] row = work[pivot];
            work[pivot] = work[c];
            work[c] = row;
            double p = row[c];
            for (int q = c; q < 2 * n; q++) {
                row[q] /= p;
            }
            for (int r = 0; r < n; r++) {
                double factor = work[r][c];
                if (r != c && factor != 0) {
                    for (int q = c; q < 2 * n; q++) {
                        work[r][q] -= factor * row[q];
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            System.arraycopy(work[i], n, inverse[i], 0, n);
            value[i] = Math.max(0, dot(inverse[i], rhs));
        }
    }
}
