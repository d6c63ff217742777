package dev.allot.solvers.branching;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A constraint that is priced: {@code lower <= w . x <= upper} with a multiplier, positive where the upper side binds, negative where the
 * lower one does. As the multiplier grows, one variable after another leaves its better end, and the activity {@code w . x} falls. Mutable:
 * it remembers its multiplier.
 */
final class CouplingRow {
    /** How far the multiplier may have moved since the last call, relative to it, as long as no move is known; and the least to look at. */
    private static final double WINDOW = 0.005;

    private static final double LEAST_WINDOW = 1e-4;
    /** In units of the mean of the recent moves. */
    private static final double FAR = 3;

    private static final double FADING = 0.9;

    private static final double WIDER = 8;
    private static final double CLEAR = 0x1p-40;
    private static final int MOST_WINDOWS = 4;
    private static final int MOST_PASSES = 12;
    /** Where the search must go by activities alone: good enough when this close to the side, relative to the constraint's range. */
    private static final double CLOSE = 1e-3;

    private final Problem problem;
    private final int index;
    private final int[] variable;
    /** The first variable if they follow each other without a gap, for loops that the compiler can vectorise; -1 otherwise. */
    private final int first;

    private final double[] weight;
    private final double[] inverse;
    private final double[] swing;
    private final double leastActivity;
    private final double range;
    private final double lower;
    private final double upper;
    private final double sumOfMagnitudes;
    private final boolean meetsChoices;
    private final double[] turn;
    private final double[] scratch;
    private final double[] windowTurn;
    private final double[] windowSwing;
    private double multiplier;
    private double meanMove;

    private CouplingRow(Problem problem, SparseMatrix rows, int i, Choices choices) {
        this.problem = problem;
        index = i;
        int size = rows.start(i + 1) - rows.start(i);
        variable = new int[size];
        weight = new double[size];
        inverse = new double[size];
        swing = new double[size];
        turn = new double[size];
        windowTurn = new double[size];
        windowSwing = new double[size];
        double magnitudes = 0;
        double least = 0;
        boolean meets = false;
        for (int k = 0; k < size; k++) {
            int j = rows.row(rows.start(i) + k);
            double w = rows.value(rows.start(i) + k);
            variable[k] = j;
            weight[k] = w;
            inverse[k] = 1 / w;
            swing[k] = Math.abs(w) * (problem.upper(j) - problem.lower(j));
            least += w * (w > 0 ? problem.lower(j) : problem.upper(j));
            magnitudes += Math.abs(w) * Math.max(Math.abs(problem.lower(j)), Math.abs(problem.upper(j)));
            meets |= choices.binds(j);
        }
        first = isGapless(variable) ? variable[0] : -1;
        leastActivity = least;
        range = Arrays.stream(swing).sum();
        sumOfMagnitudes = magnitudes;
        meetsChoices = meets;
        scratch = new double[meets ? problem.variableCount() : 0];
        // Points beyond a side by the tolerance count as feasible, so bounds must hold for them.
        lower = problem.constraintLower(i) - Problem.tolerance(problem.constraintLower(i));
        upper = problem.constraintUpper(i) + Problem.tolerance(problem.constraintUpper(i));
    }

    private static boolean isGapless(int[] variable) {
        for (int k = 1; k < variable.length; k++) {
            if (variable[k] != variable[0] + k) {
                return false;
            }
        }
        return variable.length > 0;
    }

    /** The constraints that are not choices. */
    static CouplingRow[] of(ConstraintRows constraints, Choices choices) {
        SparseMatrix rows = constraints.byConstraint();
        List<CouplingRow> couplings = new ArrayList<>();
        for (int i = 0; i < constraints.problem().constraintCount(); i++) {
            if (!choices.includes(i)) {
                couplings.add(new CouplingRow(constraints.problem(), rows, i, choices));
            }
        }
        return couplings.toArray(new CouplingRow[0]);
    }

    /** Takes this constraint's share off the profits. */
    void subtractFrom(double[] profit) {
        shift(profit, -multiplier);
    }

