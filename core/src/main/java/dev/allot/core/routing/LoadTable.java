package dev.allot.core.routing;

import dev.allot.core.feasibility.ActivityRegion;
import dev.allot.core.model.Problem;
import dev.allot.core.surrogate.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the constraints see of a routing problem: the load of each source's labels, by class of instances that the constraints cannot tell
 * apart, which are far fewer than those of equal traits. A <em>mix</em> gives each source a share of each class; the vertices of the set of
 * mixes, which is a product of simplices, give each class to one source, so that a linear function is minimised class by class.
 *
 * <p>For one thread: scratch space is reused.
 */
final class LoadTable implements ActivityRegion {
    private final List<RoutingConstraint> constraints;
    private final double[] sizes;
    /** By source, then class. */
    private final boolean[][] allowed;

    private final List<Term> terms = new ArrayList<>();
    private final double[] tolerance;
    private final double[] least;
    private final double[] greatest;

    private final double[][] cost;
    private final int[] choice;

    /** The load that each class puts on a constraint if {@code source} labels all of it; only where there is any. */
    private record Term(int constraint, int source, double[] load, double total) {}

    /** The table of a problem, with its pins or without. */
    static LoadTable of(RoutingProblem problem, boolean pins) {
        Map<Traits, Integer> counts = new LinkedHashMap<>();
        Seen seen = new Seen(problem.constraints(), pins);
        for (int k = 0; k < problem.classCount(); k++) {
            counts.merge(seen.of(problem.classTraits(k)), problem.classSize(k), Integer::sum);
        }
        return new LoadTable(problem, counts);
    }

    /** Strips traits of what no constraint looks at. */
    private static final class Seen {
        private static final FeatureVector NONE = FeatureVector.ofTags();

        private final boolean pins;
        private final boolean risks;
        private final boolean costs;
        private final boolean features;
        private final Set<String> groups = new HashSet<>();

        Seen(List<RoutingConstraint> constraints, boolean pins) {
            this.pins = pins;
            risks = constraints.stream().anyMatch(RoutingConstraint.RiskCeiling.class::isInstance);
            costs = constraints.stream()
                    .anyMatch(c -> c instanceof RoutingConstraint.Budget || c instanceof RoutingConstraint.Spending);
            features = constraints.stream().anyMatch(RoutingConstraint.FeatureTotal.class::isInstance);
            for (RoutingConstraint c : constraints) {
                if (c instanceof RoutingConstraint.GroupCount count) {
                    groups.add(count.group());
                }
            }
        }

        Traits of(Traits traits) {
            String group = traits.group();
            return new Traits(
                    features ? traits.features() : NONE,
                    group != null && groups.contains(group) ? group : null,
                    costs ? traits.costs() : Map.of(),
                    risks ? traits.risk() : 0,
                    pins ? traits.pin() : null);
        }
    }

    private LoadTable(RoutingProblem problem, Map<Traits, Integer> counts) {
        constraints = problem.constraints();
        List<Source> sources = problem.sources();
        List<Traits> classes = List.copyOf(counts.keySet());
        sizes = counts.values().stream().mapToDouble(Integer::doubleValue).toArray();
        allowed = new boolean[sources.size()][sizes.length];
        for (int s = 0; s < allowed.length; s++) {
            for (int k = 0; k < sizes.length; k++) {
                allowed[s][k] = classes.get(k).allows(sources.get(s));
            }
        }
        int m = constraints.size();
        tolerance = new double[m];
        least = new double[m];
        greatest = new double[m];
        cost = new double[allowed.length][sizes.length];
        choice = new int[sizes.length];
        for (int i = 0; i < m; i++) {
            double[][] load = new double[allowed.length][];
            for (int s = 0; s < allowed.length; s++) {
                load[s] = load(constraints.get(i), classes, sources.get(s));
                double total = Arrays.stream(load[s]).map(Math::abs).sum();
                if (total > 0) {
                    terms.add(new Term(i, s, load[s], total));
                }
            }
            tolerance[i] = tolerance(constraints.get(i), load, problem.size());
            least[i] = extreme(load, 1);
            greatest[i] = -extreme(load, -1);
        }
    }

