package dev.allot.core.surrogate;

/** Checks on the coefficients of surrogates. */
final class Coefficients {
    private Coefficients() {}

    static double finite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the " + what + " is " + value + "; coefficients are finite");
        }
        return value;
    }

    static double[] finite(String what, double[] values) {
        for (int i = 0; i < values.length; i++) {
            finite(what + " " + i, values[i]);
        }
        return values;
    }
}
