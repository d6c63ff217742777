package dev.allot.study.page;

import dev.allot.study.Estimate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of the report, before it is HTML or CSV.
 *
 * @param name file name of its CSV form, without suffix
 * @param columns at least one
 * @param rows each with a cell for each column
 */
public record Table(String name, List<Column> columns, List<Row> rows) {
    /** Copies the lists. */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * A column.
     *
     * @param title for readers
     * @param fields its names in CSV; three for estimates: mean, low, high; two for intervals
     */
    public record Column(String title, List<String> fields, boolean numeric) {
        /** A column of names. */
        public static Column text(String title, String field) {
            return new Column(title, List.of(field), false);
        }

        /** A column of numbers. */
        public static Column number(String title, String field) {
            return new Column(title, List.of(field), true);
        }

        /** A column of intervals. */
        public static Column interval(String title, String field) {
            return new Column(title, List.of(field + "_low", field + "_high"), true);
        }

        /** A column of estimates. */
        public static Column estimate(String title, String field) {
            return new Column(title, List.of(field, field + "_low", field + "_high"), true);
        }
    }

    /** A row, with a CSS class or an empty one. */
    public record Row(String style, List<Cell> cells) {
        /** Copies the cells. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A cell.
     *
     * @param text for readers
     * @param note in small print beneath; may be empty
     * @param values in CSV, in full precision; the first also orders rows
     */
    public record Cell(String text, String note, List<String> values) {
        /** A name, with a note or an empty one. */
        public static Cell text(String text, String note) {
            return new Cell(text, note, List.of(text));
        }

        /** A number; of one that is not finite CSV has nothing. */
        public static Cell number(String text, double value) {
            return new Cell(text, "", List.of(exact(value)));
        }

        /** An interval; of one whose ends are not finite CSV has nothing. */
        public static Cell interval(double low, double high, Decimals decimals) {
            boolean known = Double.isFinite(low) && Double.isFinite(high);
            return new Cell(
                    known ? decimals.format(low) + " to " + decimals.format(high) : Decimals.MISSING,
                    "",
                    List.of(exact(low), exact(high)));
        }

        /** A signed number and beneath it its interval. */
        public static Cell between(double mean, double low, double high, Decimals decimals) {
            return new Cell(
                    decimals.signed(mean),
                    decimals.signed(low) + " to " + decimals.signed(high),
                    List.of(exact(mean), exact(low), exact(high)));
        }

        /** A share, in percent to read. */
        public static Cell share(double share) {
            return number(Decimals.share(share), share);
        }

        /** A mean and beneath it its interval, and how many replications it rests on if not on all. */
        public static Cell estimate(@Nullable Estimate estimate, Decimals decimals, boolean signed, int replications) {
            if (estimate == null || !Double.isFinite(estimate.mean())) {
                return new Cell(Decimals.MISSING, "", Collections.nCopies(3, ""));
            }
            String note = "";
            String low = write(estimate.low(), decimals, signed);
            String high = write(estimate.high(), decimals, signed);
            if (!low.equals(high)) {
                note = low + " to " + high;
            }
            if (estimate.values() < replications) {
                note += (note.isEmpty() ? "" : ", ") + "n\u00a0=\u00a0" + estimate.values();
            }
            return new Cell(
                    write(estimate.mean(), decimals, signed),
                    note,
                    List.of(exact(estimate.mean()), exact(estimate.low()), exact(estimate.high())));
        }

        /** The same without its note. */
        public Cell withoutNote() {
            return new Cell(text, "", values);
        }

        private static String write(double value, Decimals decimals, boolean signed) {
            return signed ? decimals.signed(value) : decimals.format(value);
        }

        private static String exact(double value) {
            return Double.isFinite(value) ? Double.toString(value) : "";
        }
    }
}
