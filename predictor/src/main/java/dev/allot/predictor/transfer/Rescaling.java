package dev.allot.predictor.transfer;

import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.Scaling;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.predictor.Origin;
import dev.allot.predictor.Predictor;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A learned function for sets of another size. What makes a mix good is what share of the set has which label; a predictor of counts that
 * was learned on n instances is asked about a set of m by multiplying counts by n / m. Solvers see a surrogate of the kind they
 * know ({@link Scaling}).
 */
public final class Rescaling {
    private final double factor;
    private final Scaling scaling;

    /**
     * A rescaling.
     *
     * @param factor what aggregates are multiplied by, positive and finite
     */
    public Rescaling(double factor) {
        scaling = Scaling.ofArguments(factor);
        this.factor = factor;
    }

    /** For a set of {@code size} instances, of what was learned on a set of {@code learnedOn}. */
    public static Rescaling forSetOf(int size, int learnedOn) {
        return new Rescaling((double) learnedOn / size);
    }

    /**
     * The predictor of the other set, with what is known of it but the size of the set that it was learned on, which is none any more.
     *
     * @throws IllegalArgumentException if its surrogate is of none of core's kinds
     */
    public Predictor of(Predictor learned) {
        Optional<Origin> moved = learned.origin()
                .map(origin -> new Origin(
                        OptionalInt.empty(),
                        origin.ranges().stream()
                                .map(r -> new Interval(r.lower() / factor, r.upper() / factor))
                                .toList()));
        return new Predictor(
                learned.family(),
                learned.features(),
                of(learned.surrogate()),
                moved,
                learned.posterior().map(posterior -> posterior.rescaled(factor)),
                learned.shares());
    }

    /**
     * The function g(z) = f(factor z), up to rounding of coefficients; a tree's thresholds are rounded to single precision.
     *
     * @throws IllegalArgumentException if {@code f} is of none of core's kinds
     */
    public Surrogate of(Surrogate f) {
        return scaling.of(f);
    }
}
