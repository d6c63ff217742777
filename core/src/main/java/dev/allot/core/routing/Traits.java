package dev.allot.core.routing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an instance that a decision can depend on. Instances of equal traits are interchangeable and share one decision
 * variable.
 *
 * @param features its features
 * @param group the group that quotas speak of, if any
 * @param costs cost of a label by source name, where it differs from the source's own; finite, not negative
 * @param risk what goes wrong if a source of limited risk labels it; finite, not negative
 * @param pin the only source that may label it, if any
 */
public record Traits(
        FeatureVector features,
        @Nullable String group,
        Map<String, Double> costs,
        double risk,
        @Nullable String pin) {
    public Traits {
        costs = Map.copyOf(costs);
        costs.forEach((source, cost) -> {
            if (!(cost >= 0 && Double.isFinite(cost))) {
                throw new IllegalArgumentException(
                        "the cost of source '" + source + "' is " + cost + "; costs are finite and not negative");
            }
        });
        if (!(risk >= 0 && Double.isFinite(risk))) {
            throw new IllegalArgumentException("the risk is " + risk + "; risks are finite and not negative");
        }
    }

    /** What a label by {@code source} costs. */
    public double cost(Source source) {
        return costs.getOrDefault(source.name(), source.cost());
    }

    /** Whether {@code source} may label instances of these traits. */
    public boolean allows(Source source) {
        return pin == null || pin.equals(source.name());
    }
}
