package dev.allot.core.model;

/**
 * What is wanted of an objective. A {@link Problem} is always to be maximised; what is to be minimised becomes one by negating it, and its
 * numbers are negated again for people.
 */
public enum Sense {
    /** The greater the better. */
    MAXIMISE(1),
    /** The less the better. */
    MINIMISE(-1);

    private final int sign;

    Sense(int sign) {
        this.sign = sign;
    }

    /** An objective or a bound of the maximised problem in the terms of the stated one, or the other way round. */
    public double restore(double value) {
        // Adding zero: minus zero is none.
        return sign * value + 0.0;
    }
}
