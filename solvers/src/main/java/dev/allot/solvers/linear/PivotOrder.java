package dev.allot.solvers.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * An order of a basis' columns in which most need no elimination, found by counting (Suhl and Suhl 1990): first columns with a single entry
 * in the rows that are left, then columns that alone have an entry in one of the rows that are left. What remains is the nucleus, columns
 * of few entries first. O(entries), and sorting of the nucleus.
 */
final class PivotOrder {
    private final BasisColumns columns;
    private final int[] column;
    private final int[] row;
    private int singletons;

    /** Entries of each row in the columns that are left, and of each column in the rows that are left; -1 for what is taken. */
    private final int[] rowCount;

    private final int[] columnCount;
    private final int[] rowStart;
    private final int[] columnOfEntry;
    private int[] nucleusRows = {};

    PivotOrder(BasisColumns columns) {
        this.columns = columns;
        int m = columns.size();
        column = new int[m];
        row = new int[m];
        rowCount = new int[m];
        columnCount = new int[m];
        rowStart = new int[m + 1];
        for (int c = 0; c < m; c++) {
            columnCount[c] = columns.entries(c);
            for (int k = 0; k < columnCount[c]; k++) {
                rowStart[columns.row(c, k) + 1]++;
            }
        }
        for (int r = 0; r < m; r++) {
            rowCount[r] = rowStart[r + 1];
            rowStart[r + 1] += rowStart[r];
        }
        columnOfEntry = new int[rowStart[m]];
        int[] next = Arrays.copyOf(rowStart, m);
        for (int c = 0; c < m; c++) {
            for (int k = 0; k < columns.entries(c); k++) {
                columnOfEntry[next[columns.row(c, k)]++] = c;
            }
        }
        takeColumns();
        takeRows();
        nucleus();
    }

    private void takeColumns() {
        int[] queue = IntStream.range(0, column.length)
                .filter(c -> columnCount[c] == 1)
                .toArray();
        queue = Arrays.copyOf(queue, column.length);
        int tail = (int) IntStream.of(columnCount).filter(count -> count == 1).count();
        for (int head = 0; head < tail; head++) {
            int c = queue[head];
            if (columnCount[c] != 1) {
                continue;
            }
            int r = leftRow(c);
            take(c, r);
            for (int p = rowStart[r]; p < rowStart[r + 1]; p++) {
                int other = columnOfEntry[p];
                if (columnCount[other] > 0 && --columnCount[other] == 1) {
                    queue[tail++] = other;
                }
            }
        }
    }

    private int leftRow(int c) {
        int k = 0;
        while (rowCount[columns.row(c, k)] < 0) {
            k++;
        }
        return columns.row(c, k);
    }

    private void takeRows() {
        for (int r = 0; r < rowCount.length; r++) {
            if (rowCount[r] >= 0) {
                int left = 0;
                for (int p = rowStart[r]; p < rowStart[r + 1]; p++) {
                    left += columnCount[columnOfEntry[p]] >= 0 ? 1 : 0;
                }
                rowCount[r] = left;
            }
        }
        int[] queue = Arrays.copyOf(
                IntStream.range(0, row.length).filter(r -> rowCount[r] == 1).toArray(), row.length);
        int tail = (int) IntStream.of(rowCount).filter(count -> count == 1).count();
        for (int head = 0; head < tail; head++) {
            int r = queue[head];
            if (rowCount[r] != 1) {
                continue;
            }
            int p = rowStart[r];
            while (columnCount[columnOfEntry[p]] < 0) {
                p++;
            }
            int c = columnOfEntry[p];
            take(c, r);
            for (int k = 0; k < columns.entries(c); k++) {
                int other = columns.row(c, k);
                if (rowCount[other] > 0 && --rowCount[other] == 1) {
                    queue[tail++] = other;
                }
            }
        }
    }

    private void take(int c, int r) {
        column[singletons] = c;
        row[singletons++] = r;
        columnCount[c] = -1;
        rowCount[r] = -1;
    }

    private void nucleus() {
        Integer[] left = IntStream.range(0, column.length)
                .filter(c -> columnCount[c] >= 0)
                .boxed()
                .toArray(Integer[]::new);
        Arrays.sort(left, Comparator.comparingInt(c -> columnCount[c]));
        for (int k = 0; k < left.length; k++) {
            column[singletons + k] = left[k];
        }
        nucleusRows =
                IntStream.range(0, row.length).filter(r -> rowCount[r] >= 0).toArray();
    }

    /** How many columns come before the nucleus. */
    int singletons() {
        return singletons;
    }

    /** The column of pivot k. */
    int column(int k) {
        return column[k];
    }

    /** The row of pivot k, which is not one of the nucleus. */
    int row(int k) {
        return row[k];
    }

    /** The rows that are left to the nucleus. Not to be changed. */
    int[] nucleusRows() {
        return nucleusRows;
    }

    /** Number of entries of a row of the nucleus. */
    int entries(int r) {
        return rowCount[r];
    }
}
