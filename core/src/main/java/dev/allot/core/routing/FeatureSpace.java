package dev.allot.core.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The features that instances are described by, in the order in which a model knows them. Immutable. */
public final class FeatureSpace {
    private final List<String> names;
    private final Map<String, Integer> indices = new HashMap<>();

    private FeatureSpace(List<String> names) {
        this.names = List.copyOf(names);
        for (int i = 0; i < names.size(); i++) {
            if (indices.put(names.get(i), i) != null) {
                throw new IllegalArgumentException("feature '" + names.get(i) + "' is named twice");
            }
        }
    }

    /**
     * Features in this order.
     *
     * @throws IllegalArgumentException if a name occurs twice
     */
    public static FeatureSpace of(List<String> names) {
        return new FeatureSpace(names);
    }

    /** Number of features. */
    public int size() {
        return names.size();
    }

    /** Name of feature {@code i}. */
    public String name(int i) {
        return names.get(i);
    }

    /** All names, in order. */
    public List<String> names() {
        return names;
    }

    /** Index of a feature, or -1 if it is not one of these. */
    public int indexOf(String name) {
        return indices.getOrDefault(name, -1);
    }

    /**
     * The vector that counts 1 for each of the given tags.
     *
     * @throws IllegalArgumentException if a tag is not a feature, or comes twice
     */
    public FeatureVector tags(String... tags) {
        int[] at = new int[tags.length];
        for (int i = 0; i < tags.length; i++) {
            at[i] = indexOf(tags[i]);
            if (at[i] < 0) {
                throw new IllegalArgumentException("unknown tag '" + tags[i] + "'");
            }
        }
        return FeatureVector.ofTags(at);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeatureSpace that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