    private double[] load(RoutingConstraint constraint, List<Traits> classes, Source source) {
        double[] load = new double[sizes.length];
        for (int k = 0; k < load.length; k++) {
            load[k] = sizes[k] * constraint.load(classes.get(k), source);
        }
        return load;
    }

    /**
     * By how much a side may be exceeded in the compiled problem, and a little more: there a load counts beyond that of the default source,
     * within {@link Problem#FEASIBILITY_TOLERANCE}, with coefficients rounded to 2<sup>-52</sup> of the row's magnitude.
     */
    private static double tolerance(RoutingConstraint constraint, double[][] load, int instances) {
        double base = Arrays.stream(load[0]).sum();
        double magnitude = 0;
        for (int k = 0; k < load[0].length; k++) {
            double most = 0;
            for (double[] ofSource : load) {
                most = Math.max(most, Math.abs(ofSource[k] - load[0][k]));
            }
            magnitude += most;
        }
        double side = 1;
        for (double limit : new double[] {constraint.least(), constraint.greatest()}) {
            side = Double.isInfinite(limit) ? side : Math.max(side, Math.abs(limit - base));
        }
        return 2 * Problem.FEASIBILITY_TOLERANCE * side
                + instances
                        * 0x1p-51
                        * (magnitude + Arrays.stream(load[0]).map(Math::abs).sum());
    }

    private double extreme(double[][] load, int sign) {
        double sum = 0;
        for (int k = 0; k < sizes.length; k++) {
            double best = Double.POSITIVE_INFINITY;
            for (int s = 0; s < load.length; s++) {
                if (allowed[s][k]) {
                    best = Math.min(best, sign * load[s][k]);
                }
            }
            sum += best;
        }
        return sum;
    }

    @Override
    public int constraintCount() {
        return constraints.size();
    }

    @Override
    public Interval range(int constraint) {
        return new Interval(least[constraint], Math.max(least[constraint], greatest[constraint]));
    }

    @Override
    public double lower(int constraint) {
        return constraints.get(constraint).least() - tolerance[constraint];
    }

    @Override
    public double upper(int constraint) {
        return constraints.get(constraint).greatest() + tolerance[constraint];
    }

    /** {@inheritDoc} O(classes x terms). */
    @Override
    public Vertex cheapest(double[] weights) {
        double magnitude = price(weights);
        double value = 0;
        for (int k = 0; k < sizes.length; k++) {
            double best = Double.POSITIVE_INFINITY;
            for (int s = 0; s < cost.length; s++) {
                if (allowed[s][k] && cost[s][k] < best) {
                    best = cost[s][k];
                    choice[k] = s;
                }
            }
            value += best;
        }
        double[] activities = new double[constraints.size()];
        for (Term term : terms) {
            double sum = 0;
            for (int k = 0; k < sizes.length; k++) {
                sum += choice[k] == term.source ? term.load[k] : 0;
            }
            activities[term.constraint] += sum;
        }
        return new Vertex(value, (sizes.length + terms.size() + 2) * 0x1p-52 * magnitude, activities);
    }

    /** Sets the cost of each class and source; returns the sum of what went into it by absolute value. */
    private double price(double[] weights) {
        for (double[] ofSource : cost) {
            Arrays.fill(ofSource, 0);
        }
        double magnitude = 0;
        for (Term term : terms) {
            double weight = weights[term.constraint];
            if (weight != 0) {
                double[] ofSource = cost[term.source];
                for (int k = 0; k < ofSource.length; k++) {
                    ofSource[k] += weight * term.load[k];
                }
                magnitude += Math.abs(weight) * term.total;
            }
        }
        return magnitude;
    }
}
