package dev.allot.study.page;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Writes the numbers of one quantity with one number of decimals, so that they compare at a glance.
 *
 * @param digits after the dot, 0 to 12
 */
public record Decimals(int digits) {
    private static final int MOST = 12;

    /** What stands for a number that is not there. */
    public static final String MISSING = "–";

    private static final String PER_CENT = "\u00a0%";
    private static final char MINUS = '\u2212';

    /** As many decimals as give the largest of {@code values} so many significant digits; none if all are integers. */
    public static Decimals significant(int figures, DoubleStream values) {
        double[] finite = values.filter(Double::isFinite).map(Math::abs).toArray();
        double largest = DoubleStream.of(finite).max().orElse(0);
        if (largest == 0 || largest >= 1 && DoubleStream.of(finite).allMatch(v -> v == Math.rint(v))) {
            return new Decimals(0);
        }
        int leading = (int) Math.floor(Math.log10(largest));
        return new Decimals(Math.max(0, Math.min(MOST, figures - 1 - leading)));
    }

    /** With a true minus sign, which is as wide as a digit; never a negative zero. */
    public String format(double value) {
        if (!Double.isFinite(value)) {
            return MISSING;
        }
        String text = plain(value);
        return text.charAt(0) == '-' ? MINUS + text.substring(1) : text;
    }

    /** With its sign, except zero. */
    public String signed(double value) {
        String text = format(value);
        return value > 0 && !text.equals(plain(0)) ? "+" + text : text;
    }

    private String plain(double value) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        boolean zero = text.chars().allMatch(c -> c == '-' || c == '0' || c == '.');
        return zero && text.charAt(0) == '-' ? text.substring(1) : text;
    }

    /** A share in per cent, with these decimals. */
    public String percent(double share) {
        String text = format(100 * share);
        return text.equals(MISSING) ? MISSING : text + PER_CENT;
    }

    /** A share in per cent, with up to two decimals, as many as it needs: {@code 25 %}, {@code 33.33 %}. */
    public static String share(double share) {
        String text = String.format(Locale.ROOT, "%.2f", 100 * share);
        return text.replaceAll("\\.?0+$", "") + PER_CENT;
    }
}
