package dev.allot.study.design;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.solvers.search.Activities;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Filling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Mixes that take what is ranked best, as far as the constraints allow. */
final class RankedMixes {
    private final CompiledRouting compiled;
    private final ConstraintRows constraints;

    private RankedMixes(RoutingProblem problem) {
        compiled = problem.compile();
        constraints = new ConstraintRows(compiled.problem());
    }

    /** Mixes within the problem's own constraints. */
    static RankedMixes of(RoutingProblem problem) {
        return new RankedMixes(problem);
    }

    /** Mixes within each of some budgets, in their order. */
    static List<RankedMixes> within(RoutingProblem problem, List<Double> shares) {
        return shares.stream().map(share -> within(problem, share)).toList();
    }

    /** Mixes within the problem's own constraints and a budget, as a share of the dearest routing's cost. */
    private static RankedMixes within(RoutingProblem problem, double share) {
        List<RoutingConstraint> all = new ArrayList<>(problem.constraints());
        all.add(new RoutingConstraint.Budget(share * problem.dearestCost()));
        return new RankedMixes(problem.withConstraints(all));
    }

    /** The compiled problem: its variables are what is ranked. */
    Problem problem() {
        return compiled.problem();
    }

    /** The aggregates of a mix. */
    double[] aggregates(Routing mix) {
        return compiled.aggregates(mix);
    }

    /** Rank of every variable: what one unit of it adds to the weighted sum of the aggregates. O(nonzeros). */
    double[] ranks(double[] weights) {
        double[] rank = new double[problem().variableCount()];
        SparseMatrix columns = problem().aggregates();
        for (int j = 0; j < rank.length; j++) {
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                rank[j] += weights[columns.row(p)] * columns.value(p);
            }
        }
        return rank;
    }

    /** A standard normal weight for every aggregate. */
    double[] direction(SplittableRandom random) {
        double[] weights = new double[problem().aggregateCount()];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = random.nextGaussian();
        }
        return weights;
    }

    /** The mix that spends the budget on what is ranked best by weights, each source's features weighing the same in the mean. */
    Routing along(double[] weights) {
        return take(centredRanks(weights), false);
    }

    /** Ranks less their mean over a source's variables: several sources compete for an instance on equal terms. */
    double[] centredRanks(double[] weights) {
        double[] rank = ranks(weights);
        int others = compiled.routing().sources().size() - 1;
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
        return rank;
    }

    /** The values of the variables that stand for a mix. */
    double[] values(Routing mix) {
        return compiled.encode(mix);
    }

    /**
     * The variables raised in order of rank.
     *
     * @param gainsOnly whether those of negative rank are left alone, but for what floors need; otherwise the budget is spent
     */
    Routing take(double[] rank, boolean gainsOnly) {
        return routing(values(rank, gainsOnly));
    }

    /** The same as values of the variables. */
    double[] values(double[] rank, boolean gainsOnly) {
        Activities at = new Activities(constraints, problem().lowerBounds());
        if (!at.isFeasible()) {
            Filling.meetFloors(at, decreasing(rank, Double.NEGATIVE_INFINITY));
        }
        double least = gainsOnly ? 0 : Double.NEGATIVE_INFINITY;
        // Without constraints there is nothing to be first in line for.
        int[] order = problem().constraintCount() == 0 ? above(rank, least) : decreasing(rank, least);
        Filling.raise(at, order, 0, order.length, Double.POSITIVE_INFINITY);
        return at.values();
    }

    /** The mix that values of the variables stand for. */
    Routing routing(double[] values) {
        return compiled.decode(Solution.of(problem(), values));
    }

    /** Indices of the ranks above {@code least}. */
    private static int[] above(double[] rank, double least) {
        return IntStream.range(0, rank.length).filter(j -> rank[j] > least).toArray();
    }

    private static int[] decreasing(double[] rank, double least) {
        return Arrays.stream(above(rank, least))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -rank[j]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
