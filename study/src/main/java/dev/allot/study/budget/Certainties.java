package dev.allot.study.budget;

import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.predictor.LinearPosterior;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** How sure it is who labels what: for each of some draws from the posterior the best mix at each budget is taken. */
public final class Certainties {
    private static final int DRAWS = 200;
    private static final double SURE = 0.9;

    private final RoutingProblem pool;
    private final List<Double> shares;
    private final double[][][] probabilities;
    private final double[][] prices;

    private Certainties(RoutingProblem pool, List<Double> shares) {
        this.pool = pool;
        this.shares = shares;
        this.probabilities =
                new double[shares.size()][pool.classCount()][pool.sources().size()];
        this.prices = new double[shares.size()][DRAWS];
    }

    /**
     * Draws and solves. O(200 budgets classes sources 40).
     *
     * @param shares the budgets, as shares of the dearest routing's cost
     */
    public static Certainties of(RoutingProblem pool, LinearPosterior posterior, List<Double> shares, long seed) {
        Certainties certainties = new Certainties(pool, List.copyOf(shares));
        LinearGains worth = new LinearGains(pool);
        double[][] draws = posterior.draw(DRAWS, new SplittableRandom(seed));
        for (int d = 0; d < DRAWS; d++) {
            double[][] gains = worth.of(new LinearSurrogate(0, draws[d]));
            for (int b = 0; b < shares.size(); b++) {
                PricedMix mix = PricedMix.within(shares.get(b) * pool.dearestCost(), worth, gains);
                certainties.add(b, d, mix);
            }
        }
        return certainties;
    }

    private void add(int b, int d, PricedMix mix) {
        prices[b][d] = mix.price();
        for (int k = 0; k < mix.shares().length; k++) {
            for (int s = 0; s < mix.shares()[k].length; s++) {
                probabilities[b][k][s] += mix.shares()[k][s] / DRAWS;
            }
        }
    }

    /** How probable it is that an instance, by its place in the input, is a source's at a budget, by its place among the budgets. */
    public double probability(int budget, int instance, int source) {
        return probabilities[budget][pool.classOf(instance)][source];
    }

    /** The sums. */
    List<BudgetFindings.Certainty> sums() {
        List<BudgetFindings.Certainty> sums = new ArrayList<>();
        for (int b = 0; b < shares.size(); b++) {
            List<Integer> sure = new ArrayList<>();
            int open = pool.size();
            for (int s = 0; s < pool.sources().size(); s++) {
                int own = 0;
                for (int k = 0; k < pool.classCount(); k++) {
                    own += probabilities[b][k][s] >= SURE ? pool.classSize(k) : 0;
                }
                sure.add(own);
                open -= own;
            }
            sums.add(new BudgetFindings.Certainty(shares.get(b), Credible.of(prices[b]), sure, open));
        }
        return sums;
    }
}
