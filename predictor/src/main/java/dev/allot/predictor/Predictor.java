package dev.allot.predictor;

import dev.allot.core.surrogate.Surrogate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A trained performance predictor: a surrogate, the names of the aggregates it takes, and what is known of where it comes from and how far to
 * trust it.
 *
 * @param family id of the family it was trained in, such as {@code boosted-trees}
 * @param features names of the surrogate's aggregates in order, distinct; empty if the model file has none
 * @param surrogate the learned function
 * @param origin what it was learned on, if that is known
 * @param posterior what is known of scores and how well, if the family says so; its mean is the surrogate
 * @param shares what it is combined of, if its family combines others; else empty
 */
public record Predictor(
        String family,
        List<String> features,
        Surrogate surrogate,
        Optional<Origin> origin,
        Optional<ConcavePosterior> posterior,
        List<Share> shares) {
    /**
     * Checks names and widths.
     *
     * @throws IllegalArgumentException if there are names, but not one distinct name for each of the surrogate's dimensions, or the origin has
     *     another number of features
     */
    public Predictor {
        features = List.copyOf(features);
        shares = List.copyOf(shares);
        if (!features.isEmpty() && features.size() != surrogate.dimension()) {
            throw new IllegalArgumentException("there are " + features.size() + " feature names for a model of "
                    + surrogate.dimension() + " features");
        }
        if (new HashSet<>(features).size() != features.size()) {
            throw new IllegalArgumentException("the feature names are not distinct");
        }
        origin.ifPresent(known -> {
            if (known.ranges().size() != surrogate.dimension()) {
                throw new IllegalArgumentException("there are ranges of "
                        + known.ranges().size() + " features for a model of " + surrogate.dimension());
            }
        });
    }

    /** A predictor of which nothing else is known. */
    public Predictor(String family, List<String> features, Surrogate surrogate) {
        this(family, features, surrogate, Optional.empty(), Optional.empty(), List.of());
    }

    /** Whether this predictor knows the names of its features. */
    public boolean hasFeatureNames() {
        return !features.isEmpty();
    }

    /** The same predictor with these names in place of its own. */
    public Predictor withFeatures(List<String> names) {
        return new Predictor(family, names, surrogate, origin, posterior, shares);
    }

    /** The same predictor with what it was learned on. */
    public Predictor withOrigin(Origin known) {
        return new Predictor(family, features, surrogate, Optional.of(known), posterior, shares);
    }

    /** The same predictor with what is known of scores. */
    Predictor withPosterior(ConcavePosterior known) {
        return new Predictor(family, features, surrogate, origin, Optional.of(known), shares);
    }

    /** The same predictor with what it is combined of. */
    public Predictor withShares(List<Share> known) {
        return new Predictor(family, features, surrogate, origin, posterior, known);
    }

    /** Predicted score of one mix, in the predictor's own arithmetic. */
    public double predict(double[] aggregates) {
        return surrogate.predictorValue(aggregates);
    }
}
