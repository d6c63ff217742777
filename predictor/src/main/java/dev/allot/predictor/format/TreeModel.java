package dev.allot.predictor.format;

import dev.allot.core.surrogate.TreeEnsemble;
import java.util.List;
import java.util.Map;

/**
 * What a file of boosted trees holds.
 *
 * @param features names of the features in order; empty if the file has none
 * @param trees the ensemble
 * @param attributes what else the file says: texts by name, which XGBoost keeps and does not look at
 */
public record TreeModel(List<String> features, TreeEnsemble trees, Map<String, String> attributes) {
    /** Copies names and attributes. */
    public TreeModel {
        features = List.copyOf(features);
        attributes = Map.copyOf(attributes);
    }
}
