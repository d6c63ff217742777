package dev.allot.core.routing;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import dev.allot.core.surrogate.Surrogate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A routing problem as an optimisation problem, and the way back.
 *
 * <p>Class k and source s, for every source but the first, share the integer variable {@code x = number of the class's instances that s
 * labels}, at index {@code k (S - 1) + s - 1}; the first source labels the rest. Aggregates are, source by source but the first, the
 * sums of its instances' features. With more than two sources each class has a constraint that its parts do not exceed it.
 */
public final class CompiledRouting {
    private final RoutingProblem routing;
    private final Problem problem;

    private CompiledRouting(RoutingProblem routing, Problem problem) {
        this.routing = routing;
        this.problem = problem;
    }

    static CompiledRouting of(RoutingProblem routing, Optional<Surrogate> surrogate) {
        int others = routing.sources().size() - 1;
        int features = routing.features().size();
        ProblemBuilder builder = Problem.builder().aggregates(aggregateNames(routing));
        surrogate.ifPresent(builder::surrogate);
        for (int k = 0; k < routing.classCount(); k++) {
            Traits traits = routing.classTraits(k);
            int size = routing.classSize(k);
            FeatureVector f = traits.features();
            double[] values = new double[f.size()];
            Arrays.setAll(values, f::value);
            for (int s = 1; s <= others; s++) {
                Source source = routing.sources().get(s);
                boolean fixed = traits.pin() != null && traits.allows(source);
                int block = (s - 1) * features;
                int[] rows = new int[f.size()];
                Arrays.setAll(rows, i -> block + f.index(i));
                builder.integer(fixed ? size : 0, traits.allows(source) ? size : 0, 0, rows, values);
            }
        }
        for (RoutingConstraint constraint : routing.constraints()) {
            builder.constraint(linear(routing, constraint));
        }
        if (others > 1) {
            addPartition(routing, builder, others);
        }
        return new CompiledRouting(routing, builder.build());
    }

    /** Names of the aggregates that a routing problem compiles to: the features' names, by source if more than one has a choice. */
    public static List<String> aggregateNames(RoutingProblem routing) {
        List<Source> sources = routing.sources();
        if (sources.size() == 2) {
            return routing.features().names();
        }
        List<String> names = new ArrayList<>();
        for (Source source : sources.subList(1, sources.size())) {
            routing.features().names().forEach(name -> names.add(source.name() + "/" + name));
        }
        return names;
    }

    /** The load over the variables: what a source adds beyond the default source; what all would add by default goes to the limits. */
    private static LinearConstraint linear(RoutingProblem routing, RoutingConstraint constraint) {
        int others = routing.sources().size() - 1;
        Source first = routing.sources().get(0);
        int[] variables = new int[routing.classCount() * others];
        double[] coefficients = new double[variables.length];
        int used = 0;
        double base = 0;
        for (int k = 0; k < routing.classCount(); k++) {
            Traits traits = routing.classTraits(k);
            double byDefault = constraint.load(traits, first);
            base += routing.classSize(k) * byDefault;
            for (int s = 1; s <= others; s++) {
                double extra = constraint.load(traits, routing.sources().get(s)) - byDefault;
                if (extra != 0) {
                    variables[used] = k * others + s - 1;
                    coefficients[used++] = extra;
                }
            }
        }
        return new LinearConstraint(
                constraint.describe(),
                constraint.least() - base,
                constraint.greatest() - base,
                Arrays.copyOf(variables, used),
                Arrays.copyOf(coefficients, used));
    }

    private static void addPartition(RoutingProblem routing, ProblemBuilder builder, int others) {
        double[] ones = new double[others];
        Arrays.fill(ones, 1);
        for (int k = 0; k < routing.classCount(); k++) {
            int[] variables = new int[others];
            int first = k * others;
            Arrays.setAll(variables, i -> first + i);
            builder.constraint(LinearConstraint.atMost("one source each", routing.classSize(k), variables, ones));
        }
    }

    /** The problem that solvers see. */
    public Problem problem() {
        return problem;
    }

    /** The routing problem it was made from. */
    public RoutingProblem routing() {
        return routing;
    }

    /** The routing of a solution. Within a class the first instances of the input get the second source, and so on. */
    public Routing decode(Solution solution) {
        int others = routing.sources().size() - 1;
        int[] next = new int[routing.classCount()];
        int[] left = new int[routing.classCount() * others];
        Arrays.setAll(left, j -> (int) solution.value(j));
        int[] sourceOf = new int[routing.size()];
        for (int i = 0; i < sourceOf.length; i++) {
            int k = routing.classOf(i);
            while (next[k] < others && left[k * others + next[k]] == 0) {
                next[k]++;
            }
            if (next[k] < others) {
                left[k * others + next[k]]--;
                sourceOf[i] = next[k] + 1;
            }
        }
        return Routing.of(routing.sources(), sourceOf);
    }

    /** The variable values of a routing: the inverse of {@link #decode} up to swaps within classes. */
    public double[] encode(Routing mix) {
        int others = routing.sources().size() - 1;
        double[] values = new double[problem.variableCount()];
        for (int i = 0; i < mix.size(); i++) {
            if (mix.sourceIndex(i) > 0) {
                values[routing.classOf(i) * others + mix.sourceIndex(i) - 1]++;
            }
        }
        return values;
    }

    /** The aggregates of a routing: what a predictor sees of it. */
    public double[] aggregates(Routing mix) {
        return problem.aggregatesAt(encode(mix));
    }
}