    private void shift(double[] profit, double by) {
        if (by != 0 && first >= 0) {
            for (int k = 0; k < weight.length; k++) {
                profit[first + k] += by * weight[k];
            }
        } else if (by != 0) {
            for (int k = 0; k < variable.length; k++) {
                profit[variable[k]] += by * weight[k];
            }
        }
    }

    /**
     * Moves the multiplier to where what it makes profitable meets the constraint's side, and the profits with it. The multiplier ends where
     * the constraint is kept, unless it cannot be.
     */
    void improve(double[] profit, Choices choices) {
        if (meetsChoices) {
            bracket(profit, choices);
        } else {
            double best = select(profit);
            shift(profit, multiplier - best);
            double move = Math.abs(best - multiplier);
            meanMove = multiplier == 0 ? WINDOW * move / FAR : FADING * meanMove + (1 - FADING) * move;
            multiplier = best;
        }
    }

    // ---- without choices: the multipliers at which variables turn are known ----

    /** The best multiplier: a weighted selection among the turns, which looks at few of them but once. */
    private double select(double[] profit) {
        if (first >= 0) {
            for (int k = 0; k < turn.length; k++) {
                turn[k] = profit[first + k] * inverse[k] + multiplier;
            }
        } else {
            for (int k = 0; k < turn.length; k++) {
                turn[k] = profit[variable[k]] * inverse[k] + multiplier;
            }
        }
        if (multiplier != 0) {
            double near = selectNear(multiplier > 0 ? upper : lower);
            if (near * multiplier > 0) {
                return near;
            }
        }
        double free = leastActivity + swingAbove(0);
        if (lower <= free && free <= upper) {
            return 0;
        }
        double side = free > upper ? upper : lower;
        if (side < leastActivity || side > leastActivity + range) {
            // Out of reach: there is no feasible point, and the further the multiplier goes the lower the bound gets.
            return multiplier == 0 ? Math.signum(free - side) : 2 * multiplier;
        }
        return bySorting(side - leastActivity, side == lower);
    }

    /** Looks for the multiplier in a window around the last one; 0 if it is not there. */
    private double selectNear(double side) {
        double allowed = side - leastActivity;
        double margin = Math.max(FAR * meanMove, LEAST_WINDOW * Math.abs(multiplier));
        for (int pass = 0; pass < MOST_WINDOWS; pass++) {
            double low = multiplier - margin;
            double high = multiplier + margin;
            int size = 0;
            double above = 0;
            // Without jumps that nobody can predict: everything is written, and kept if it is in the window.
            for (int k = 0; k < turn.length; k++) {
                double t = turn[k];
                windowTurn[size] = t;
                windowSwing[size] = swing[k];
                size += t > low && t <= high ? 1 : 0;
                above += t > high ? swing[k] : 0;
            }
            double inWindow = 0;
            for (int k = 0; k < size; k++) {
                inWindow += windowSwing[k];
            }
            if (above <= allowed && above + inWindow > allowed) {
                return kept(least(size, allowed - above, high), side == lower);
            }
            margin *= WIDER;
        }
        return 0;
    }

    /** Clear of what turns there, whatever rounding does to its profit, on the side that the constraint needs. */
    private static double kept(double turn, boolean ofLower) {
        double clear = CLEAR * Math.abs(turn) + Double.MIN_NORMAL;
        return ofLower ? turn - clear : turn + clear;
    }

    private double swingAbove(double value) {
        double sum = 0;
        for (int k = 0; k < turn.length; k++) {
            sum += turn[k] > value ? swing[k] : 0;
        }
        return sum;
    }

