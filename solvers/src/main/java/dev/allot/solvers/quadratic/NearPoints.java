package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;
import dev.allot.core.score.ScoreState;
import dev.allot.core.solve.SolveSession;
import dev.allot.solvers.search.Activities;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Repair;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Feasible points near a relaxation's: integers rounded at random by their fractions, repaired, and then improved by unit steps of single
 * variables and exchanges of two, as long as one of a round of them is a gain.
 */
final class NearPoints {
    /** Exchanges tried for each variable in a round. */
    private static final int PARTNERS = 8;

    private static final int MOST_ROUNDS = 20;
    private static final double LEAST_GAIN = 1e-12;

    private final ConstraintRows constraints;
    private final Problem problem;
    private final SolveSession session;
    private final Repair repair;
    private final SplittableRandom random;
    private final BooleanSupplier stop;

    NearPoints(ConstraintRows constraints, SolveSession session) {
        this.constraints = constraints;
        this.session = session;
        problem = constraints.problem();
        repair = new Repair(constraints);
        random = session.random("near-points");
        stop = session::shouldStop;
    }

    /** Rounds a point, repairs and improves it, and offers what comes of it. */
    void look(double[] relaxed) {
        double[] x = relaxed.clone();
        for (int j = 0; j < x.length; j++) {
            if (problem.isInteger(j)) {
                double floor = Math.floor(x[j] + 1e-6);
                x[j] = x[j] - floor < 1e-6 ? floor : random.nextDouble() < x[j] - floor ? floor + 1 : floor;
            }
            x[j] = Math.min(problem.upper(j), Math.max(problem.lower(j), x[j]));
        }
        Activities at = new Activities(constraints, x);
        if (!at.isFeasible() && !repair.repair(at, 1, random, stop)) {
            return;
        }
        ScoreState state = ScoreState.at(problem, at.values());
        improve(at, state);
        session.offer(state);
    }

    private void improve(Activities at, ScoreState state) {
        for (int round = 0; round < MOST_ROUNDS && !stop.getAsBoolean(); round++) {
            boolean better = false;
            for (int j = 0; j < problem.variableCount(); j++) {
                better |= problem.isInteger(j) && (step(at, state, j, 1) || step(at, state, j, -1));
            }
            if (!better) {
                return;
            }
        }
    }

    private boolean step(Activities at, ScoreState state, int j, int sign) {
        double from = at.value(j);
        double to = from + sign;
        if (to < problem.lower(j) || to > problem.upper(j)) {
            return false;
        }
        boolean wasFeasible = at.isFeasible();
        at.set(j, to);
        if (at.isFeasible() && wasFeasible && isGain(state.objective(), state.peek(j, to))) {
            state.set(j, to);
            return true;
        }
        for (int k = 0; k < PARTNERS; k++) {
            int partner = random.nextInt(problem.variableCount());
            double change = random.nextBoolean() ? 1 : -1;
            double target = at.value(partner) + change;
            if (partner == j
                    || !problem.isInteger(partner)
                    || target < problem.lower(partner)
                    || target > problem.upper(partner)) {
                continue;
            }
            at.set(partner, target);
            if (at.isFeasible() && isGain(state.objective(), state.peek(j, to, partner, target))) {
                state.set(j, to);
                state.set(partner, target);
                return true;
            }
            at.set(partner, target - change);
        }
        at.set(j, from);
        return false;
    }

    private static boolean isGain(double before, double after) {
        return after - before > LEAST_GAIN * Math.max(1, Math.abs(before));
    }
}
