package dev.allot.core.surrogate;

/** Adds up the ranges of terms and widens the result by what rounding can have lost, so that the interval truly encloses. */
final class EnclosureSum {
    /** Well above the relative error of summing a few million doubles term by term, far below anything that matters. */
    private static final double ROUNDING = 0x1p-40;

    private double lower;
    private double upper;
    private double magnitude;

    EnclosureSum(double constant) {
        lower = constant;
        upper = constant;
        magnitude = Math.abs(constant);
    }

    /** Adds a term that ranges between two values, in whichever order they come. */
    void add(double a, double b) {
        lower += Math.min(a, b);
        upper += Math.max(a, b);
        magnitude += Math.max(Math.abs(a), Math.abs(b));
    }

    Interval interval() {
        double slack = ROUNDING * magnitude;
        return new Interval(lower - slack, upper + slack);
    }
}
