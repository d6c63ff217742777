package dev.allot.solvers.greedy;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveSession;
import dev.allot.solvers.search.Activities;
import dev.allot.solvers.search.Alternatives;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Costs;
import dev.allot.solvers.search.Filling;
import dev.allot.solvers.search.Opening;
import dev.allot.solvers.search.Ranking;
import dev.allot.solvers.search.Repair;
import dev.allot.solvers.search.Shuffle;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Greedy construction in rounds: gains at the point reached, the variables of greatest gain for their cost raised by a step each, until
 * nothing fits any more. Floors are met first, by the same rule, and repaired where that does not do. The point after each round is offered.
 */
public final class GreedyFill {
    /** A variable goes from bound to bound in at most so many steps. */
    private static final double MOST_STEPS = 64;
    /** Keys that differ by less than this, relative to the greatest, are ties. */
    private static final double TIE = 1e-12;

    private static final int REPAIR_EFFORT = 4;

    private final ConstraintRows constraints;
    private final Problem problem;
    private final SolveSession session;
    private final Costs costs;
    /** Breaks ties: drawn once for each variable. */
    private final float[] lot;

    private final double[] step;
    private final double[] gains;
    private final double steps;
    private final double range;
    private final SplittableRandom random;

    /** A construction for one run; ties are broken by an order drawn here. */
    public GreedyFill(Opening opening) {
        constraints = opening.constraints();
        session = opening.session();
        random = opening.random();
        problem = constraints.problem();
        int n = problem.variableCount();
        costs = new Costs(constraints, new Alternatives(constraints));
        int[] order = Shuffle.order(n, random);
        gains = new double[n];
        lot = new float[n];
        step = new double[n];
        double sum = 0;
        for (int j = 0; j < n; j++) {
            double width = problem.upper(j) - problem.lower(j);
            step[j] = problem.isInteger(j) ? Math.max(1, Math.floor(width / MOST_STEPS)) : width / MOST_STEPS;
            sum += steps(j, width);
            lot[j] = (float) random.nextDouble();
        }
        range = sum;
        Activities trial = new Activities(constraints, problem.lowerBounds());
        Filling.raise(trial, order, 0, n, Double.POSITIVE_INFINITY);
        double taken = 0;
        for (int j = 0; j < n; j++) {
            taken += steps(j, trial.value(j) - problem.lower(j));
        }
        steps = taken;
    }

    private double steps(int j, double width) {
        return width == 0 ? 0 : width / step[j];
    }

    /**
     * Constructs a point.
     *
     * @param estimate the gains to go by
     * @param mostRounds about as many rounds at most
     */
    public void construct(GainEstimate estimate, long mostRounds) {
        Construction from = new Construction(constraints, session, problem.lowerBounds());
        double[] key = new double[gains.length];
        int[] candidates = new int[gains.length];
        long rounds = Math.max(1, Math.min(Math.round(steps), mostRounds));
        int batch = (int) Math.max(1, Math.ceil(steps / rounds));
        double taken = 0;
        for (long round = 0; !session.shouldStop(); round++) {
            Activities at = from.activities();
            int size = candidates(at, candidates);
            if (size == 0 && !at.isFeasible()) {
                if (!new Repair(constraints).repair(at, REPAIR_EFFORT, random, session::shouldStop)) {
                    return;
                }
                from = new Construction(constraints, session, at.values());
                size = candidates(from.activities(), candidates);
                if (!from.offer()) {
                    return;
                }
            }
            from.remaining(Math.max(0, Math.min(1, (steps - taken) / Math.max(1, range - taken))));
            if (size == 0 || !rank(estimate, from, candidates, size, key)) {
                return;
            }
            if (round >= rounds) {
                // More fits than a random filling showed; the rounds still have to end.
                batch = (int) Math.min(Integer.MAX_VALUE / 2, 2L * batch);
            }
            taken += raise(from, gaining(Ranking.top(candidates, size, Math.min(batch, size), key)));
            if (from.activities().isFeasible() && !from.offer()) {
                return;
            }
        }
    }

    /** Those of the chosen that gain, if any do: what loses waits for another round, so that the best point between is offered. */
    private int[] gaining(int[] chosen) {
        int[] gaining = Arrays.stream(chosen).filter(j -> gains[j] > 0).toArray();
        return gaining.length == 0 ? chosen : gaining;
    }

    /** Raises each variable by a step, if there is still room and, before floors are met, need; returns the steps made. */
    private double raise(Construction from, int[] chosen) {
        Activities at = from.activities();
        boolean floors = !at.isFeasible();
        double made = 0;
        for (int j : chosen) {
            double value = at.value(j);
            double most = at.highest(j);
            if (most > value && (!floors || at.need(j) > 0)) {
                double target = Math.min(most, value + step[j]);
                from.set(j, target);
                made += steps(j, target - value);
            }
        }
        return made;
    }

    /** The variables that can be raised; before floors are met, only those that help to meet them. */
    private int candidates(Activities at, int[] candidates) {
        boolean floors = !at.isFeasible();
        int size = 0;
        // In the order of storage, which for a million variables is several times faster than a shuffled one.
        for (int j = 0; j < gains.length; j++) {
            if (at.value(j) < problem.upper(j) && (!floors || at.need(j) > 0) && at.highest(j) > at.value(j)) {
                candidates[size++] = j;
            }
        }
        return size;
    }

    /** Keys of candidates: gain per cost; what loses is ordered by loss alone. False if the session ended. */
    private boolean rank(GainEstimate estimate, Construction from, int[] candidates, int size, double[] key) {
        if (!estimate.estimate(from, candidates, size, gains)) {
            return false;
        }
        costs.update(from.activities());
        double greatest = 0;
        for (int k = 0; k < size; k++) {
            int j = candidates[k];
            key[j] = gains[j] > 0 ? gains[j] / costs.of(j) : gains[j];
            greatest = Math.max(greatest, Math.abs(key[j]));
        }
        double weight = greatest == 0 ? 1 : TIE * greatest;
        for (int k = 0; k < size; k++) {
            key[candidates[k]] += weight * lot[candidates[k]];
        }
        return true;
    }
}
