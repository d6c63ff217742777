package dev.allot.solvers.greedy;

import dev.allot.core.model.Problem;

/**
 * The exact gain of one more unit of each variable alone. Below a tree ensemble most are zero, as one instance seldom crosses a threshold: ties
 * are broken by another estimate that looks further ahead.
 */
public final class UnitGains implements GainEstimate {
    private final GainEstimate ahead;
    private final double[] tieBreak;

    /** Gains of a problem with ties broken by {@code ahead}. */
    public UnitGains(Problem problem, GainEstimate ahead) {
        this.ahead = ahead;
        tieBreak = new double[problem.variableCount()];
    }

    @Override
    public long evaluations(int candidates) {
        return candidates + ahead.evaluations(candidates);
    }

    @Override
    public boolean estimate(Construction from, int[] candidates, int size, double[] gains) {
        if (!ahead.estimate(from, candidates, size, tieBreak)) {
            return false;
        }
        double now = from.state().objective();
        double leastGain = Double.POSITIVE_INFINITY;
        double greatestTie = 0;
        for (int k = 0; k < size; k++) {
            int j = candidates[k];
            if (!from.session().tryEvaluate()) {
                return false;
            }
            double value = from.activities().value(j);
            double target = Math.min(value + 1, from.problem().upper(j));
            gains[j] = (from.state().peek(j, target) - now) / (target - value);
            if (gains[j] != 0) {
                leastGain = Math.min(leastGain, Math.abs(gains[j]));
            }
            greatestTie = Math.max(greatestTie, Math.abs(tieBreak[j]));
        }
        if (greatestTie == 0) {
            return true;
        }
        // Small enough never to outweigh a real gain.
        double weight = leastGain == Double.POSITIVE_INFINITY ? 1 : Math.min(1, 0.5 * leastGain / greatestTie);
        for (int k = 0; k < size; k++) {
            gains[candidates[k]] += weight * tieBreak[candidates[k]];
        }
        return true;
    }
}