    /** The least turn in a window beyond which no more than {@code allowed} swings: quickselect by weight. */
    private double least(int size, double allowed, double high) {
        double best = high;
        double beyond = 0;
        int left = size;
        while (left > 0) {
            double pivot = windowTurn[left >>> 1];
            double sum = beyond;
            double atPivot = 0;
            for (int k = 0; k < left; k++) {
                sum += windowTurn[k] > pivot ? windowSwing[k] : 0;
                atPivot += windowTurn[k] == pivot ? windowSwing[k] : 0;
            }
            // With the multiplier at the pivot, all beyond it swings and what turns there need not.
            boolean holds = sum <= allowed;
            if (holds) {
                best = pivot;
                beyond = sum + atPivot;
            }
            int n = 0;
            for (int k = 0; k < left; k++) {
                if (holds ? windowTurn[k] < pivot : windowTurn[k] > pivot) {
                    windowTurn[n] = windowTurn[k];
                    windowSwing[n++] = windowSwing[k];
                }
            }
            left = n;
        }
        return best;
    }

    private double bySorting(double allowed, boolean ofLower) {
        int[] order = IntStream.range(0, turn.length).toArray();
        Ranking.sort(order, turn);
        double sum = 0;
        for (int k : order) {
            sum += swing[k];
            if (sum > allowed) {
                return kept(turn[k], ofLower);
            }
        }
        return 0;
    }

    // ---- with choices: only activities at given multipliers are known ----

    private void bracket(double[] profit, Choices choices) {
        double activity = activity(profit, choices);
        boolean ofUpper;
        if (multiplier > 0 || multiplier == 0 && activity > upper) {
            ofUpper = true;
        } else if (multiplier < 0 || activity < lower) {
            ofUpper = false;
        } else {
            return;
        }
        double side = ofUpper ? upper : lower;
        double kept = Double.NaN;
        double keptActivity = Double.NaN;
        double broken = Double.NaN;
        double brokenActivity = Double.NaN;
        double step = multiplier == 0 ? initialStep(profit) : WINDOW * Math.abs(multiplier);
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            boolean holds = ofUpper ? activity <= side : activity >= side;
            if (holds) {
                kept = multiplier;
                keptActivity = activity;
            } else {
                broken = multiplier;
                brokenActivity = activity;
            }
            if (holds && (multiplier == 0 || Math.abs(activity - side) <= CLOSE * range)) {
                return;
            }
            double next;
            if (Double.isNaN(kept)) {
                next = ofUpper ? multiplier + step : multiplier - step;
                step *= WIDER;
            } else if (Double.isNaN(broken)) {
                next = ofUpper ? Math.max(0, multiplier - step) : Math.min(0, multiplier + step);
                step *= WIDER;
            } else {
                // Regula falsi, kept off the ends.
                double share = (keptActivity - side) / (keptActivity - brokenActivity);
                next = kept + Math.min(0.9, Math.max(0.1, share)) * (broken - kept);
            }
            setMultiplier(next, profit);
            activity = activity(profit, choices);
        }
        boolean holds = ofUpper ? activity <= side : activity >= side;
        if (!holds && !Double.isNaN(kept)) {
            setMultiplier(kept, profit);
        }
    }

    private double initialStep(double[] profit) {
        double sum = 0;
        for (int k = 0; k < variable.length; k++) {
            sum += Math.abs(profit[variable[k]] * inverse[k]);
        }
        return sum == 0 ? 1 : sum / variable.length;
    }

    private void setMultiplier(double value, double[] profit) {
        shift(profit, multiplier - value);
        multiplier = value;
    }

    private double activity(double[] profit, Choices choices) {
        choices.maximise(profit, scratch);
        return activity(scratch);
    }

    private double activity(double[] x) {
        double sum = 0;
        for (int k = 0; k < variable.length; k++) {
            sum += weight[k] * x[variable[k]];
        }
        return sum;
    }

    /** What the multiplier adds to the bound. */
    double dualTerm() {
        return multiplier == 0 ? 0 : multiplier > 0 ? multiplier * upper : multiplier * lower;
    }

    /** Sum of the magnitudes that the bound's rounding is relative to. */
    double mass() {
        double side = multiplier == 0 ? 0 : multiplier > 0 ? upper : lower;
        return Math.abs(multiplier) * (sumOfMagnitudes + Math.abs(side));
    }

    /** Whether a point keeps this constraint. */
    boolean isKept(double[] x) {
        return problem.violation(index, activity(x)) == 0;
    }
}
