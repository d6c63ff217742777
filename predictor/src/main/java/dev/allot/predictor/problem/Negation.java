package dev.allot.predictor.problem;

import dev.allot.core.model.Sense;
import dev.allot.core.surrogate.Scaling;
import dev.allot.core.surrogate.Surrogate;

/**
 * Minus f, exactly: negating every coefficient negates every rounded sum of them. What is to be minimised is maximised so, and turned back
 * to be written.
 */
final class Negation {
    private static final Scaling MINUS = Scaling.ofValues(-1);

    private Negation() {}

    /** The surrogate itself, or minus it if it is to be minimised. */
    static Surrogate unless(Sense maximised, Surrogate surrogate) {
        return maximised == Sense.MAXIMISE ? surrogate : MINUS.of(surrogate);
    }

    /** Whether minus it is of a kind that there is: not of a lower confidence bound, nor of a sum with one. */
    static boolean isPossibleOf(Surrogate surrogate) {
        return MINUS.isPossibleOf(surrogate);
    }
}
