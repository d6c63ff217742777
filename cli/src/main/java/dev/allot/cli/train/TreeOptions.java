package dev.allot.cli.train;

import dev.allot.core.io.InvalidInputException;
import dev.allot.predictor.xgboost.TreeConstraints;
import dev.allot.predictor.xgboost.TreeConstraints.Interactions;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What trees must keep. */
final class TreeOptions {
    private static final String INCREASING = "--increasing";
    private static final String DECREASING = "--decreasing";
    private static final String ADDITIVE = "--additive";

    @Option(
            names = INCREASING,
            paramLabel = "F",
            split = ",",
            description = "Features that more of never lowers the predicted score, for boosted-trees and bagged-trees.")
    private Set<String> increasing = new LinkedHashSet<>();

    @Option(
            names = DECREASING,
            paramLabel = "F",
            split = ",",
            description = "Features that more of never raises the predicted score, for the same.")
    private Set<String> decreasing = new LinkedHashSet<>();

    @Option(
            names = ADDITIVE,
            description =
                    "Trees combine no features: the score is a sum of functions of one feature each, for the same.")
    private boolean additive;

    TreeConstraints constraints() {
        for (String name : increasing) {
            if (decreasing.contains(name)) {
                throw new InvalidInputException(DECREASING + ": the feature '" + name + "' is named by " + INCREASING
                        + ", too; it can be one of both");
            }
        }
        return new TreeConstraints(increasing, decreasing, additive ? Interactions.NONE : Interactions.ANY);
    }

    /** The first option that was given. */
    String first() {
        if (!increasing.isEmpty()) {
            return INCREASING;
        }
        return decreasing.isEmpty() ? ADDITIVE : DECREASING;
    }

    /** Refuses names that are no features of the table. */
    void requireFeatures(List<String> features, Path table) {
        require(INCREASING, increasing, features, table);
        require(DECREASING, decreasing, features, table);
    }

    private static void require(String option, Set<String> names, List<String> features, Path table) {
        for (String name : names) {
            if (!features.contains(name)) {
                throw new InvalidInputException(option + ": there is no feature '" + name + "' in " + table
                        + "; there are " + String.join(", ", features));
            }
        }
    }
}
