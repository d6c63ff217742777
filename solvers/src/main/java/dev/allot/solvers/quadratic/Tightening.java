package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;

/**
 * Tightens a region: rows by what the variables' ranges leave them, and variables by what the rows' ranges leave them, round after round. Only
 * what holds for every point that core takes for feasible is concluded; rounding is allowed for.
 */
final class Tightening {
    private static final int MOST_ROUNDS = 4;
    private static final double ROUNDING = 0x1p-40;
    /** Integers may be missed by this before a bound is rounded: wide of rounding, far below 1. */
    private static final double INTEGRALITY = 1e-6;
    /** Ranges of continuous forms are tightened where that takes away this share of them. */
    private static final double WORTH_IT = 0.05;

    private final Rows rows;
    private final Problem problem;

    Tightening(Rows rows) {
        this.rows = rows;
        problem = rows.problem();
    }

    /**
     * Tightens in place; O(entries of the rows) a round.
     *
     * @return false if nothing is left
     */
    boolean run(Region region) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean changed = false;
            for (int r = 0; r < rows.size(); r++) {
                if (rows.isConcave(r)) {
                    continue;
                }
                int result = tighten(r, region);
                if (result < 0) {
                    return false;
                }
                changed |= result > 0;
            }
            if (!changed) {
                break;
            }
        }
        return true;
    }

    /** -1 if nothing is left, 1 if a variable's range has changed, 0 if not. */
    private int tighten(int r, Region region) {
        double low = rows.offset(r);
        double high = low;
        double magnitude = Math.abs(low);
        double widest = 0;
        for (int p = rows.start(r), end = rows.start(r + 1); p < end; p++) {
            int j = rows.variable(p);
            double a = rows.coefficient(p);
            double one = a * region.lower[j];
            double other = a * region.upper[j];
            low += Math.min(one, other);
            high += Math.max(one, other);
            magnitude += Math.max(Math.abs(one), Math.abs(other));
            widest = Math.max(widest, Math.abs(other - one));
        }
        double rounding = ROUNDING * magnitude;
        if (low - rounding > region.greatest[r] || high + rounding < region.least[r]) {
            return -1;
        }
        if (rows.isIntegral(r)) {
            region.least[r] = Math.max(region.least[r], Math.ceil(low - rounding - INTEGRALITY));
            region.greatest[r] = Math.min(region.greatest[r], Math.floor(high + rounding + INTEGRALITY));
        } else if (rows.isConvex(r)) {
            region.least[r] = Math.max(region.least[r], low - rounding);
            region.greatest[r] = Math.min(region.greatest[r], high + rounding);
        }
        if (region.least[r] > region.greatest[r]) {
            return -1;
        }
        double spareAbove = region.greatest[r] + rounding - low;
        double spareBelow = high - region.least[r] + rounding;
        if (widest <= Math.min(spareAbove, spareBelow)) {
            return 0;
        }
        boolean changed = false;
        for (int p = rows.start(r), end = rows.start(r + 1); p < end; p++) {
            int j = rows.variable(p);
            double a = rows.coefficient(p);
            double range = Math.abs(a) * (region.upper[j] - region.lower[j]);
            if (range > Math.min(spareAbove, spareBelow) && a != 0) {
                // The term lies within so much of its least and of its greatest value.
                double fromLeast = spareAbove / a;
                double fromGreatest = spareBelow / a;
                double newUpper = a > 0 ? region.lower[j] + fromLeast : region.lower[j] - fromGreatest;
                double newLower = a > 0 ? region.upper[j] - fromGreatest : region.upper[j] + fromLeast;
                // The sums above go by the ranges before: they stay valid, if not tight.
                int result = restrict(j, newLower, newUpper, region);
                if (result < 0) {
                    return -1;
                }
                changed |= result > 0;
            }
        }
        return changed ? 1 : 0;
    }

    private int restrict(int j, double newLower, double newUpper, Region region) {
        boolean integer = problem.isInteger(j);
        double slack = integer ? INTEGRALITY * Math.max(1, Math.abs(newLower) * 1e-6) : 0;
        double low = integer ? Math.ceil(newLower - slack) : newLower;
        double high = integer ? Math.floor(newUpper + slack) : newUpper;
        double margin = integer ? 0 : WORTH_IT * (region.upper[j] - region.lower[j]) + 1e-9;
        int result = 0;
        if (low > region.lower[j] + margin) {
            region.lower[j] = integer ? low : low - 1e-9 * Math.max(1, Math.abs(low));
            result = 1;
        }
        if (high < region.upper[j] - margin) {
            region.upper[j] = integer ? high : high + 1e-9 * Math.max(1, Math.abs(high));
            result = 1;
        }
        return region.lower[j] > region.upper[j] ? -1 : result;
    }
}
