package dev.allot.core.surrogate;

/**
 * A closed interval of reals.
 *
 * @param lower the lower end, at most {@code upper}
 * @param upper the upper end
 */
public record Interval(double lower, double upper) {
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException("an interval needs lower <= upper, not [" + lower + ", " + upper + "]");
        }
    }

    /** Whether {@code value} lies in this interval, ends included. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
