package dev.allot.datasets.hyper;

import java.util.Map;
import java.util.Set;

/**
 * What HyPER's features are computed from, of one instance.
 *
 * @param id unique
 * @param measures the textual measures in the order of {@link HyperFeatures#MEASURES}; NaN if missing
 * @param lists values of the lists {@link HyperFeatures#SUBJECT} and {@link HyperFeatures#LANGUAGES}, by column
 * @param levels level of each scale, by column; a missing or unknown one is not there or matches none
 * @param existing which of {@link HyperFeatures#OPEN_SETS} are not empty
 */
public record HyperRow(
        String id,
        double[] measures,
        Map<String, Set<String>> lists,
        Map<String, String> levels,
        Set<String> existing) {
    public HyperRow {
        if (measures.length != HyperFeatures.MEASURES.size()) {
            throw new IllegalArgumentException(
                    measures.length + " measures; there are " + HyperFeatures.MEASURES.size());
        }
        lists = Map.copyOf(lists);
        levels = Map.copyOf(levels);
        existing = Set.copyOf(existing);
    }

    /** A measure by its place in {@link HyperFeatures#MEASURES}. */
    double measure(int m) {
        return measures[m];
    }
}
