package dev.allot.benchmarks.peers;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.Arrays;

/**
 * Points by filling up: from the variables' lower bounds, units are added in a given order wherever no constraint is violated more than
 * before. This is how peers that know no constraints are kept within budgets.
 */
final class UnitFilling {
    private final Problem problem;
    private final SparseMatrix matrix;
    /** The variable of each unit: a variable that ranges over r values has r - 1 of them. */
    private final int[] variable;

    UnitFilling(Problem problem) {
        this.problem = problem;
        matrix = problem.constraints();
        int[] units = new int[16];
        int size = 0;
        for (int j = 0; j < problem.variableCount(); j++) {
            for (double v = problem.lower(j); v < problem.upper(j); v++) {
                if (size == units.length) {
                    units = Arrays.copyOf(units, 2 * size);
                }
                units[size++] = j;
            }
        }
        variable = Arrays.copyOf(units, size);
    }

    /** The number of units of a problem over integers. */
    static double count(Problem problem) {
        double sum = 0;
        for (int j = 0; j < problem.variableCount(); j++) {
            sum += problem.upper(j) - problem.lower(j);
        }
        return sum;
    }

    /** Number of units. */
    int size() {
        return variable.length;
    }

    /** The variable that a unit belongs to. */
    int variable(int unit) {
        return variable[unit];
    }

    /**
     * Adds units in order.
     *
     * @param order units, each at most once
     * @param taken told which units were added
     */
    double[] fill(int[] order, boolean[] taken) {
        double[] x = problem.lowerBounds();
        double[] activity = problem.activitiesAt(x);
        for (int unit : order) {
            int j = variable[unit];
            boolean adds = keeps(j, activity);
            if (adds) {
                for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                    activity[matrix.row(p)] += matrix.value(p);
                }
                x[j]++;
            }
            taken[unit] = adds;
        }
        return x;
    }

    private boolean keeps(int j, double[] activity) {
        for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
            int i = matrix.row(p);
            if (problem.violation(i, activity[i] + matrix.value(p)) > problem.violation(i, activity[i])) {
                return false;
            }
        }
        return true;
    }

    /** The objective at a point. */
    double objective(double[] x) {
        return problem.linearAt(x)
                + problem.surrogate().map(f -> f.value(problem.aggregatesAt(x))).orElse(0.0);
    }

    /** What constraints are violated by at a point. */
    double violation(double[] x) {
        double[] activity = problem.activitiesAt(x);
        double sum = 0;
        for (int i = 0; i < activity.length; i++) {
            sum += problem.violation(i, activity[i]);
        }
        return sum;
    }
}
