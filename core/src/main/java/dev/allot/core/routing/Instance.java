package dev.allot.core.routing;

import java.util.Map;

/**
 * One thing to be labelled.
 *
 * @param id unique in its set
 * @param traits what a decision about it can depend on
 */
public record Instance(String id, Traits traits) {
    public Instance {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an instance needs an id");
        }
    }

    /** An instance of features alone: no group, no costs of its own, no risk, no pin. */
    public static Instance of(String id, FeatureVector features) {
        return new Instance(id, new Traits(features, null, Map.of(), 0, null));
    }
}
