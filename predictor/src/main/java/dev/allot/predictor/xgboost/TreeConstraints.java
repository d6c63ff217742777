package dev.allot.predictor.xgboost;

import dev.allot.predictor.TrainingTable;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known beforehand of the function that trees are to learn, and is kept at every mix, not only where rows are: XGBoost's
 * {@code monotone_constraints} and {@code interaction_constraints}.
 *
 * @param increasing names of features that more of never lowers the score
 * @param decreasing names of features that more of never raises the score; none that is among {@code increasing}
 * @param interactions which features a tree may combine
 */
public record TreeConstraints(Set<String> increasing, Set<String> decreasing, Interactions interactions) {
    /** None. */
    public static final TreeConstraints NONE = new TreeConstraints(Set.of(), Set.of(), Interactions.ANY);

    /** Which features a tree may combine. */
    public enum Interactions {
        /** Any. */
        ANY,
        /** None: every path asks of one feature only, and the ensemble is a sum of functions of a feature each. */
        NONE
    }

    /**
     * Sorts the names, and checks them.
     *
     * @throws IllegalArgumentException if a feature is to do both
     */
    public TreeConstraints {
        increasing = Collections.unmodifiableSet(new TreeSet<>(increasing));
        decreasing = Collections.unmodifiableSet(new TreeSet<>(decreasing));
        for (String name : increasing) {
            if (decreasing.contains(name)) {
                throw new IllegalArgumentException("feature '" + name + "' cannot be increasing and decreasing");
            }
        }
    }

    /** Whether there are none. */
    public boolean isNone() {
        return equals(NONE);
    }

    /**
     * Checks that a table has the features.
     *
     * @throws IllegalArgumentException if not
     */
    void require(TrainingTable table) {
        for (Set<String> names : List.of(increasing, decreasing)) {
            for (String name : names) {
                if (!table.features().contains(name)) {
                    throw new IllegalArgumentException("there is no feature '" + name + "' to be kept monotone");
                }
            }
        }
    }

    /** XGBoost's parameters for these features, in order; none where nothing is constrained. */
    TreeMap<String, Object> parameters(List<String> features) {
        TreeMap<String, Object> parameters = new TreeMap<>();
        if (!increasing.isEmpty() || !decreasing.isEmpty()) {
            parameters.put(
                    "monotone_constraints",
                    "("
                            + String.join(
                                    ",", features.stream().map(this::direction).toList())
                            + ")");
        }
        if (interactions == Interactions.NONE) {
            StringBuilder groups = new StringBuilder("[");
            for (int i = 0; i < features.size(); i++) {
                groups.append(i == 0 ? "[" : ",[").append(i).append(']');
            }
            parameters.put("interaction_constraints", groups.append(']').toString());
        }
        return parameters;
    }

    private String direction(String feature) {
        return increasing.contains(feature) ? "1" : decreasing.contains(feature) ? "-1" : "0";
    }
}
