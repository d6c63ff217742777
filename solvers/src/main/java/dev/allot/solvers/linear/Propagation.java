package dev.allot.solvers.linear;

import dev.allot.core.model.SparseMatrix;

/**
 * Tightens bounds of variables by the rows' ranges of activity, until nothing changes or the rounds are used up. Only what holds for every
 * point that core takes for feasible is concluded: sides are widened by its tolerance and by what rounding can amount to.
 */
final class Propagation {
    private static final int MOST_ROUNDS = 10;
    private static final double ROUNDING = 0x1p-40;
    /** Integers may be missed by this before a bound is rounded: wide of rounding, far below 1. */
    private static final double INTEGRALITY = 1e-6;
    /** Bounds of continuous variables are tightened where that takes away this share of the range. */
    private static final double WORTH_IT = 0.1;

    private final LinearProgram program;
    private final SparseMatrix rows;

    Propagation(LinearProgram program) {
        this.program = program;
        rows = program.rows();
    }

    /**
     * Tightens the bounds in place; O(entries) a round.
     *
     * @return false if some row cannot be kept
     */
    boolean run(double[] lower, double[] upper) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            boolean changed = false;
            for (int i = 0; i < program.rowCount(); i++) {
                int result = tighten(i, lower, upper);
                if (result < 0) {
                    return false;
                }
                changed |= result > 0;
            }
            if (!changed) {
                return true;
            }
        }
        return true;
    }

    /** -1 if the row cannot be kept, 1 if bounds changed, 0 if not. */
    private int tighten(int i, double[] lower, double[] upper) {
        double least = 0;
        double most = 0;
        double magnitude = 0;
        double widest = 0;
        for (int p = rows.start(i), end = rows.start(i + 1); p < end; p++) {
            int j = rows.row(p);
            double a = rows.value(p);
            double low = a > 0 ? a * lower[j] : a * upper[j];
            double high = a > 0 ? a * upper[j] : a * lower[j];
            least += low;
            most += high;
            magnitude += Math.max(Math.abs(low), Math.abs(high));
            widest = Math.max(widest, high - low);
        }
        double rounding = ROUNDING * magnitude;
        double sideLow = program.widenedLower(i) - rounding;
        double sideHigh = program.widenedUpper(i) + rounding;
        if (least > sideHigh || most < sideLow) {
            return -1;
        }
        if (most - widest >= sideLow && least + widest <= sideHigh) {
            return 0;
        }
        boolean changed = false;
        for (int p = rows.start(i), end = rows.start(i + 1); p < end; p++) {
            int j = rows.row(p);
            if (lower[j] == upper[j]) {
                continue;
            }
            double a = rows.value(p);
            double low = a > 0 ? a * lower[j] : a * upper[j];
            double high = a > 0 ? a * upper[j] : a * lower[j];
            // What the other variables leave to this one's term.
            double termMost = sideHigh - (least - low);
            double termLeast = sideLow - (most - high);
            double newUpper = a > 0 ? termMost / a : termLeast / a;
            double newLower = a > 0 ? termLeast / a : termMost / a;
            int result = restrict(j, newLower, newUpper, lower, upper);
            if (result < 0) {
                return -1;
            }
            if (result > 0) {
                changed = true;
                least += (a > 0 ? a * lower[j] : a * upper[j]) - low;
                most += (a > 0 ? a * upper[j] : a * lower[j]) - high;
            }
        }
        return changed ? 1 : 0;
    }

    private int restrict(int j, double newLower, double newUpper, double[] lower, double[] upper) {
        boolean integer = program.problem().isInteger(j);
        double low = integer ? Math.ceil(newLower - INTEGRALITY * Math.max(1, Math.abs(newLower) * 1e-6)) : newLower;
        double high = integer ? Math.floor(newUpper + INTEGRALITY * Math.max(1, Math.abs(newUpper) * 1e-6)) : newUpper;
        double margin = integer ? 0 : Math.max(WORTH_IT * (upper[j] - lower[j]), 1e-6);
        int result = 0;
        if (low > lower[j] + margin) {
            lower[j] = integer ? low : low - 1e-9 * Math.max(1, Math.abs(low));
            result = 1;
        }
        if (high < upper[j] - margin) {
            upper[j] = integer ? high : high + 1e-9 * Math.max(1, Math.abs(high));
            result = 1;
        }
        return lower[j] > upper[j] ? -1 : result;
    }
}
