package dev.allot.solvers.linear;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A linear program over integers that is a knapsack: one constraint of any kind, the budget, and else only limits on the numbers in disjoint
 * groups of variables, such as one source for each instance. Variables in no group are groups of their own.
 */
final class KnapsackProgram {
    private final LinearProgram program;
    /** Of each variable, its coefficient in the budget. */
    private final double[] weight;
    /** The budget's row; -1 if there is none. */
    private final int budget;

    private final List<Group> groups;

    /**
     * Variables whose sum is limited.
     *
     * @param least of the sum
     * @param most of the sum
     */
    record Group(int[] variables, double least, double most) {}

    private KnapsackProgram(LinearProgram program, double[] weight, int budget, List<Group> groups) {
        this.program = program;
        this.weight = weight;
        this.budget = budget;
        this.groups = groups;
    }

    /** The problem as a knapsack, if it is one; O(entries). */
    static Optional<KnapsackProgram> of(Problem problem) {
        SparseMatrix rows = problem.constraints().transpose();
        int budget = -1;
        for (int i = 0; i < problem.constraintCount(); i++) {
            if (budget < 0 || size(rows, i) > size(rows, budget)) {
                budget = i;
            }
        }
        boolean[] grouped = new boolean[problem.variableCount()];
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < problem.constraintCount(); i++) {
            if (i != budget && !addGroup(problem, rows, i, grouped, groups)) {
                return Optional.empty();
            }
        }
        for (int j = 0; j < grouped.length; j++) {
            if (!problem.isInteger(j)) {
                return Optional.empty();
            }
            if (!grouped[j]) {
                groups.add(new Group(new int[] {j}, problem.lower(j), problem.upper(j)));
            }
        }
        double[] weight = new double[grouped.length];
        if (budget >= 0) {
            for (int p = rows.start(budget); p < rows.start(budget + 1); p++) {
                weight[rows.row(p)] = rows.value(p);
            }
        }
        return Optional.of(new KnapsackProgram(LinearProgram.of(problem), weight, budget, groups));
    }

    private static int size(SparseMatrix rows, int i) {
        return rows.start(i + 1) - rows.start(i);
    }

    /** Adds the group of a row of equal coefficients over variables that are in no group yet; false if it is not like that. */
    private static boolean addGroup(Problem problem, SparseMatrix rows, int i, boolean[] grouped, List<Group> groups) {
        int size = size(rows, i);
        if (size == 0) {
            return problem.violation(i, 0) == 0;
        }
        int[] variables = new int[size];
        double coefficient = rows.value(rows.start(i));
        double least = 0;
        double most = 0;
        for (int k = 0; k < size; k++) {
            int j = rows.row(rows.start(i) + k);
            if (grouped[j] || rows.value(rows.start(i) + k) != coefficient) {
                return false;
            }
            grouped[j] = true;
            variables[k] = j;
            least += problem.lower(j);
            most += problem.upper(j);
        }
        // The sums that core accepts are a range, which may be empty; its ends are found by asking.
        double low = coefficient > 0 ? problem.constraintLower(i) : problem.constraintUpper(i);
        double high = coefficient > 0 ? problem.constraintUpper(i) : problem.constraintLower(i);
        double first = Double.isInfinite(low) ? least : Math.max(least, Math.floor(low / coefficient) - 1);
        while (first <= most && problem.violation(i, coefficient * first) > 0 && first <= low / coefficient + 2) {
            first++;
        }
        double last = Double.isInfinite(high) ? most : Math.min(most, Math.ceil(high / coefficient) + 1);
        while (last >= least && problem.violation(i, coefficient * last) > 0 && last >= high / coefficient - 2) {
            last--;
        }
        groups.add(new Group(variables, first, last));
        return true;
    }

    LinearProgram program() {
        return program;
    }

    Problem problem() {
        return program.problem();
    }

    List<Group> groups() {
        return groups;
    }

    double weight(int j) {
        return weight[j];
    }

    /** Whether the budget is kept at an activity. */
    boolean keeps(double activity) {
        return budget < 0 || problem().violation(budget, activity) == 0;
    }

    /** Whether an activity is below the budget's range. */
    boolean isBelow(double activity) {
        return !keeps(activity) && activity < problem().constraintLower(budget);
    }

    /** The budget's greatest activity; infinite if there is none. */
    double most() {
        return budget < 0 ? Double.POSITIVE_INFINITY : program.widenedUpper(budget);
    }

    /** The budget's least activity. */
    double least() {
        return budget < 0 ? Double.NEGATIVE_INFINITY : program.widenedLower(budget);
    }

    /** The weight of a point, exact: weights lie on a grid. */
    double activity(double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += weight[j] * x[j];
        }
        return sum;
    }

    /** The program's form at a point. */
    double value(double[] x) {
        double sum = program.constant();
        for (int j = 0; j < x.length; j++) {
            sum += program.cost(j) * x[j];
        }
        return sum;
    }

    /** The point with all variables at their lower bounds. */
    double[] start() {
        return problem().lowerBounds();
    }
}
