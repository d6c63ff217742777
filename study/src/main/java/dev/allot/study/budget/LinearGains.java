package dev.allot.study.budget;

import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.routing.Traits;
import dev.allot.core.surrogate.LinearSurrogate;
import java.util.List;

/**
 * What labels are worth where the score is linear in the aggregates: by class of interchangeable instances and source, gains over the default
 * source's label and costs. Speaks of budgets, costs and pins; of other constraints it knows nothing.
 */
final class LinearGains {
    private final RoutingProblem pool;
    private final int features;
    private final double[][] costs;
    private final boolean[][] allowed;
    private final double scale;

    LinearGains(RoutingProblem pool) {
        this.pool = pool;
        this.features = pool.features().size();
        List<Source> sources = pool.sources();
        costs = new double[pool.classCount()][sources.size()];
        allowed = new boolean[pool.classCount()][sources.size()];
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < costs.length; k++) {
            Traits traits = pool.classTraits(k);
            for (int s = 0; s < sources.size(); s++) {
                costs[k][s] = traits.cost(sources.get(s));
                allowed[k][s] = traits.allows(sources.get(s));
                for (int t = 0; t < s; t++) {
                    double difference = Math.abs(costs[k][s] - costs[k][t]);
                    least = difference > 0 ? Math.min(least, difference) : least;
                }
            }
        }
        scale = least;
    }

    /** The least positive difference of the costs of two labels of one instance; infinite if there is none. */
    double leastCostDifference() {
        return scale;
    }

    int classes() {
        return costs.length;
    }

    int sources() {
        return pool.sources().size();
    }

    int size(int k) {
        return pool.classSize(k);
    }

    double cost(int k, int s) {
        return costs[k][s];
    }

    boolean allows(int k, int s) {
        return allowed[k][s];
    }

    /** Gain of one label by each source, 0 by the default one: classes x sources. O(classes x tags of an instance x sources). */
    double[][] of(LinearSurrogate weights) {
        double[][] gains = new double[classes()][sources()];
        for (int k = 0; k < gains.length; k++) {
            FeatureVector vector = pool.classTraits(k).features();
            for (int s = 1; s < gains[k].length; s++) {
                int block = (s - 1) * features;
                for (int f = 0; f < vector.size(); f++) {
                    gains[k][s] += weights.weight(block + vector.index(f)) * vector.value(f);
                }
            }
        }
        return gains;
    }

    /** Adds the features of {@code labels} labels of a class by a source to a mix's aggregates. */
    void addTo(double[] aggregates, int k, int s, double labels) {
        if (s > 0) {
            FeatureVector vector = pool.classTraits(k).features();
            int block = (s - 1) * features;
            for (int f = 0; f < vector.size(); f++) {
                aggregates[block + vector.index(f)] += labels * vector.value(f);
            }
        }
    }
}
