package dev.allot.datasets.format;

import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.datasets.hyper.HyperFeatures;
import dev.allot.datasets.hyper.PercentileRanks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Collects the tags of a set's instances, column by column; tags that no instance has do not become features. */
final class TagSpace {
    private final int instances;
    /** The instances that have each tag. */
    private final Map<String, List<Integer>> byTag = new LinkedHashMap<>();

    TagSpace(int instances) {
        this.instances = instances;
    }

    /** Gives a tag to an instance. */
    void add(int instance, String tag) {
        byTag.computeIfAbsent(tag, t -> new ArrayList<>()).add(instance);
    }

    /** Gives every instance the tag of the bin that its value is in; by percentile rank in this set if {@code ranked}. */
    void addBins(String measure, double[] values, boolean ranked) {
        double[] binned = ranked ? PercentileRanks.of(values) : values;
        for (int b = 0; b < HyperFeatures.EDGES.size() - 1; b++) {
            for (int i = 0; i < instances; i++) {
                if (HyperFeatures.binOf(binned[i]) == b) {
                    add(i, HyperFeatures.bin(measure, b));
                }
            }
        }
    }

    /** The features: the tags, in the order in which they first came. */
    FeatureSpace features() {
        return FeatureSpace.of(List.copyOf(byTag.keySet()));
    }

    /** The vector of each instance. */
    List<FeatureVector> vectors() {
        List<List<Integer>> tags = IntStream.range(0, instances)
                .<List<Integer>>mapToObj(i -> new ArrayList<>())
                .toList();
        int index = 0;
        for (List<Integer> having : byTag.values()) {
            for (int i : having) {
                tags.get(i).add(index);
            }
            index++;
        }
        return tags.stream()
                .map(list -> FeatureVector.ofTags(
                        list.stream().mapToInt(Integer::intValue).toArray()))
                .toList();
    }
}
