package dev.allot.solvers.arithmetic;

/** Doubles as integers times a power of two, which every double is. */
public final class Dyadic {
    /** Integers up to this in magnitude are doubles without rounding. */
    public static final double EXACT = 0x1p53;

    private static final int MANTISSA_BITS = 52;

    private Dyadic() {}

    /**
     * The greatest e, but at most 0, such that {@code value} is an integer times 2<sup>e</sup>. With the least e of several values they
     * all are; an e of 0 is enough for integers.
     */
    public static int exponent(double value) {
        if (value == Math.rint(value)) {
            return 0;
        }
        long mantissa = Double.doubleToLongBits(value) & (1L << MANTISSA_BITS) - 1;
        int exponent = Math.getExponent(value);
        if (exponent < Double.MIN_EXPONENT) {
            exponent = Double.MIN_EXPONENT;
        } else {
            mantissa |= 1L << MANTISSA_BITS;
        }
        return exponent - MANTISSA_BITS + Long.numberOfTrailingZeros(mantissa);
    }

    /** {@code value} in steps of 2<sup>exponent</sup>, rounded to the nearest. */
    public static double inSteps(double value, int exponent) {
        return Math.rint(Math.scalb(value, -exponent));
    }
}
