package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Puts a compound move together and keeps it feasible: after the changes that a method wants, {@link #settle} adds changes of other variables
 * until no constraint is violated. Raising one variable under a full budget so becomes a swap, in a class with several sources a change of
 * source, and in a block of many raised variables a block of many lowered ones. Nothing is scored here.
 */
final class MoveBuilder {
    private static final int TRIES = 24;

    private final Problem problem;
    private final SparseMatrix columns;
    private final SparseMatrix rows;
    private final Activities at;
    private final Movable movable;
    private final Move move = new Move();
    private final double[] pending;
    private final boolean[] isTouched;
    private int[] touched = new int[16];
    private int touchedSize;

    MoveBuilder(Activities at, Movable movable) {
        this.at = at;
        this.movable = movable;
        problem = at.constraints().problem();
        columns = at.constraints().byVariable();
        rows = at.constraints().byConstraint();
        pending = new double[rows.columns()];
        isTouched = new boolean[rows.columns()];
    }

    /** Starts a new move. */
    void clear() {
        move.clear();
        while (touchedSize > 0) {
            int i = touched[--touchedSize];
            pending[i] = 0;
            isTouched[i] = false;
        }
    }

    Move move() {
        return move;
    }

    /** Adds a change; ignored if the variable already takes part or would not change. */
    void change(int j, double target) {
        double step = target - at.value(j);
        if (step == 0 || move.find(j) >= 0) {
            return;
        }
        move.add(j, target);
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            int i = columns.row(p);
            if (!isTouched[i]) {
                isTouched[i] = true;
                if (touchedSize == touched.length) {
                    touched = Arrays.copyOf(touched, 2 * touchedSize);
                }
                touched[touchedSize++] = i;
            }
            pending[i] += step * columns.value(p);
        }
    }

    /** The constraint of fewest variables that the move as it stands violates, or -1: the small ones leave the least choice. */
    private int violated() {
        int worst = -1;
        for (int k = 0; k < touchedSize; k++) {
            int i = touched[k];
            if (problem.violation(i, at.activity(i) + pending[i]) > 0 && (worst < 0 || length(i) < length(worst))) {
                worst = i;
            }
        }
        return worst;
    }

    private int length(int i) {
        return rows.start(i + 1) - rows.start(i);
    }

    /** Whether the move as it stands keeps all constraints. */
    boolean fits() {
        return violated() < 0;
    }

    /**
     * Adds changes of random other variables until all constraints are kept.
     *
     * @param most at most so many
     * @return whether the move now fits, and is one
     */
    boolean settle(SplittableRandom random, int most) {
        for (int added = 0; ; added++) {
            int i = violated();
            if (i < 0) {
                return move.size() > 0;
            }
            if (added == most || !compensate(i, random)) {
                return false;
            }
        }
    }

    private boolean compensate(int i, SplittableRandom random) {
        int length = length(i);
        if (length <= TRIES) {
            int first = random.nextInt(length);
            for (int k = 0; k < length; k++) {
                int p = rows.start(i) + (first + k) % length;
                if (compensate(i, rows.row(p), rows.value(p))) {
                    return true;
                }
            }
            return false;
        }
        for (int t = 0; t < TRIES; t++) {
            int p = rows.start(i) + random.nextInt(length);
            if (compensate(i, rows.row(p), rows.value(p))) {
                return true;
            }
            // In a long constraint few variables may be able to move, so pick from those that can.
            IndexSet candidates = movable.in(upward(i, rows.value(p)));
            if (candidates.size() > 0) {
                int k = candidates.get(random.nextInt(candidates.size()));
                if (compensate(i, k, coefficient(i, k))) {
                    return true;
                }
            }
        }
        return false;
    }

    private double coefficient(int i, int j) {
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            if (columns.row(p) == i) {
                return columns.value(p);
            }
        }
        return 0;
    }

    /** Whether a variable of this coefficient has to go up to lessen the violation of constraint {@code i}. */
    private boolean upward(int i, double coefficient) {
        return at.activity(i) + pending[i] < problem.constraintLower(i) == coefficient > 0;
    }

    /**
     * Moves variable {@code j} so far that constraint {@code i} is kept again, or as far in that direction as its bounds allow.
     *
     * @param coefficient of the variable in the constraint
     * @return false if it cannot move that way
     */
    boolean compensate(int i, int j, double coefficient) {
        double excess = problem.violation(i, at.activity(i) + pending[i]);
        if (excess == 0 || coefficient == 0 || move.find(j) >= 0) {
            return false;
        }
        double step = excess / Math.abs(coefficient);
        if (problem.isInteger(j)) {
            step = Math.ceil(step - Problem.FEASIBILITY_TOLERANCE);
        }
        double target = upward(i, coefficient)
                ? Math.min(problem.upper(j), at.value(j) + step)
                : Math.max(problem.lower(j), at.value(j) - step);
        if (target == at.value(j)) {
            return false;
        }
        change(j, target);
        return true;
    }

    /** Lets variable {@code j} make up for a constraint that the move as it stands violates; false if it cannot. */
    boolean compensateWith(int j) {
        int i = violated();
        return i >= 0 && compensate(i, j, coefficient(i, j));
    }
}
