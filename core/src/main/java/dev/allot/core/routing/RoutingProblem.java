package dev.allot.core.routing;

import dev.allot.core.surrogate.Surrogate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which source labels which instance: one source for each, within constraints. Instances are compressed to classes of equal traits while
 * they stream in; of the single instance only its class is kept.
 */
public final class RoutingProblem {
    private final FeatureSpace features;
    private final List<Source> sources;
    private final List<RoutingConstraint> constraints;
    private final List<Traits> classes;
    private final int[] classSizes;
    private final int[] classOfInstance;

    private RoutingProblem(Builder b) {
        features = b.features;
        sources = b.sources;
        constraints = List.copyOf(b.constraints);
        classes = List.copyOf(b.classes);
        classOfInstance = Arrays.copyOf(b.classOfInstance, b.instances);
        classSizes = new int[classes.size()];
        for (int k : classOfInstance) {
            classSizes[k]++;
        }
    }

    /**
     * Starts a problem.
     *
     * @param features the features that instances are described by
     * @param sources who can label; the first is the default source; at least two, names distinct
     */
    public static Builder builder(FeatureSpace features, List<Source> sources) {
        return new Builder(features, sources);
    }

    /** Collects instances and constraints. */
    public static final class Builder {
        private final FeatureSpace features;
        private final List<Source> sources;
        private final Set<String> sourceNames = new HashSet<>();
        private final List<RoutingConstraint> constraints = new ArrayList<>();
        private final Map<Traits, Integer> classIndex = new HashMap<>();
        private final List<Traits> classes = new ArrayList<>();
        private int[] classOfInstance = new int[1024];
        private int instances;

        private Builder(FeatureSpace features, List<Source> sources) {
            this.features = features;
            this.sources = List.copyOf(sources);
            if (sources.size() < 2) {
                throw new IllegalArgumentException("routing needs at least two sources, not " + sources.size());
            }
            for (Source source : sources) {
                if (!sourceNames.add(source.name())) {
                    throw new IllegalArgumentException("source '" + source.name() + "' is named twice");
                }
            }
        }

        /**
         * Adds an instance.
         *
         * @throws IllegalArgumentException if it has a feature outside the feature space, or is pinned to an unknown source
         */
        public Builder instance(Instance instance) {
            Integer known = classIndex.get(instance.traits());
            if (known == null) {
                check(instance);
                known = classes.size();
                classIndex.put(instance.traits(), known);
                classes.add(instance.traits());
            }
            if (instances == classOfInstance.length) {
                classOfInstance = Arrays.copyOf(classOfInstance, 2 * instances);
            }
            classOfInstance[instances++] = known;
            return this;
        }

        private void check(Instance instance) {
            FeatureVector f = instance.traits().features();
            if (f.size() > 0 && f.index(f.size() - 1) >= features.size()) {
                throw new IllegalArgumentException("instance '" + instance.id() + "' has feature "
                        + f.index(f.size() - 1) + " of " + features.size());
            }
            String pin = instance.traits().pin();
            if (pin != null) {
                requireSource(pin, "instance '" + instance.id() + "' is pinned to");
            }
        }

        private void requireSource(String name, String what) {
            if (!sourceNames.contains(name)) {
                throw new IllegalArgumentException(what + " source '" + name + "', which is not one of "
                        + String.join(", ", sources.stream().map(Source::name).toList()));
            }
        }

        /** Adds instances, in order. */
        public Builder instances(Iterable<Instance> all) {
            all.forEach(this::instance);
            return this;
        }

        /**
         * Adds a constraint.
         *
         * @throws IllegalArgumentException if it speaks of an unknown source
         */
        public Builder constraint(RoutingConstraint constraint) {
            if (!constraint.sourceName().isEmpty()) {
                requireSource(constraint.sourceName(), "the constraint '" + constraint.describe() + "' speaks of");
            }
            constraints.add(constraint);
            return this;
        }

        /** Total cost at most {@code limit}. */
        public Builder budget(double limit) {
            return constraint(new RoutingConstraint.Budget(limit));
        }

        /** The problem. */
        public RoutingProblem build() {
            return new RoutingProblem(this);
        }
    }

    /** The same instances and sources under other constraints; shares what it can. */
    public RoutingProblem withConstraints(List<RoutingConstraint> others) {
        Builder b = new Builder(features, sources);
        others.forEach(b::constraint);
        b.classes.addAll(classes);
        b.classOfInstance = classOfInstance;
        b.instances = classOfInstance.length;
        return b.build();
    }

    /** The features. */
    public FeatureSpace features() {
        return features;
    }

    /** The sources, the default source first. */
    public List<Source> sources() {
        return sources;
    }

    /** The constraints. */
    public List<RoutingConstraint> constraints() {
        return constraints;
    }

    /** Number of instances. */
    public int size() {
        return classOfInstance.length;
    }

    /** Number of classes of interchangeable instances. */
    public int classCount() {
        return classSizes.length;
    }

    /** What the instances of a class have in common. */
    public Traits classTraits(int k) {
        return classes.get(k);
    }

    /** Number of instances of a class. */
    public int classSize(int k) {
        return classSizes[k];
    }

    /** Class of an instance, by its place in the input. */
    public int classOf(int instance) {
        return classOfInstance[instance];
    }

    /** Cost of labelling every instance that may be by {@code source}, the others by their pin. */
    public double costOfAll(Source source) {
        double sum = 0;
        for (int k = 0; k < classSizes.length; k++) {
            sum += classSizes[k] * classes.get(k).cost(source);
        }
        return sum;
    }

    /** Cost of labelling all by the source that makes it dearest: what budget shares refer to. */
    public double dearestCost() {
        return sources.stream().mapToDouble(this::costOfAll).max().orElseThrow();
    }

    /** Cost of a routing, recomputed from scratch. */
    public double cost(Routing routing) {
        double sum = 0;
        for (int i = 0; i < classOfInstance.length; i++) {
            sum += classes.get(classOfInstance[i]).cost(sources.get(routing.sourceIndex(i)));
        }
        return sum;
    }

    /**
     * Constraints that cannot be kept together, none of which can be spared; empty if all can, at least if instances could be split between
     * sources. A collision is always proven; one by less than the rounding of the arithmetic may be missed.
     */
    public Optional<Collision> collision() {
        return CollisionFinder.find(this);
    }

    /** Compiles to an optimisation problem that maximises {@code surrogate} over the aggregates that {@link CompiledRouting} describes. */
    public CompiledRouting compile(Surrogate surrogate) {
        return CompiledRouting.of(this, Optional.of(surrogate));
    }

    /** Compiles without an objective: for designs of candidate mixes. */
    public CompiledRouting compile() {
        return CompiledRouting.of(this, Optional.empty());
    }
}
