package dev.allot.solvers.linear;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Points near that of a linear relaxation: each integer rounded where that cannot break a row if there is such a side, else to the
 * nearest; then units added or taken in the order of the relaxation's preference, as long as all rows are kept.
 */
final class RelaxationRounding {
    private final LinearProgram program;
    private final Problem problem;
    private final SparseMatrix matrix;
    /** Rows that a larger, or a smaller, value brings nearer to a side. */
    private final int[] upLocks;

    private final int[] downLocks;

    RelaxationRounding(LinearProgram program) {
        this.program = program;
        problem = program.problem();
        matrix = problem.constraints();
        upLocks = new int[program.columns()];
        downLocks = new int[program.columns()];
        for (int j = 0; j < upLocks.length; j++) {
            for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                int i = matrix.row(p);
                boolean positive = matrix.value(p) > 0;
                if (problem.constraintUpper(i) < Double.POSITIVE_INFINITY) {
                    (positive ? upLocks : downLocks)[j]++;
                }
                if (problem.constraintLower(i) > Double.NEGATIVE_INFINITY) {
                    (positive ? downLocks : upLocks)[j]++;
                }
            }
        }
    }

    /**
     * A feasible point near a relaxation's, if rounding gives one.
     *
     * @param relaxed the relaxation's point, within the problem's bounds
     */
    Optional<double[]> of(double[] relaxed) {
        return improved(rounded(relaxed), relaxed);
    }

    /** A relaxation's point with its integers rounded, which may break rows. */
    double[] rounded(double[] relaxed) {
        double[] x = relaxed.clone();
        for (int j = 0; j < x.length; j++) {
            if (problem.isInteger(j)) {
                double nearest = Math.rint(x[j]);
                if (Math.abs(x[j] - nearest) <= 1e-6) {
                    x[j] = nearest;
                } else if (downLocks[j] == 0) {
                    x[j] = Math.floor(x[j]);
                } else {
                    x[j] = upLocks[j] == 0 ? Math.ceil(x[j]) : nearest;
                }
            }
        }
        return x;
    }

    /** The point with what units of single variables add to it; empty if it breaks rows. */
    Optional<double[]> improved(double[] point, double[] relaxed) {
        double[] x = point.clone();
        double[] activity = problem.activitiesAt(x);
        for (int i = 0; i < activity.length; i++) {
            if (problem.violation(i, activity[i]) > 0) {
                return Optional.empty();
            }
        }
        improve(x, relaxed, activity);
        return Optional.of(x);
    }

    private void improve(double[] x, double[] relaxed, double[] activity) {
        Integer[] order = new Integer[x.length];
        int size = 0;
        for (int j = 0; j < x.length; j++) {
            double room = program.cost(j) > 0 ? problem.upper(j) - x[j] : x[j] - problem.lower(j);
            if (problem.isInteger(j) && program.cost(j) != 0 && room >= 1) {
                order[size++] = j;
            }
        }
        Arrays.sort(
                order,
                0,
                size,
                Comparator.comparingDouble((Integer j) -> Math.abs(x[j] - relaxed[j]))
                        .thenComparingDouble(j -> Math.abs(program.cost(j)))
                        .reversed());
        for (int k = 0; k < size; k++) {
            int j = order[k];
            int sign = program.cost(j) > 0 ? 1 : -1;
            while ((sign > 0 ? x[j] < problem.upper(j) : x[j] > problem.lower(j)) && moves(j, sign, activity)) {
                x[j] += sign;
            }
        }
    }

    private boolean moves(int j, int sign, double[] activity) {
        for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
            int i = matrix.row(p);
            if (problem.violation(i, activity[i] + sign * matrix.value(p)) > 0) {
                return false;
            }
        }
        for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
            activity[matrix.row(p)] += sign * matrix.value(p);
        }
        return true;
    }
}
