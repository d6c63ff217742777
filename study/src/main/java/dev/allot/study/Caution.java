package dev.allot.study;

import org.jspecify.annotations.Nullable;

/**
 * How far routings are chosen by what is known rather than by what is expected.
 *
 * @param kappa deviations taken off expected scores, at least 0: with more than 0 routings have the greatest lower confidence bound
 * @param trust routings are kept to aggregates that the evaluated mixes reached, their range widened by this factor, above 0; null for no
 *     such limit
 */
public record Caution(double kappa, @Nullable Double trust) {
    /** Routings by expected scores alone. */
    public static final Caution NONE = new Caution(0, null);

    /** Checks the ranges. */
    public Caution {
        if (!(kappa >= 0 && kappa < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("kappa is " + kappa + "; it must be finite and not negative");
        }
        if (trust != null && !(trust > 0 && trust < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the trust region's factor is " + trust + "; it must be above 0");
        }
    }
}
