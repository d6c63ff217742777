package dev.allot.core.model;

/**
 * Rounds the coefficients of a row to a common power-of-two step, so coarse that every sum of them over integer variables within their
 * bounds is a double without rounding: sums are then exact and free of order, and adding and taking away a term is the identity. The step
 * is 2<sup>-52</sup> of the largest magnitude the row can take, so coefficients change in their last bits at most.
 */
final class DyadicGrid {
    private static final int MANTISSA_BITS = 52;

    private DyadicGrid() {}

    /**
     * Rounds to the grid of a row.
     *
     * @param value the coefficient
     * @param magnitude largest sum of absolute terms that the row can take
     */
    static double round(double value, double magnitude) {
        if (magnitude == 0 || value == Math.rint(value) && magnitude < 0x1p52) {
            return value;
        }
        int step = Math.getExponent(magnitude) + 1 - MANTISSA_BITS;
        return Math.scalb(Math.rint(Math.scalb(value, -step)), step);
    }
}
