package dev.allot.solvers.branching;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.solvers.search.ConstraintRows;
import java.util.Arrays;

/**
 * The constraints that share out a limit among a few variables, such as the sources of one class of instances, and are kept exactly when a
 * separable objective is maximised: {@code sum of x[j] over a group <= limit}, no variable in two groups. Immutable but for scratch space.
 */
final class Choices {
    private static final int LARGEST_GROUP = 64;

    private final Problem problem;
    private final double[] lower;
    private final double[] upper;
    private final boolean[] isChoice;
    private final boolean[] bound;
    private final int[] groupStart;
    private final int[] member;
    private final double[] limit;
    private final int[] single;

    Choices(ConstraintRows constraints) {
        problem = constraints.problem();
        lower = problem.lowerBounds();
        upper = new double[lower.length];
        Arrays.setAll(upper, problem::upper);
        SparseMatrix rows = constraints.byConstraint();
        int n = problem.variableCount();
        isChoice = new boolean[problem.constraintCount()];
        boolean[] taken = new boolean[n];
        bound = taken;
        int groups = 0;
        int members = 0;
        for (int i = 0; i < isChoice.length; i++) {
            if (fits(rows, i, taken)) {
                isChoice[i] = true;
                groups++;
                for (int p = rows.start(i); p < rows.start(i + 1); p++) {
                    taken[rows.row(p)] = true;
                    members++;
                }
            }
        }
        groupStart = new int[groups + 1];
        member = new int[members];
        limit = new double[groups];
        int g = 0;
        int at = 0;
        for (int i = 0; i < isChoice.length; i++) {
            if (isChoice[i]) {
                limit[g] = problem.constraintUpper(i) + Problem.tolerance(problem.constraintUpper(i));
                for (int p = rows.start(i); p < rows.start(i + 1); p++) {
                    member[at++] = rows.row(p);
                }
                groupStart[++g] = at;
            }
        }
        int[] free = new int[n - members];
        int size = 0;
        for (int j = 0; j < n; j++) {
            if (!taken[j]) {
                free[size++] = j;
            }
        }
        single = Arrays.copyOf(free, size);
    }

    private boolean fits(SparseMatrix rows, int i, boolean[] taken) {
        int size = rows.start(i + 1) - rows.start(i);
        if (size == 0 || size > LARGEST_GROUP || problem.constraintUpper(i) == Double.POSITIVE_INFINITY) {
            return false;
        }
        double least = 0;
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            int j = rows.row(p);
            if (rows.value(p) != 1 || taken[j]) {
                return false;
            }
            least += problem.lower(j);
        }
        return problem.constraintLower(i) <= least && least <= problem.constraintUpper(i);
    }

    /** Whether a variable takes part in a choice. */
    boolean binds(int variable) {
        return bound[variable];
    }

    /** Whether a constraint is one of the choices. */
    boolean includes(int constraint) {
        return isChoice[constraint];
    }

    /**
     * Maximises {@code profit . x} over bounds and choices.
     *
     * @param x receives where it is attained: integers wherever bounds and limits are
     * @return the greatest value, rounded
     */
    double maximise(double[] profit, double[] x) {
        double sum = 0;
        if (single.length == x.length) {
            sum = maximiseAll(profit, x);
        } else {
            for (int j : single) {
                x[j] = profit[j] > 0 ? upper[j] : lower[j];
                sum += profit[j] * x[j];
            }
        }
        for (int g = 0; g < limit.length; g++) {
            double left = limit[g];
            for (int p = groupStart[g]; p < groupStart[g + 1]; p++) {
                int j = member[p];
                x[j] = problem.lower(j);
                left -= x[j];
                sum += profit[j] * x[j];
            }
            sum += fill(g, left, profit, x);
        }
        return sum;
    }

    /** The same where there are no choices: without a jump that nobody can predict. */
    private double maximiseAll(double[] profit, double[] x) {
        for (int j = 0; j < x.length; j++) {
            double most = upper[j];
            double least = lower[j];
            x[j] = profit[j] > 0 ? most : least;
        }
        double even = 0;
        double odd = 0;
        int j = 0;
        for (; j < x.length - 1; j += 2) {
            even += profit[j] * x[j];
            odd += profit[j + 1] * x[j + 1];
        }
        return j < x.length ? even + profit[j] * x[j] + odd : even + odd;
    }

    /** Raises the most profitable members of a group first. */
    private double fill(int g, double room, double[] profit, double[] x) {
        double left = room;
        double sum = 0;
        while (left > 0) {
            int best = -1;
            double most = 0;
            for (int p = groupStart[g]; p < groupStart[g + 1]; p++) {
                int j = member[p];
                if (profit[j] > most && x[j] < problem.upper(j)) {
                    best = j;
                    most = profit[j];
                }
            }
            if (best < 0) {
                return sum;
            }
            double raise = Math.min(left, problem.upper(best) - x[best]);
            // The tolerance in the limit counts for the bound; the point itself takes integers where it can.
            sum += most * raise;
            double target = x[best] + raise;
            x[best] = problem.isInteger(best) ? Math.floor(target + 0.5 * Problem.FEASIBILITY_TOLERANCE) : target;
            left = x[best] < problem.upper(best) ? 0 : left - raise;
        }
        return sum;
    }
}
