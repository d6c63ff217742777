package dev.allot.solvers.linear;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Reliability branching (Achterberg, Koch and Martin 2005): by pseudo-costs where they rest on enough observations, else by the bounds that
 * a few pivots in both children would give.
 */
final class Branching {
    private static final int RELIABLE = 6;
    private static final int MOST_TRIALS = 12;
    private static final int TRIAL_PIVOTS = 60;
    private static final int VAIN_TRIALS = 5;

    private final DualSimplex simplex;
    private final VariablePseudoCosts costs;
    private final BooleanSupplier stop;

    Branching(LinearProgram program, DualSimplex simplex, BooleanSupplier stop) {
        this.simplex = simplex;
        this.stop = stop;
        costs = new VariablePseudoCosts(program.columns());
    }

    VariablePseudoCosts costs() {
        return costs;
    }

    /** Of the fractional variables at the optimal basis at hand, the one to branch on. */
    int choose(List<Integer> fractional, double[] point, double[] lower, double[] upper, double cutoff) {
        List<Integer> order = new ArrayList<>(fractional);
        order.sort(Comparator.comparingDouble((Integer j) -> -costs.score(j, fraction(point[j])))
                .thenComparingDouble(j -> Math.abs(fraction(point[j]) - 0.5)));
        int best = order.get(0);
        double bestScore = -1;
        int trials = 0;
        int vain = 0;
        double objective = simplex.objective();
        DualSimplex.Basis basis = null;
        for (int j : order) {
            double score;
            if (costs.reliability(j) >= RELIABLE) {
                score = costs.score(j, fraction(point[j]));
            } else if (trials < MOST_TRIALS && vain < VAIN_TRIALS) {
                basis = basis == null ? simplex.save() : basis;
                score = trial(j, point[j], lower, upper, objective, cutoff, basis);
                trials++;
                vain++;
            } else {
                continue;
            }
            if (score > bestScore) {
                bestScore = score;
                best = j;
                vain = 0;
            }
        }
        return best;
    }

    private static double fraction(double value) {
        return value - Math.floor(value);
    }

    private double trial(
            int j,
            double value,
            double[] lower,
            double[] upper,
            double objective,
            double cutoff,
            DualSimplex.Basis basis) {
        double greatest = upper[j];
        upper[j] = Math.floor(value);
        double down = loss(lower, upper, objective, cutoff);
        upper[j] = greatest;
        simplex.restore(basis);
        double least = lower[j];
        lower[j] = Math.ceil(value);
        double up = loss(lower, upper, objective, cutoff);
        lower[j] = least;
        simplex.restore(basis);
        costs.learn(j, false, value - Math.floor(value), down);
        costs.learn(j, true, Math.ceil(value) - value, up);
        return VariablePseudoCosts.score(down, up);
    }

    private double loss(double[] lower, double[] upper, double objective, double cutoff) {
        SimplexStatus status = simplex.solve(lower, upper, cutoff, TRIAL_PIVOTS, stop);
        double reference = Double.isInfinite(cutoff) ? Math.abs(objective) + 1 : Math.max(0, objective - cutoff);
        if (status == SimplexStatus.INFEASIBLE || status == SimplexStatus.CUTOFF) {
            return reference;
        }
        return Math.max(0, Math.min(reference, objective - simplex.objective()));
    }
}
