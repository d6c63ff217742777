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
    public List<Routing> propose(RoutingProblem problem, List<Double> shares, int count, SplittableRandom random) {
        List<AtBudget> budgets =
                shares.stream().map(share -> new AtBudget(problem, share)).toList();
        List<Routing> mixes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mixes.add(budgets.get(i % budgets.size()).draw(random));
        }
        return mixes;
    }

    /** The routing problem at one of the budgets. */
    private static final class AtBudget {
        private final CompiledRouting compiled;
        private final ConstraintRows constraints;

        AtBudget(RoutingProblem problem, double share) {
            List<RoutingConstraint> all = new ArrayList<>(problem.constraints());
            all.add(new RoutingConstraint.Budget(share * problem.dearestCost()));
            compiled = problem.withConstraints(all).compile();
            constraints = new ConstraintRows(compiled.problem());
        }

        Routing draw(SplittableRandom random) {
            Problem problem = compiled.problem();
            double[] weights = new double[problem.aggregateCount()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = random.nextGaussian();
            }
            double[] rank = new double[problem.variableCount()];
            SparseMatrix columns = problem.aggregates();
            for (int j = 0; j < rank.length; j++) {
                for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                    rank[j] += weights[columns.row(p)] * columns.value(p);
                }
            }
            centreBySource(rank);
            int[] order = decreasing(rank);
            Activities at = new Activities(constraints, problem.lowerBounds());
            Filling.meetFloors(at, order);
            Filling.raise(at, order, 0, order.length, Double.POSITIVE_INFINITY);
            return compiled.decode(Solution.of(problem, at.values()));
        }

        /** Several sources compete for an instance on equal terms, whatever the mean weight of each one's features. */
        private void centreBySource(double[] rank) {
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
        }

        private static int[] decreasing(double[] rank) {
            Integer[] order = new Integer[rank.length];
            Arrays.setAll(order, j -> j);
            Arrays.sort(order, Comparator.comparingDouble((Integer j) -> -rank[j]));
            return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
        }
    }
}
