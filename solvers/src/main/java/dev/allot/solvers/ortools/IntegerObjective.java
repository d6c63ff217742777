package dev.allot.solvers.ortools;

/**
 * An objective in integers, to be maximised, and the way back to the objective's own units.
 *
 * @param variables the variables of the sum
 * @param coefficients theirs, in steps
 * @param offset constant part, in steps
 * @param exponent a step is 2<sup>exponent</sup>
 * @param slack the objective, as core computes it in doubles, is at most the integer value in its own units plus this; 0 if the two are
 *     equal
 */
record IntegerObjective(int[] variables, long[] coefficients, long offset, int exponent, double slack) {
    /** Reported bounds are doubles that went through a few roundings; 2^-48 of their magnitude covers them with a wide margin. */
    private static final double REPORT_ROUNDING = 0x1p-48;

    /** Beyond this a reported bound is the solver's infinity. */
    private static final double GREATEST_BOUND = 0x1p61;

    /**
     * What no point whose integer sum is at most {@code sum} exceeds in the objective's own units.
     *
     * @param sum value of the integer sum without the offset
     */
    double atMost(long sum) {
        double value = Math.scalb((double) (sum + offset), exponent);
        return slack == 0 ? value : Math.nextUp(Math.nextUp(value) + slack);
    }

    /** As {@link #atMost(long)}, from a bound on the integer sum as the solver reports it; positive infinity if it says nothing. */
    double atMost(double reported) {
        double widened = Math.floor(reported + Math.abs(reported) * REPORT_ROUNDING + 0.01);
        return Math.abs(widened) < GREATEST_BOUND ? atMost((long) widened) : Double.POSITIVE_INFINITY;
    }

    /** How many whole steps a gap between bound and objective leaves to the integer sum. */
    double steps(double gap) {
        return Math.floor(Math.scalb(Math.max(0, gap - slack), -exponent));
    }

    /** Whether the objective as core computes it is the integer one. */
    boolean isExact() {
        return slack == 0;
    }
}
