package dev.allot.predictor;

import dev.allot.core.surrogate.Surrogate;
import java.util.HashSet;
import java.util.List;

/**
 * A trained performance predictor: a surrogate and the names of the aggregates it takes.
 *
 * @param family id of the family it was trained in, such as {@code boosted-trees}
 * @param features names of the surrogate's aggregates in order, distinct; empty if the model file has none
 * @param surrogate the learned function
 */
public record Predictor(String family, List<String> features, Surrogate surrogate) {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if there are names, but not one distinct name for each of the surrogate's dimensions
     */
    public Predictor {
        features = List.copyOf(features);
        if (!features.isEmpty() && features.size() != surrogate.dimension()) {
            throw new IllegalArgumentException("there are " + features.size() + " feature names for a model of "
                    + surrogate.dimension() + " features");
        }
        if (new HashSet<>(features).size() != features.size()) {
            throw new IllegalArgumentException("the feature names are not distinct");
        }
    }

    /** Whether this predictor knows the names of its features. */
    public boolean hasFeatureNames() {
        return !features.isEmpty();
    }

    /** The same predictor with these names in place of its own. */
    public Predictor withFeatures(List<String> names) {
        return new Predictor(family, names, surrogate);
    }

    /** Predicted score of one mix, in the predictor's own arithmetic. */
    public double predict(double[] aggregates) {
        return surrogate.predictorValue(aggregates);
    }
}
