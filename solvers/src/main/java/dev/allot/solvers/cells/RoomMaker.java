package dev.allot.solvers.cells;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.solvers.search.Activities;
import dev.allot.solvers.search.ConstraintRows;
import java.util.function.IntToDoubleFunction;

/**
 * Makes room for a change of one variable: changes others until all constraints are kept again. In a short constraint, such as that of the
 * sources of one class, the best of all its variables is changed; in a long one, such as a budget, the next of a ranked list.
 */
final class RoomMaker {
    private static final int SHORT = 24;
    /** So many other variables are changed at most. */
    private static final int MOST = 8;

    private final Problem problem;
    private final SparseMatrix rows;
    private final IntToDoubleFunction gain;
    private int[] up = new int[0];
    private int[] down = new int[0];
    private int nextUp;
    private int nextDown;

    /** Changes a variable of the point. */
    interface Change {
        void to(int variable, double value);
    }

    /**
     * Makes room under the given constraints.
     *
     * @param gain what is gained for each unit that a variable is raised by
     */
    RoomMaker(ConstraintRows constraints, IntToDoubleFunction gain) {
        this.gain = gain;
        problem = constraints.problem();
        rows = constraints.byConstraint();
    }

    /** Takes over lists of variables, the best to raise and the best to lower first. */
    void offer(int[] toRaise, int[] toLower) {
        up = toRaise;
        down = toLower;
        nextUp = 0;
        nextDown = 0;
    }

    /** The next variable to raise, or -1. */
    int nextUp() {
        return nextUp < up.length ? up[nextUp] : -1;
    }

    /** The next variable to lower, or -1. */
    int nextDown() {
        return nextDown < down.length ? down[nextDown] : -1;
    }

    /** Passes over the next variable of a list. */
    void take(boolean toRaise) {
        if (toRaise) {
            nextUp++;
        } else {
            nextDown++;
        }
    }

    /** Whether all constraints could be kept after variable {@code changed} was changed. */
    boolean make(TrackedPoint point, int changed, Change change) {
        Activities at = point.activities();
        for (int k = 0; ; k++) {
            int i = at.anyViolated();
            if (i < 0) {
                return true;
            }
            boolean tooHigh = at.activity(i) > problem.constraintUpper(i);
            int p = k == MOST ? -1 : entry(at, i, tooHigh, changed);
            if (p < 0) {
                return false;
            }
            int j = rows.row(p);
            double step = at.excess(i) / Math.abs(rows.value(p));
            if (problem.isInteger(j)) {
                step = Math.ceil(step - Problem.FEASIBILITY_TOLERANCE);
            }
            double value = at.value(j);
            change.to(
                    j,
                    tooHigh == rows.value(p) < 0
                            ? Math.min(problem.upper(j), value + step)
                            : Math.max(problem.lower(j), value - step));
        }
    }

    /** Position of the variable of constraint {@code i} that is to be changed, or -1. */
    private int entry(Activities at, int i, boolean tooHigh, int changed) {
        return rows.start(i + 1) - rows.start(i) <= SHORT
                ? bestEntry(at, i, tooHigh, changed)
                : nextEntry(at, i, tooHigh, changed);
    }

    private int bestEntry(Activities at, int i, boolean tooHigh, int changed) {
        int best = -1;
        double bestGain = Double.NEGATIVE_INFINITY;
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            int j = rows.row(p);
            double slope = rows.value(p);
            boolean raise = tooHigh == slope < 0;
            if (j != changed && slope != 0 && isMovable(at, j, raise)) {
                double perUnit = gain.applyAsDouble(j) / Math.abs(slope);
                double gained = raise ? perUnit : -perUnit;
                if (gained > bestGain) {
                    bestGain = gained;
                    best = p;
                }
            }
        }
        return best;
    }

    private boolean isMovable(Activities at, int j, boolean raise) {
        return raise ? at.value(j) < problem.upper(j) : at.value(j) > problem.lower(j);
    }

    private int nextEntry(Activities at, int i, boolean tooHigh, int changed) {
        while (nextDown < down.length) {
            int j = down[nextDown++];
            int p = j == changed || !isMovable(at, j, false) ? -1 : entryOf(i, j);
            if (p >= 0 && tooHigh == rows.value(p) > 0) {
                return p;
            }
        }
        while (nextUp < up.length) {
            int j = up[nextUp++];
            int p = j == changed || !isMovable(at, j, true) ? -1 : entryOf(i, j);
            if (p >= 0 && tooHigh == rows.value(p) < 0) {
                return p;
            }
        }
        return -1;
    }

    /** Position of a variable in a constraint; -1 if it does not count there. */
    private int entryOf(int i, int j) {
        int p = rows.find(j, i);
        return p >= 0 && rows.value(p) != 0 ? p : -1;
    }
}
