package dev.allot.study.budget;

import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.surrogate.Interval;
import dev.allot.predictor.LinearPosterior;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Who labels what as the budget grows from nothing to all, by the expected gains of a linear posterior.
 *
 * @param sources their names, the default source first
 * @param tags the tags that any instance has
 * @param groups the groups of the instances, if they have any
 * @param stops the budgets, in increasing order
 */
public record Routes(List<String> sources, List<Part> tags, List<Part> groups, List<Stop> stops) {
    private static final int STEPS = 20;
    private static final double COVERAGE = 0.9;

    /** Copies the lists. */
    public Routes {
        sources = List.copyOf(sources);
        tags = List.copyOf(tags);
        groups = List.copyOf(groups);
        stops = List.copyOf(stops);
    }

    /** Some instances: those with a tag, or of a group. */
    public record Part(String name, int instances) {}

    /**
     * A budget.
     *
     * @param share of the dearest routing's cost
     * @param cost what is spent of it
     * @param price what one more cost unit would gain
     * @param predicted expected score
     * @param low a measured score is below with a probability of 5 %
     * @param high a measured score is above with a probability of 5 %
     * @param labels by source
     * @param tags labels by tag and source
     * @param groups labels by group and source
     */
    public record Stop(
            double share,
            double cost,
            double price,
            double predicted,
            double low,
            double high,
            List<Integer> labels,
            List<List<Integer>> tags,
            List<List<Integer>> groups) {}

    /** Twenty steps, and the budgets that were tried. */
    static Routes of(RoutingProblem pool, LinearPosterior posterior, List<Double> tried) {
        TreeSet<Double> shares = new TreeSet<>(tried);
        for (int i = 0; i <= STEPS; i++) {
            shares.add((double) i / STEPS);
        }
        Parts tags = Parts.tags(pool);
        Parts groups = Parts.groups(pool);
        LinearGains worth = new LinearGains(pool);
        double[][] gains = worth.of(posterior.mean());
        List<Stop> stops = new ArrayList<>();
        for (double share : shares) {
            PricedMix mix = PricedMix.within(share * pool.dearestCost(), worth, gains);
            double[] aggregates = mix.aggregates(worth, posterior.mean().dimension());
            Interval measured = posterior.predictive(aggregates, COVERAGE);
            stops.add(new Stop(
                    share,
                    mix.cost(),
                    mix.price(),
                    posterior.mean().value(aggregates),
                    measured.lower(),
                    measured.upper(),
                    mix.labels(worth),
                    tags.labels(mix),
                    groups.labels(mix)));
        }
        List<String> sources = pool.sources().stream().map(Source::name).toList();
        return new Routes(sources, tags.sizes(), groups.sizes(), stops);
    }
}
