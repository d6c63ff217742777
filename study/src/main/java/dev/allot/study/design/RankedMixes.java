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

/** Mixes that take what is ranked best, as far as the constraints allow. */
final class RankedMixes {
    private final CompiledRouting compiled;
    private final ConstraintRows constraints;

    private RankedMixes(RoutingProblem problem) {
        compiled = problem.compile();
        constraints = new ConstraintRows(compiled.problem());
    }

    /** Mixes within the problem's own constraints and a budget, as a share of the dearest routing's cost. */
    static RankedMixes within(RoutingProblem problem, double share) {
        List<RoutingConstraint> all = new ArrayList<>(problem.constraints());
        all.add(new RoutingConstraint.Budget(share * problem.dearestCost()));
        return new RankedMixes(problem.withConstraints(all));
    }

    /** The compiled problem: its variables are what is ranked. */
    Problem problem() {
        return compiled.problem();
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

    /** The mix that spends what it may on the variables in order of rank. */
    Routing take(double[] rank) {
        int[] order = decreasing(rank);
        Activities at = new Activities(constraints, problem().lowerBounds());
        Filling.meetFloors(at, order);
        Filling.raise(at, order, 0, order.length, Double.POSITIVE_INFINITY);
        return compiled.decode(Solution.of(problem(), at.values()));
    }

    private static int[] decreasing(double[] rank) {
        Integer[] order = new Integer[rank.length];
        Arrays.setAll(order, j -> j);
        Arrays.sort(order, Comparator.comparingDouble((Integer j) -> -rank[j]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
