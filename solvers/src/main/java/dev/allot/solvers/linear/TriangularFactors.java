package dev.allot.solvers.linear;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A basis as the product of two sparse triangular matrices. Columns are taken in a {@link PivotOrder}; those of its nucleus are eliminated
 * one by one (Gilbert and Peierls 1988, without their symbolic part), each pivoting on the row of the fewest entries of those whose
 * element is not small beside the column's largest.
 */
final class TriangularFactors {
    /** A pivot is at least this share of its column's largest element. */
    private static final double STABLE = 0.1;
    /** Columns whose elements are all smaller depend on those before them. */
    private static final double SINGULAR = 1e-9;

    private final int size;
    private int pivots;
    /** Of each pivot: its row, its column and its element. */
    private final int[] row;

    private final int[] column;
    private final double[] diagonal;
    /** Of each pivot: the elements below it over its own, by row. */
    private final SparseLists lower = new SparseLists();
    /** Of each pivot: the elements above it, by row. */
    private final SparseLists upper = new SparseLists();

    private final int[] dependent;
    private final int[] missing;

    /** Factorises; O(entries + nucleus<sup>2</sup> + operations on numbers). */
    TriangularFactors(BasisColumns columns) {
        size = columns.size();
        row = new int[size];
        column = new int[size];
        diagonal = new double[size];
        boolean[] done = new boolean[size];
        PivotOrder order = new PivotOrder(columns);
        int[] failed = new int[size];
        int failures = 0;
        for (int k = 0; k < order.singletons(); k++) {
            if (!takeSingleton(columns, order.column(k), order.row(k), done)) {
                failed[failures++] = order.column(k);
            }
        }
        double[] work = new double[size];
        int first = pivots;
        for (int k = order.singletons(); k < size; k++) {
            if (!eliminate(columns, order, order.column(k), first, work, done)) {
                failed[failures++] = order.column(k);
            }
        }
        dependent = Arrays.copyOf(failed, failures);
        missing = IntStream.range(0, size).filter(r -> !done[r]).toArray();
    }

    private boolean takeSingleton(BasisColumns columns, int c, int pivot, boolean[] done) {
        double element = 0;
        for (int k = 0; k < columns.entries(c); k++) {
            element = columns.row(c, k) == pivot ? columns.value(c, k) : element;
        }
        if (Math.abs(element) < SINGULAR) {
            return false;
        }
        for (int k = 0; k < columns.entries(c); k++) {
            int r = columns.row(c, k);
            if (done[r]) {
                upper.add(r, columns.value(c, k));
            } else if (r != pivot) {
                lower.add(r, columns.value(c, k) / element);
            }
        }
        close(c, pivot, element, done);
        return true;
    }

    private boolean eliminate(BasisColumns columns, PivotOrder order, int c, int first, double[] work, boolean[] done) {
        for (int k = 0; k < columns.entries(c); k++) {
            work[columns.row(c, k)] = columns.value(c, k);
        }
        for (int k = 0; k < columns.entries(c); k++) {
            int r = columns.row(c, k);
            if (done[r] && order.entries(r) < 0) {
                upper.add(r, work[r]);
                work[r] = 0;
            }
        }
        for (int k = first; k < pivots; k++) {
            double factor = work[row[k]];
            if (factor != 0) {
                upper.add(row[k], factor);
                lower.addTo(work, k, -factor);
                work[row[k]] = 0;
            }
        }
        int pivot = stablest(order, work, done);
        if (pivot >= 0) {
            for (int r : order.nucleusRows()) {
                if (work[r] != 0 && r != pivot) {
                    lower.add(r, work[r] / work[pivot]);
                }
            }
            close(c, pivot, work[pivot], done);
        } else {
            upper.drop();
        }
        for (int r : order.nucleusRows()) {
            work[r] = 0;
        }
        return pivot >= 0;
    }

    private static int stablest(PivotOrder order, double[] work, boolean[] done) {
        double largest = 0;
        for (int r : order.nucleusRows()) {
            largest = Math.max(largest, Math.abs(work[r]));
        }
        int best = -1;
        for (int r : order.nucleusRows()) {
            if (!done[r]
                    && Math.abs(work[r]) >= Math.max(SINGULAR, STABLE * largest)
                    && (best < 0 || order.entries(r) < order.entries(best))) {
                best = r;
            }
        }
        return best;
    }

    private void close(int c, int r, double element, boolean[] done) {
        row[pivots] = r;
        column[pivots] = c;
        diagonal[pivots++] = element;
        done[r] = true;
        lower.close();
        upper.close();
    }

    /** Positions of columns that depend on the others; if there are any, the factors are good for nothing. */
    int[] dependent() {
        return dependent;
    }

    /** Rows whose unit vectors complete the others, as many as there are dependent columns. */
    int[] missing() {
        return missing;
    }

    /** Entries of both factors. */
    int entries() {
        return lower.entries() + upper.entries() + size;
    }

    /** Solves {@code B x = v}: v by row becomes x by position. O(size + entries used). */
    void solve(double[] v) {
        for (int k = 0; k < size; k++) {
            double factor = v[row[k]];
            if (factor != 0) {
                lower.addTo(v, k, -factor);
            }
        }
        double[] x = new double[size];
        for (int k = size - 1; k >= 0; k--) {
            double value = v[row[k]];
            if (value != 0) {
                value /= diagonal[k];
                upper.addTo(v, k, -value);
                x[column[k]] = value;
            }
        }
        System.arraycopy(x, 0, v, 0, size);
    }

    /** Solves {@code B' y = v}: v by position becomes y by row. O(entries). */
    void solveTransposed(double[] v) {
        double[] y = new double[size];
        for (int k = 0; k < size; k++) {
            y[row[k]] = (v[column[k]] - upper.times(y, k)) / diagonal[k];
        }
        for (int k = size - 1; k >= 0; k--) {
            y[row[k]] -= lower.times(y, k);
        }
        System.arraycopy(y, 0, v, 0, size);
    }
}
