package dev.allot.datasets;

import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.Instance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A set of response pairs to be labelled. Immutable.
 *
 * @param name what reports call it
 * @param features the features of its instances
 * @param differenceNames names of the entries of each pair's feature difference; empty if the set has none
 * @param pairs the pairs, ids distinct
 */
public record PreferenceSet(
        String name, FeatureSpace features, List<String> differenceNames, List<PreferencePair> pairs) {
    public PreferenceSet {
        differenceNames = List.copyOf(differenceNames);
        pairs = List.copyOf(pairs);
        Set<String> ids = new HashSet<>();
        for (PreferencePair pair : pairs) {
            String id = pair.instance().id();
            if (!ids.add(id)) {
                throw new IllegalArgumentException("the id '" + id + "' comes twice");
            }
            if (pair.difference().length != differenceNames.size()) {
                throw new IllegalArgumentException("pair '" + id + "' has " + pair.difference().length
                        + " feature differences, the set has " + differenceNames.size());
            }
        }
    }

    /** Number of pairs. */
    public int size() {
        return pairs.size();
    }

    /** The instances, in the pairs' order. */
    public List<Instance> instances() {
        return pairs.stream().map(PreferencePair::instance).toList();
    }

    /** The sources that labelled at least one pair, by name. */
    public Set<String> sourceNames() {
        Set<String> names = new TreeSet<>();
        pairs.forEach(pair -> names.addAll(pair.labels().keySet()));
        return names;
    }
}
