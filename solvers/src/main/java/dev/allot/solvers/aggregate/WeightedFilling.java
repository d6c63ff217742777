package dev.allot.solvers.aggregate;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.solvers.search.Activities;
import dev.allot.solvers.search.Alternatives;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Costs;
import dev.allot.solvers.search.Filling;
import dev.allot.solvers.search.Opening;
import dev.allot.solvers.search.Ranking;
import dev.allot.solvers.search.Repair;
import java.util.Optional;

/**
 * The point that weights of the aggregates stand for: variables are raised from their lower bounds, those of greatest weighted sum for their
 * cost first, as far as the constraints allow. For one knapsack constraint that is the greedy solution of the linear problem, at most one
 * variable away from a vertex of the set of all aggregates that can be had. Floors are met first, by the same order, and repaired where that
 * does not do.
 *
 * <p>There is one coordinate more than aggregates, the last: it is added to all ratios, and variables whose sum is then not positive stay
 * where they are. A filling costs O(nonzeros + n log n).
 */
final class WeightedFilling {
    private final Opening opening;
    private final Problem problem;
    private final SparseMatrix columns;
    private final double[] unit;
    private final double[] cost;
    private final double[] key;
    private final int[] natural;

    WeightedFilling(Opening opening) {
        this.opening = opening;
        problem = opening.problem();
        columns = problem.aggregates();
        ConstraintRows constraints = opening.constraints();
        int n = problem.variableCount();
        Costs costs = new Costs(constraints, new Alternatives(constraints));
        costs.update(new Activities(constraints, problem.lowerBounds()));
        cost = new double[n];
        key = new double[n];
        natural = new int[n];
        double sum = 0;
        for (int j = 0; j < n; j++) {
            natural[j] = j;
            cost[j] = costs.of(j);
            sum += cost[j];
        }
        for (int j = 0; j < n; j++) {
            cost[j] *= n / sum;
        }
        unit = units();
    }

    /** One over the standard deviation of each aggregate's coefficients, so that all coordinates are of one size. */
    private double[] units() {
        double[] units = new double[problem.aggregateCount()];
        double[] sum = new double[units.length];
        double[] squares = new double[units.length];
        for (int j = 0; j < natural.length; j++) {
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                sum[columns.row(p)] += columns.value(p);
                squares[columns.row(p)] += columns.value(p) * columns.value(p);
            }
        }
        for (int f = 0; f < units.length; f++) {
            double mean = sum[f] / natural.length;
            double square = squares[f] / natural.length;
            units[f] = square == 0 ? 0 : 1 / Math.sqrt(Math.max(square - mean * mean, 1e-3 * square));
        }
        return units;
    }

    /** Number of coordinates. */
    int dimension() {
        return unit.length + 1;
    }

    /** The point of some weights; empty if floors were missed and not repaired. */
    Optional<double[]> at(double[] weights) {
        int positive = 0;
        int[] order = natural.clone();
        for (int j = 0; j < key.length; j++) {
            double sum = 0;
            for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
                int f = columns.row(p);
                sum += weights[f] * unit[f] * columns.value(p);
            }
            key[j] = sum / cost[j] + weights[unit.length];
            positive += key[j] > 0 ? 1 : 0;
        }
        Ranking.sort(order, key);
        Activities at = new Activities(opening.constraints(), problem.lowerBounds());
        Filling.meetFloors(at, order);
        Filling.raise(at, order, 0, positive, Double.POSITIVE_INFINITY);
        boolean feasible = at.isFeasible()
                || new Repair(opening.constraints()).repair(at, 1, opening.random(), opening.session()::shouldStop);
        return feasible ? Optional.of(at.values()) : Optional.empty();
    }
}
