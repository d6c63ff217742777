package dev.allot.study.budget;

import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.predictor.LinearPosterior;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** What labels are worth by tag, over the replications. */
final class TagGains {
    private final RoutingProblem pool;
    private final List<LinearPosterior> posteriors;

    /**
     * Of a study.
     *
     * @param pool of the first replication; others differ by chance only
     * @param posteriors of the replications
     */
    TagGains(RoutingProblem pool, List<LinearPosterior> posteriors) {
        this.pool = pool;
        this.posteriors = posteriors;
    }

    /** By expected gain, greatest first. O(features<sup>3</sup> replications). */
    List<BudgetFindings.TagGain> byGain() {
        int features = pool.features().size();
        double[][] together = new double[features][features];
        int[] instances = new int[features];
        for (int k = 0; k < pool.classCount(); k++) {
            FeatureVector vector = pool.classTraits(k).features();
            for (int a = 0; a < vector.size(); a++) {
                instances[vector.index(a)] += pool.classSize(k);
                for (int b = 0; b < vector.size(); b++) {
                    together[vector.index(a)][vector.index(b)] += pool.classSize(k) * vector.value(b);
                }
            }
        }
        List<BudgetFindings.TagGain> tags = new ArrayList<>();
        List<Source> sources = pool.sources();
        for (int s = 1; s < sources.size(); s++) {
            int block = (s - 1) * features;
            for (int f = 0; f < features; f++) {
                if (instances[f] > 0) {
                    double[] label = new double[features * (sources.size() - 1)];
                    double[] own = label.clone();
                    for (int g = 0; g < features; g++) {
                        label[block + g] = together[f][g] / instances[f];
                    }
                    own[block + f] = 1;
                    tags.add(new BudgetFindings.TagGain(
                            pool.features().name(f), sources.get(s).name(), instances[f], gain(label), gain(own)));
                }
            }
        }
        tags.sort(Comparator.comparingDouble(
                (BudgetFindings.TagGain tag) -> -tag.gain().mean()));
        return tags;
    }

    private Credible gain(double[] change) {
        SummaryStatistics means = new SummaryStatistics();
        double variance = 0;
        for (LinearPosterior posterior : posteriors) {
            means.addValue(posterior.meanOfChange(change));
            double deviation = posterior.deviationOfChange(change);
            variance += deviation * deviation / posteriors.size();
        }
        // The variance of one value is 0.
        return Credible.normal(means.getMean(), Math.sqrt(variance + means.getVariance()));
    }
}
