package dev.allot.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text in aligned columns: the first column to the left, all others to the right. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int columns;

    /** A table with these column heads. */
    public TextTable(String... heads) {
        columns = heads.length;
        rows.add(heads.clone());
    }

    /** Adds a row of as many cells as there are columns. */
    public void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        rows.add(cells.clone());
    }

    /** Adds an empty line. */
    public void gap() {
        rows.add(new String[0]);
    }

    /** The lines, without trailing blanks. */
    public List<String> lines() {
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int c = 0; c < row.length; c++) {
                widths[c] = Math.max(widths[c], row[c].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.length; c++) {
                String padding = " ".repeat(widths[c] - row[c].length());
                line.append(c == 0 ? row[c] + padding : GAP + padding + row[c]);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** A score with four decimals, or a dash if it is not finite. */
    public static String score(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "-";
    }

    /** Any number: whole ones without decimals, others with four; a dash if it is not finite. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : score(value);
    }

    /** A share in per cent with so many decimals; a dash if it is not finite. */
    public static String percent(double share, int digits) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%." + digits + "f%%", 100 * share) : "-";
    }

    /** A share that was given, in per cent with up to four decimals, as many as it needs: 25%, 12.5%. */
    public static String share(double share) {
        return String.format(Locale.ROOT, "%.4f", 100 * share).replaceAll("\\.?0+$", "") + "%";
    }

    /** A cost: whole numbers without decimals, others with two. */
    public static String cost(double value) {
        return String.format(Locale.ROOT, Math.abs(value - Math.rint(value)) < 0.005 ? "%.0f" : "%.2f", value);
    }
}
