package dev.allot.solvers.linear;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Lifted cover inequalities (Crowder, Johnson and Padberg 1983): a set C of binary variables that together are too much for a row cannot all be
 * 1, so {@code sum over C of x_j <= |C| - 1}; the other variables of the row get the largest coefficients that keep this true, one after
 * the other. Weights of a row lie on a grid on which sums are exact, so what is derived here is exact.
 */
final class CoverCuts {
    private static final double LEAST_VIOLATION = 0.02;
    /** A row of more binaries is left alone: lifting takes their number times the size of the cover. */
    private static final int MOST_VARIABLES = 5_000;

    private final Problem problem;
    private final SparseMatrix rows;

    CoverCuts(Problem problem) {
        this.problem = problem;
        rows = problem.constraints().transpose();
    }

    /** Inequalities that a relaxation's point violates and no feasible point does; at most one for each side of each row. */
    List<LinearConstraint> violatedAt(double[] point) {
        List<LinearConstraint> cuts = new ArrayList<>();
        for (int i = 0; i < problem.constraintCount(); i++) {
            int size = rows.start(i + 1) - rows.start(i);
            if (size < 2 || size > MOST_VARIABLES) {
                continue;
            }
            separate(i, 1, problem.constraintUpper(i), point, cuts);
            separate(i, -1, -problem.constraintLower(i), point, cuts);
        }
        return cuts;
    }

    /** The side {@code sign * row <= limit}, over binaries that are complemented where their weight is negative. */
    private void separate(int i, int sign, double limit, double[] point, List<LinearConstraint> cuts) {
        if (limit == Double.POSITIVE_INFINITY) {
            return;
        }
        int begin = rows.start(i);
        int size = rows.start(i + 1) - begin;
        double[] weight = new double[size];
        double[] value = new double[size];
        boolean[] complemented = new boolean[size];
        double room = limit + Problem.tolerance(limit);
        for (int k = 0; k < size; k++) {
            int j = rows.row(begin + k);
            if (!problem.isInteger(j) || problem.upper(j) - problem.lower(j) > 1) {
                return;
            }
            double a = sign * rows.value(begin + k);
            complemented[k] = a < 0;
            room -= a * (complemented[k] ? problem.upper(j) : problem.lower(j));
            weight[k] = problem.lower(j) == problem.upper(j) ? 0 : Math.abs(a);
            value[k] = complemented[k] ? problem.upper(j) - point[j] : point[j] - problem.lower(j);
        }
        boolean[] cover = cover(weight, value, room);
        if (cover.length == 0) {
            return;
        }
        int[] lifted = lift(cover, weight, value, room);
        int most = count(cover) - 1;
        double activity = 0;
        for (int k = 0; k < size; k++) {
            activity += lifted[k] * value[k];
        }
        if (activity > most + LEAST_VIOLATION) {
            cuts.add(inequality(begin, lifted, complemented, most));
        }
    }

    /** A minimal cover of variables near 1; empty if all together fit. */
    private static boolean[] cover(double[] weight, double[] value, double room) {
        Integer[] order = new Integer[weight.length];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.comparingDouble(k -> weight[k] == 0 ? 2e9 : (1 - value[k]) / weight[k]));
        boolean[] cover = new boolean[weight.length];
        double sum = 0;
        int taken = 0;
        while (taken < order.length && sum <= room && weight[order[taken]] > 0) {
            sum += weight[order[taken]];
            cover[order[taken++]] = true;
        }
        if (sum <= room) {
            return new boolean[0];
        }
        Integer[] members = Arrays.copyOf(order, taken);
        Arrays.sort(members, Comparator.comparingDouble(k -> value[k]));
        for (int k : members) {
            if (sum - weight[k] > room) {
                sum -= weight[k];
                cover[k] = false;
            }
        }
        return count(cover) < 2 ? new boolean[0] : cover;
    }

    private static int count(boolean[] set) {
        int count = 0;
        for (boolean in : set) {
            count += in ? 1 : 0;
        }
        return count;
    }

    /** Coefficients of the lifted inequality: 1 in the cover, elsewhere the most that stays valid, variables near 1 first. */
    private static int[] lift(boolean[] cover, double[] weight, double[] value, double room) {
        int most = count(cover) - 1;
        int[] coefficient = new int[cover.length];
        // The least weight of variables with coefficients so far that add up to v or more.
        double[] least = new double[most + 2];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        least[0] = 0;
        Integer[] order = new Integer[cover.length];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, Comparator.comparing((Integer k) -> !cover[k]).thenComparingDouble(k -> -value[k]));
        for (int k : order) {
            if (weight[k] == 0) {
                continue;
            }
            int lifted = 1;
            if (!cover[k]) {
                int reached = most;
                while (reached >= 0 && least[reached] > room - weight[k]) {
                    reached--;
                }
                lifted = most - reached;
                if (reached < 0) {
                    // It does not fit at all: it is 0 in every feasible point.
                    lifted = most;
                }
            }
            coefficient[k] = lifted;
            if (lifted > 0) {
                for (int v = least.length - 1; v >= 1; v--) {
                    least[v] = Math.min(least[v], least[Math.max(0, v - lifted)] + weight[k]);
                }
            }
        }
        return coefficient;
    }

    /** Back from complemented variables within [0, 1] to the problem's own. */
    private LinearConstraint inequality(int begin, int[] lifted, boolean[] complemented, int most) {
        int[] variables = new int[lifted.length];
        double[] coefficients = new double[lifted.length];
        int size = 0;
        double limit = most;
        for (int k = 0; k < lifted.length; k++) {
            if (lifted[k] > 0) {
                int j = rows.row(begin + k);
                variables[size] = j;
                coefficients[size++] = complemented[k] ? -lifted[k] : lifted[k];
                limit += complemented[k] ? -lifted[k] * problem.upper(j) : lifted[k] * problem.lower(j);
            }
        }
        return LinearConstraint.atMost(
                "cover", limit, Arrays.copyOf(variables, size), Arrays.copyOf(coefficients, size));
    }
}
