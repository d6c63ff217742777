package dev.allot.core.routing;

/**
 * A constraint as people state it: a load for each instance and source, summed over the routing, within limits. The default source counts
 * like any other.
 */
public sealed interface RoutingConstraint {
    /**
     * What one instance of these traits adds when {@code source} labels it.
     */
    double load(Traits traits, Source source);

    /** Least total load; negative infinity if there is no floor. */
    double least();

    /** Greatest total load; infinity if there is no cap. */
    double greatest();

    /** The constraint in words: messages about collisions quote it. */
    String describe();

    /** The name of the source it speaks of, or empty if it speaks of all. */
    default String sourceName() {
        return "";
    }

    /**
     * Total cost at most {@code limit}.
     *
     * @param limit in cost units, not negative
     */
    record Budget(double limit) implements RoutingConstraint {
        public Budget {
            Checks.notNegative("budget", limit);
        }

        @Override
        public double load(Traits traits, Source source) {
            return traits.cost(source);
        }

        @Override
        public double least() {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public double greatest() {
            return limit;
        }

        @Override
        public String describe() {
            return "a budget of " + Checks.plain(limit);
        }
    }

    /**
     * Between {@code least} and {@code greatest} instances labelled by a source: a floor, a cap, or its capacity.
     */
    record SourceCount(String sourceName, double least, double greatest) implements RoutingConstraint {
        public SourceCount {
            Checks.range(least, greatest);
        }

        @Override
        public double load(Traits traits, Source source) {
            return source.name().equals(sourceName) ? 1 : 0;
        }

        @Override
        public String describe() {
            return Checks.between(least, greatest) + " instances by '" + sourceName + "'";
        }
    }

    /** Between {@code least} and {@code greatest} instances of a group labelled by a source: fairness floors, community quotas. */
    record GroupCount(String group, String sourceName, double least, double greatest) implements RoutingConstraint {
        public GroupCount {
            Checks.range(least, greatest);
        }

        @Override
        public double load(Traits traits, Source source) {
            return source.name().equals(sourceName) && group.equals(traits.group()) ? 1 : 0;
        }

        @Override
        public String describe() {
            return Checks.between(least, greatest) + " instances of group '" + group + "' by '" + sourceName + "'";
        }
    }

    /**
     * Between {@code least} and {@code greatest} of a feature, summed over the instances that a source labels: a range for one of the
     * aggregates that predictors see.
     *
     * @param feature its name
     * @param index its place in the feature space
     */
    record FeatureTotal(String feature, int index, String sourceName, double least, double greatest)
            implements RoutingConstraint {
        public FeatureTotal {
            if (!(least <= greatest) || least == Double.POSITIVE_INFINITY || greatest == Double.NEGATIVE_INFINITY) {
                throw new IllegalArgumentException("the range " + Checks.plain(least) + " to " + Checks.plain(greatest)
                        + " of feature '" + feature + "' is empty; the floor must not exceed the cap");
            }
        }

        @Override
        public double load(Traits traits, Source source) {
            return source.name().equals(sourceName) ? traits.features().valueOf(index) : 0;
        }

        @Override
        public String describe() {
            return Checks.within(least, greatest) + " of feature '" + feature + "' by '" + sourceName + "'";
        }
    }

    /** Total cost of one source's labels at most {@code greatest}: its capacity in cost units. */
    record Spending(String sourceName, double greatest) implements RoutingConstraint {
        public Spending {
            Checks.notNegative("spending limit", greatest);
        }

        @Override
        public double load(Traits traits, Source source) {
            return source.name().equals(sourceName) ? traits.cost(source) : 0;
        }

        @Override
        public double least() {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public String describe() {
            return "spending at most " + Checks.plain(greatest) + " on '" + sourceName + "'";
        }
    }

    /** Summed risk of what one source labels at most {@code greatest}. */
    record RiskCeiling(String sourceName, double greatest) implements RoutingConstraint {
        public RiskCeiling {
            Checks.notNegative("risk ceiling", greatest);
        }

        @Override
        public double load(Traits traits, Source source) {
            return source.name().equals(sourceName) ? traits.risk() : 0;
        }

        @Override
        public double least() {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public String describe() {
            return "a summed risk of at most " + Checks.plain(greatest) + " for '" + sourceName + "'";
        }
    }
}
