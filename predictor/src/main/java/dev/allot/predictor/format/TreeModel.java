package dev.allot.predictor.format;

import dev.allot.core.surrogate.TreeEnsemble;
import java.util.List;

/**
 * What a file of boosted trees holds.
 *
 * @param features names of the features in order; empty if the file has none
 * @param trees the ensemble
 */
public record TreeModel(List<String> features, TreeEnsemble trees) {
    /** Copies the names. */
    public TreeModel {
        features = List.copyOf(features);
    }
}
