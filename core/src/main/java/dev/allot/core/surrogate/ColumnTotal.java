package dev.allot.core.surrogate;

/** The sum of some columns' multiples, as a matrix of one column. Reused: it forgets the last sum when it adds up the next. */
final class ColumnTotal implements SparseColumns {
    private final int[] rows;
    private final double[] values;
    private final boolean[] touched;
    private int size;

    ColumnTotal(int dimension) {
        rows = new int[dimension];
        values = new double[dimension];
        touched = new boolean[dimension];
    }

    /** Adds up the first {@code count} columns, in their order; O(their entries). */
    void addUp(SparseColumns columns, int[] column, double[] change, int count) {
        clear();
        for (int k = 0; k < count; k++) {
            for (int p = columns.start(column[k]), end = columns.start(column[k] + 1); p < end; p++) {
                int i = columns.row(p);
                if (!touched[i]) {
                    touched[i] = true;
                    rows[size++] = i;
                }
                values[i] += change[k] * columns.value(p);
            }
        }
    }

    private void clear() {
        for (int k = 0; k < size; k++) {
            touched[rows[k]] = false;
            values[rows[k]] = 0;
        }
        size = 0;
    }

    /** Number of rows that a column touches. */
    int size() {
        return size;
    }

    @Override
    public int start(int column) {
        return column == 0 ? 0 : size;
    }

    @Override
    public int row(int position) {
        return rows[position];
    }

    @Override
    public double value(int position) {
        return values[rows[position]];
    }

    @Override
    public boolean isUnit() {
        return false;
    }
}
