package dev.allot.solvers.branching;

import dev.allot.core.model.SparseMatrix;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The prices of all columns of a matrix, {@code A' g}. Rows are cut into bands; where many columns look alike within a band, as those of tagged
 * instances do, each such <b>pattern</b> is priced once and looked up for each column. Immutable.
 */
final class ColumnPrices {
    private static final int MOST_BANDS = 16;
    /** So many columns tell how many bands are best. */
    private static final int SAMPLE = 20_000;

    private final SparseMatrix columns;
    private final int count;
    private final int bands;
    /** Entries of pattern k are {@code start[k]..start[k + 1] - 1}. */
    private final int[] start;

    private final int[] row;
    private final double[] value;
    /** By band, then by column. */
    private final int[] pattern;

    ColumnPrices(SparseMatrix columns) {
        this.columns = columns;
        count = columns.columns();
        bands = bestBands();
        Patterns patterns = new Patterns(bands, count);
        pattern = patterns.ofColumn;
        start = Arrays.copyOf(patterns.start, patterns.size + 1);
        row = Arrays.copyOf(patterns.row, start[patterns.size]);
        value = Arrays.copyOf(patterns.value, start[patterns.size]);
    }

    private int bestBands() {
        int sample = Math.min(count, SAMPLE);
        int best = 1;
        long least = Long.MAX_VALUE;
        for (int b = 1; b <= Math.min(MOST_BANDS, columns.rows()); b++) {
            Patterns patterns = new Patterns(b, sample);
            long work = patterns.start[patterns.size] + (long) b * sample;
            if (work < least) {
                least = work;
                best = b;
            }
        }
        return best;
    }

    /** The different parts of the first columns within each band. */
    private final class Patterns {
        final int[] ofColumn;
        int[] start = new int[64];
        int[] row = new int[256];
        double[] value = new double[256];
        int size;

        Patterns(int bands, int sample) {
            ofColumn = new int[bands * sample];
            Map<Part, Integer> known = new HashMap<>();
            for (int b = 0; b < bands; b++) {
                known.clear();
                int end = (int) ((b + 1L) * columns.rows() / bands);
                int first = (int) ((long) b * columns.rows() / bands);
                for (int j = 0; j < sample; j++) {
                    Part part = new Part(columns, lowerEntry(j, first), lowerEntry(j, end));
                    Integer index = known.get(part);
                    if (index == null) {
                        index = add(part);
                        known.put(part, index);
                    }
                    ofColumn[b * sample + j] = index;
                }
            }
        }

        /** The first entry of a column at or beyond a row. */
        private int lowerEntry(int j, int firstRow) {
            int p = columns.start(j);
            while (p < columns.start(j + 1) && columns.row(p) < firstRow) {
                p++;
            }
            return p;
        }

        private int add(Part part) {
            int end = start[size] + part.to - part.from;
            if (size + 2 > start.length) {
                start = Arrays.copyOf(start, 2 * start.length);
            }
            if (end > row.length) {
                row = Arrays.copyOf(row, Math.max(end, 2 * row.length));
                value = Arrays.copyOf(value, row.length);
            }
            for (int p = part.from, at = start[size]; p < part.to; p++, at++) {
                row[at] = columns.row(p);
                value[at] = columns.value(p);
            }
            start[size + 1] = end;
            return size++;
        }
    }

    /** Some entries of one column. */
    private record Part(SparseMatrix columns, int from, int to) {
        @Override
        public boolean equals(Object other) {
            if (!(other instanceof Part that) || that.to - that.from != to - from) {
                return false;
            }
            for (int p = from, q = that.from; p < to; p++, q++) {
                if (columns.row(p) != columns.row(q) || columns.value(p) != columns.value(q)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            int hash = 1;
            for (int p = from; p < to; p++) {
                hash = 31 * (31 * hash + columns.row(p)) + Double.hashCode(columns.value(p));
            }
            return hash;
        }
    }

    /** Number of patterns. */
    int patterns() {
        return start.length - 1;
    }

    /**
     * Adds the price of each column.
     *
     * @param to one for each column
     * @param prices one for each row
     * @param patternPrice scratch space, of {@link #patterns} numbers
     */
    void addTo(double[] to, double[] prices, double[] patternPrice) {
        for (int k = 0; k < patternPrice.length; k++) {
            double sum = 0;
            for (int p = start[k], end = start[k + 1]; p < end; p++) {
                sum += prices[row[p]] * value[p];
            }
            patternPrice[k] = sum;
        }
        int b = 0;
        for (; b < bands - 1; b += 2) {
            int first = b * count;
            int second = first + count;
            for (int j = 0; j < count; j++) {
                to[j] += patternPrice[pattern[first + j]] + patternPrice[pattern[second + j]];
            }
        }
        for (; b < bands; b++) {
            int first = b * count;
            for (int j = 0; j < count; j++) {
                to[j] += patternPrice[pattern[first + j]];
            }
        }
    }
}
