package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.score.ScoreState;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.search.Activities;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Filling;
import dev.allot.solvers.search.Opening;
import dev.allot.solvers.search.Ranking;
import dev.allot.solvers.search.Repair;
import dev.allot.solvers.search.Shuffle;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Per-instance gain, as the HyPER paper routes single instances (Miranda et al., ACL 2025, section 3.3): the gain of a variable is what one
 * unit of it alone adds to the objective at the default point (every variable at its lower bound), for a continuous variable what its whole
 * range adds; variables are raised by decreasing gain until the constraints are full. Both the point of all positive gains and the full
 * one are offered. Floors are met first, by the same order, and repaired where that does not do.
 *
 * <p>With a tree ensemble most gains are zero, because one instance alone seldom crosses a threshold. Ties are broken by an order shuffled
 * with the seed, so that most of the routing is then random. Where evaluations are too few for all variables, gains are taken of a
 * random part of them.
 */
public record TopGain() implements Solver {
    /** The start and the two points that are offered. */
    private static final int POINTS = 3;

    @Override
    public String id() {
        return "top-gain";
    }

    @Override
    public String description() {
        return "raises variables by their gain alone at the default point (HyPER's per-instance gain)";
    }

    @Override
    public Set<Capability> capabilities() {
        return Capability.all();
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        return Opening.run(id(), problem, session, opening -> {
            // Gains need no start: one found here only makes sure that there is a feasible point.
            opening.start();
            if (!session.shouldStop()) {
                route(opening.constraints(), session, opening.random());
            }
        });
    }

    private static void route(ConstraintRows constraints, SolveSession session, SplittableRandom random) {
        Problem problem = constraints.problem();
        int[] order = Shuffle.order(problem.variableCount(), random);
        double[] gains = gains(problem, session, order);
        Ranking.sort(order, gains);
        int positive = 0;
        while (positive < order.length && gains[order[positive]] > 0) {
            positive++;
        }
        Activities at = new Activities(constraints, problem.lowerBounds());
        Filling.meetFloors(at, order);
        Filling.raise(at, order, 0, positive, Double.POSITIVE_INFINITY);
        offer(at, session, random);
        Filling.raise(at, order, positive, order.length, Double.POSITIVE_INFINITY);
        offer(at, session, random);
    }

    private static double[] gains(Problem problem, SolveSession session, int[] order) {
        double[] gains = new double[problem.variableCount()];
        ScoreState state = ScoreState.at(problem, problem.lowerBounds());
        double base = state.objective();
        long granted = Math.min(order.length, session.evaluationsLeft() - POINTS);
        boolean all = granted == order.length;
        for (int k = 0; k < granted; k++) {
            // In the order of storage where all are taken: it is much the faster one.
            int j = all ? k : order[k];
            double width = problem.upper(j) - problem.lower(j);
            if (width == 0) {
                continue;
            }
            if (!session.tryEvaluate()) {
                return gains;
            }
            double target = problem.isInteger(j) ? problem.lower(j) + 1 : problem.upper(j);
            gains[j] = state.peek(j, target) - base;
        }
        return gains;
    }

    /** Scores and offers a point, repaired if floors are missed. */
    private static void offer(Activities at, SolveSession session, SplittableRandom random) {
        boolean feasible = at.isFeasible() || new Repair(at.constraints()).repair(at, 4, random, session::shouldStop);
        if (feasible && session.tryEvaluate()) {
            session.offer(at.values());
        }
    }
}
