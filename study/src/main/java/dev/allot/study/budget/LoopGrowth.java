package dev.allot.study.budget;

import dev.allot.core.routing.RoutingProblem;
import dev.allot.predictor.BorrowingLinear;
import dev.allot.predictor.LinearPosterior;
import dev.allot.predictor.TrainingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** How predictions settle as mixes are evaluated. */
final class LoopGrowth {
    private static final int STEPS = 12;
    private static final int LEAST = 10;

    private LoopGrowth() {}

    /**
     * Learns from the first mixes, more each time.
     *
     * @param table the evaluated mixes, oldest first
     * @param earlier what was known before
     * @param share the budget whose best mix is predicted
     */
    static List<BudgetFindings.Growth> of(
            RoutingProblem pool, TrainingTable table, List<TrainingTable> earlier, double share) {
        LinearGains worth = new LinearGains(pool);
        double budget = share * pool.dearestCost();
        PricedMix last = best(posterior(table, earlier, table.size()), worth, budget);
        TreeSet<Integer> sizes = new TreeSet<>();
        for (int i = 1; i <= STEPS; i++) {
            sizes.add(Math.max(Math.min(LEAST, table.size()), (int) Math.rint((double) i * table.size() / STEPS)));
        }
        List<BudgetFindings.Growth> growth = new ArrayList<>();
        for (int size : sizes) {
            LinearPosterior posterior = posterior(table, earlier, size);
            PricedMix mix = best(posterior, worth, budget);
            double[] aggregates = mix.aggregates(worth, table.width());
            Credible predicted = Credible.normal(posterior.mean().value(aggregates), posterior.deviation(aggregates));
            double most =
                    IntStream.range(0, size).mapToDouble(table::score).max().orElseThrow();
            growth.add(new BudgetFindings.Growth(
                    size, most, predicted.mean(), predicted.low(), predicted.high(), mix.agreement(last, worth)));
        }
        return growth;
    }

    private static LinearPosterior posterior(TrainingTable table, List<TrainingTable> earlier, int size) {
        int[] first = IntStream.range(0, size).toArray();
        return new BorrowingLinear(earlier).posterior(table.subset(first));
    }

    private static PricedMix best(LinearPosterior posterior, LinearGains worth, double budget) {
        return PricedMix.within(budget, worth, worth.of(posterior.mean()));
    }
}
