package dev.allot.solvers.branching;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.solvers.search.Activities;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Filling;
import dev.allot.solvers.search.Ranking;
import dev.allot.solvers.search.Repair;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Turns what the dual search passes by into feasible points: its vertices, and its mean vertex rounded. */
final class Rounding {
    private final Problem problem;
    private final Surrogate surrogate;
    private final SolveSession session;
    private final ConstraintRows constraints;
    private final Repair repair;
    private final SplittableRandom random;

    Rounding(ConstraintRows constraints, SolveSession session) {
        this.constraints = constraints;
        this.session = session;
        problem = constraints.problem();
        surrogate = problem.surrogate().orElseThrow();
        repair = new Repair(constraints);
        random = session.random("rounding");
    }

    /** Offers a vertex if it is feasible and better than the incumbent. */
    void offerVertex(SupportFunction support) {
        if (support.isFeasible()) {
            double objective = surrogate.value(support.aggregates()) + problem.linearAt(support.vertex());
            if (objective > session.incumbentObjective()) {
                session.offer(support.vertex());
            }
        }
    }

    /**
     * Offers the mean vertex, rounded: variables are raised in the order of how often they were chosen, and violations repaired.
     */
    void offerMean(PriceSearch search, DualBound dual) {
        int n = problem.variableCount();
        double[] mean = search.meanVertex();
        double[] profit = dual.support().reducedProfits();
        double scale = 0;
        for (int j = 0; j < n; j++) {
            scale = Math.max(scale, Math.abs(profit[j]));
        }
        double[] key = new double[n];
        for (int j = 0; j < n; j++) {
            double range = problem.upper(j) - problem.lower(j);
            // Ties in what was chosen always, or never, are decided by profit.
            key[j] =
                    (range > 0 ? (mean[j] - problem.lower(j)) / range : 0) + (scale > 0 ? 1e-3 * profit[j] / scale : 0);
        }
        Activities at = new Activities(constraints, problem.lowerBounds());
        int[] order =
                IntStream.range(0, n).filter(j -> mean[j] > problem.lower(j)).toArray();
        Ranking.sort(order, key);
        Filling.raise(at, order, 0, order.length, Double.POSITIVE_INFINITY);
        if (at.isFeasible() || repair.repair(at, 1, random, session::shouldStop)) {
            session.offer(at.values());
        }
    }
}
