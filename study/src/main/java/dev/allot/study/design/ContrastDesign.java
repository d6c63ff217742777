package dev.allot.study.design;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pairs of opposite mixes of one budget, a fold-over design (Box and Hunter, 1961): the first of a pair follows a random direction in feature
 * space as those of {@link DirectionDesign} do, the second buys what the first leaves, beginning with what is least like what the first buys.
 * At half the budget it is the complement. What both have in common, the number of labels and all that is even in the direction, drops out
 * of the difference of their scores, which tells of the direction's gains alone. Budgets cycle from pair to pair.
 *
 * <p>The second mix is a function of the first, so that a pair which the end of a batch cuts is completed by the next batch.
 */
public record ContrastDesign() implements MixDesign {
    @Override
    public String id() {
        return "contrasts";
    }

    @Override
    public List<Routing> propose(
            RoutingProblem problem, List<Double> shares, List<TriedMix> tried, int count, SplittableRandom random) {
        List<RankedMixes> budgets = RankedMixes.within(problem, shares);
        List<Routing> mixes = new ArrayList<>();
        tried.stream().filter(mix -> !mix.again()).forEach(mix -> mixes.add(mix.routing()));
        int before = mixes.size();
        for (int number = before; number < before + count; number++) {
            RankedMixes budget = budgets.get(number / 2 % budgets.size());
            mixes.add(
                    number % 2 == 0 ? budget.along(budget.direction(random)) : opposite(budget, mixes.get(number - 1)));
        }
        return List.copyOf(mixes.subList(before, before + count));
    }

    /** What a mix leaves, in the order of its difference from what the mix buys, until the budget is spent. */
    private static Routing opposite(RankedMixes budget, Routing mix) {
        Problem problem = budget.problem();
        double[] bought = budget.values(mix);
        double[] rank = budget.centredRanks(discriminant(problem, bought));
        double beyondAll = 2 * Arrays.stream(rank).map(Math::abs).max().orElse(0) + 1;
        for (int j = 0; j < rank.length; j++) {
            // What is bought in part comes between, for its rest.
            rank[j] -= (bought[j] > 0 ? beyondAll : 0) + (bought[j] == problem.upper(j) ? beyondAll : 0);
        }
        return budget.take(rank, false);
    }

    /** For each aggregate, how much more of it what is left has in the mean than what is bought, by its variance. */
    private static double[] discriminant(Problem problem, double[] bought) {
        int aggregates = problem.aggregateCount();
        double[] of = new double[aggregates];
        double[] all = new double[aggregates];
        double[] squares = new double[aggregates];
        double units = 0;
        double taken = 0;
        SparseMatrix columns = problem.aggregates();
        for (int j = 0; j < bought.length; j++) {
            double size = problem.upper(j);
            units += size;
            taken += bought[j];
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                int k = columns.row(p);
                of[k] += bought[j] * columns.value(p);
                all[k] += size * columns.value(p);
                squares[k] += size * columns.value(p) * columns.value(p);
            }
        }
        double[] weights = new double[aggregates];
        for (int k = 0; k < aggregates && taken > 0 && taken < units; k++) {
            double variance = squares[k] / units - all[k] / units * (all[k] / units);
            double difference = (all[k] - of[k]) / (units - taken) - of[k] / taken;
            weights[k] = variance > 0 ? difference / variance : 0;
        }
        return weights;
    }
}
