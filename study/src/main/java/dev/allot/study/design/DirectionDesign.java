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
        List<RankedMixes> budgets = RankedMixes.within(problem, shares);
        int before = TriedMixes.chosen(tried);
        List<Routing> mixes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RankedMixes budget = budgets.get((before + i) % budgets.size());
            mixes.add(budget.along(budget.direction(random)));
        }
        return mixes;
    }
}
