package dev.allot.core.model;

import dev.allot.core.surrogate.SparseColumns;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An immutable sparse matrix, stored by columns: the entries of column j are at {@code start(j)..start(j + 1) - 1}, by ascending row.
 * Accessors are by position, so that loops over a column allocate nothing.
 */
public final class SparseMatrix implements SparseColumns {
    private static final double[] NO_VALUES = {};

    private final int rows;
    private final int[] start;
    private final int[] row;
    private final boolean unit;

    /** Empty if every value is 1. */
    private final double[] value;

    private SparseMatrix(int rows, int[] start, int[] row, boolean unit, double[] value) {
        this.rows = rows;
        this.start = start;
        this.row = row;
        this.unit = unit;
        this.value = value;
    }

    private static SparseMatrix of(int rows, int[] start, int[] row, double[] value) {
        boolean unit = Arrays.stream(value).allMatch(v -> v == 1);
        return new SparseMatrix(rows, start, row, unit, unit ? NO_VALUES : value);
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int columns() {
        return start.length - 1;
    }

    /** Number of stored entries. */
    public int entries() {
        return row.length;
    }

    /** Position of the first entry of a column; {@code start(columns())} is the number of entries. */
    @Override
    public int start(int column) {
        return start[column];
    }

    /** Row of the entry at a position. */
    @Override
    public int row(int position) {
        return row[position];
    }

    /** Value of the entry at a position. */
    @Override
    public double value(int position) {
        return unit ? 1 : value[position];
    }

    @Override
    public boolean isUnit() {
        return unit;
    }

    /** Entry (row, column), zero where none is stored; O(log entries of the column). */
    public double get(int rowIndex, int column) {
        int at = find(rowIndex, column);
        return at < 0 ? 0 : value(at);
    }

    /** Position of entry (row, column), negative where none is stored; O(log entries of the column), O(1) if all its rows have one. */
    public int find(int rowIndex, int column) {
        int from = start[column];
        int to = start[column + 1];
        return to - from == rows ? from + rowIndex : Arrays.binarySearch(row, from, to, rowIndex);
    }

    /** The transposed matrix; O(entries). */
    public SparseMatrix transpose() {
        int[] newStart = new int[rows + 1];
        for (int r : row) {
            newStart[r + 1]++;
        }
        for (int r = 0; r < rows; r++) {
            newStart[r + 1] += newStart[r];
        }
        int[] next = Arrays.copyOf(newStart, rows);
        int[] newRow = new int[row.length];
        double[] newValue = unit ? NO_VALUES : new double[row.length];
        for (int c = 0; c < columns(); c++) {
            for (int p = start[c]; p < start[c + 1]; p++) {
                int q = next[row[p]]++;
                newRow[q] = c;
                if (!unit) {
                    newValue[q] = value[p];
                }
            }
        }
        return new SparseMatrix(columns(), newStart, newRow, unit, newValue);
    }

    /** {@code offset + M x}, row by row in column order. */
    public double[] multiplyAdd(double[] x, double[] offset) {
        double[] result = offset.clone();
        for (int c = 0; c < x.length; c++) {
            double xc = x[c];
            if (xc != 0) {
                for (int p = start[c]; p < start[c + 1]; p++) {
                    result[row[p]] += value(p) * xc;
                }
            }
        }
        return result;
    }

    /** The matrix with every value replaced; the pattern, and zeros that arise, are kept. */
    SparseMatrix mapByRow(ByRow function) {
        if (unit && IntStream.range(0, rows).allMatch(i -> function.apply(i, 1) == 1)) {
            return this;
        }
        double[] mapped = new double[row.length];
        for (int p = 0; p < mapped.length; p++) {
            mapped[p] = function.apply(row[p], value(p));
        }
        return of(rows, start, row, mapped);
    }

    /** A new value from an entry's row and value. */
    interface ByRow {
        double apply(int row, double value);
    }

    /** Collects a matrix column by column. */
    static final class Builder {
        private int[] start = new int[16];
        private int columns;
        private int[] row = new int[64];
        private boolean unit = true;
        private double[] value = NO_VALUES;
        private int size;

        /** Appends the next column. Rows may come in any order; a row named twice adds up; zeros are dropped. */
        void addColumn(int[] rowsOfColumn, double[] valuesOfColumn) {
            int begin = size;
            for (int i = 0; i < rowsOfColumn.length; i++) {
                add(begin, rowsOfColumn[i], valuesOfColumn[i]);
            }
            if (++columns == start.length) {
                start = Arrays.copyOf(start, 2 * columns);
            }
            start[columns] = size;
        }

        private void add(int begin, int newRow, double newValue) {
            if (newValue == 0) {
                return;
            }
            int at = size;
            while (at > begin && row[at - 1] > newRow) {
                at--;
            }
            boolean twice = at > begin && row[at - 1] == newRow;
            if (unit && (twice || newValue != 1)) {
                unit = false;
                value = new double[row.length];
                Arrays.fill(value, 0, size, 1);
            }
            if (twice) {
                value[at - 1] += newValue;
                return;
            }
            if (size == row.length) {
                row = Arrays.copyOf(row, 2 * size);
                value = unit ? value : Arrays.copyOf(value, 2 * size);
            }
            System.arraycopy(row, at, row, at + 1, size - at);
            row[at] = newRow;
            if (!unit) {
                System.arraycopy(value, at, value, at + 1, size - at);
                value[at] = newValue;
            }
            size++;
        }

        SparseMatrix build(int rows) {
            int[] starts = Arrays.copyOf(start, columns + 1);
            int[] allRows = Arrays.copyOf(row, size);
            return unit
                    ? new SparseMatrix(rows, starts, allRows, true, NO_VALUES)
                    : of(rows, starts, allRows, Arrays.copyOf(value, size));
        }
    }
}
