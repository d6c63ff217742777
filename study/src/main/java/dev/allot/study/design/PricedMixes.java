package dev.allot.study.design;

import dev.allot.core.routing.RoutingProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The mixes of a problem, and those within each budget of interest.
 *
 * @param free all that the problem allows
 * @param within those within a budget, one for each
 */
record PricedMixes(RankedMixes free, List<RankedMixes> within) {
    /** Draws of weights; each stands for a mix within every budget. */
    private static final int DRAWS = 40;

    static PricedMixes of(RoutingProblem problem, List<Double> shares) {
        return new PricedMixes(RankedMixes.of(problem), RankedMixes.within(problem, shares));
    }

    /**
     * The mean of the outer products of the aggregates, less the mean of the evaluated mixes, of those mixes that are the best within a budget
     * for some draw of the weights.
     */
    double[][] worthConsidering(Knowledge knowledge, SplittableRandom random) {
        List<RankedMixes> budgets = within.isEmpty() ? List.of(free) : within;
        List<double[]> mixes = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] weights = knowledge.draw(random);
            for (RankedMixes budget : budgets) {
                mixes.add(budget.problem().aggregatesAt(budget.values(budget.ranks(weights), true)));
            }
        }
        double[] centre = knowledge.rows() > 0 ? knowledge.centre() : mean(mixes);
        double[][] sum = new double[centre.length][centre.length];
        for (double[] mix : mixes) {
            for (int k = 0; k < centre.length; k++) {
                for (int l = 0; l < centre.length; l++) {
                    sum[k][l] += (mix[k] - centre[k]) * (mix[l] - centre[l]) / mixes.size();
                }
            }
        }
        return sum;
    }

    private static double[] mean(List<double[]> mixes) {
        double[] mean = new double[mixes.get(0).length];
        for (double[] mix : mixes) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += mix[k] / mixes.size();
            }
        }
        return mean;
    }
}
