package dev.allot.study.design;

import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Mixes along random directions in feature space: each draws a standard normal weight for every aggregate, ranks the instances by their
 * weighted features, and buys the best ranked ones until its budget is spent. Mixes differ in every feature at once, far more than those
 * of whole tags do, so the same number of evaluations tells more about the features' effects. Budgets cycle through the shares of interest.
 */
public record DirectionDesign() implements MixDesign {
    @Override
    public String id() {
        return "directions";
    }

    @Override
    public List<Routing> propose(
            RoutingProblem problem, List<Double> shares, List<TriedMix> tried, int count, SplittableRandom random) {
        List<RankedMixes> budgets =
                shares.stream().map(share -> RankedMixes.within(problem, share)).toList();
        int before = TriedMixes.chosen(tried);
        int others = problem.sources().size() - 1;
        List<Routing> mixes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RankedMixes budget = budgets.get((before + i) % budgets.size());
            double[] weights = new double[budget.problem().aggregateCount()];
            for (int k = 0; k < weights.length; k++) {
                weights[k] = random.nextGaussian();
            }
            double[] rank = budget.ranks(weights);
            centreBySource(rank, others);
            mixes.add(budget.take(rank, false));
        }
        return mixes;
    }

    /** Several sources compete for an instance on equal terms, whatever the mean weight of each one's features. */
    private static void centreBySource(double[] rank, int others) {
        for (int s = 0; s < others && rank.length > 0; s++) {
            double sum = 0;
            for (int j = s; j < rank.length; j += others) {
                sum += rank[j];
            }
            double mean = sum * others / rank.length;
            for (int j = s; j < rank.length; j += others) {
                rank[j] -= mean;
            }
        }
    }
}
