package dev.allot.core.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The linear relaxation of a small routing problem, written out in full with one variable for each instance and source, and solved by the
 * textbook's tableau with Bland's rule.
 */
final class MixOracle {
    private static final double EPSILON = 1e-9;

    private MixOracle() {}

    /** Whether a mix keeps the constraints, each loosened by {@code slack}. */
    static boolean isFeasible(RoutingProblem problem, List<RoutingConstraint> constraints, double slack) {
        return least(problem, constraints, slack, null, 1).isPresent();
    }

    /** Least {@code sign * load} of {@code target} over the mixes that keep the constraints; empty if there is none. */
    static OptionalDouble least(
            RoutingProblem problem,
            List<RoutingConstraint> constraints,
            double slack,
            @Nullable RoutingConstraint target,
            int sign) {
        int sources = problem.sources().size();
        int n = problem.size() * sources;
        List<double[]> rows = new ArrayList<>();
        List<Double> limits = new ArrayList<>();
        for (int i = 0; i < problem.size(); i++) {
            double[] one = new double[n];
            for (int s = 0; s < sources; s++) {
                Traits traits = problem.classTraits(problem.classOf(i));
                one[i * sources + s] = traits.allows(problem.sources().get(s)) ? 1 : 0;
            }
            rows.add(one);
            limits.add(1.0);
            rows.add(Arrays.stream(one).map(a -> -a).toArray());
            limits.add(-1.0);
        }
        for (RoutingConstraint c : constraints) {
            if (c.greatest() < Double.POSITIVE_INFINITY) {
                rows.add(loads(problem, c, 1));
                limits.add(c.greatest() + slack);
            }
            if (c.least() > 0) {
                rows.add(loads(problem, c, -1));
                limits.add(-c.least() + slack);
            }
        }
        double[] objective = target == null ? new double[n] : loads(problem, target, sign);
        return minimum(objective, rows, limits.stream().mapToDouble(d -> d).toArray());
    }

    /** Loads by instance and source; 0 where the source is not allowed, which then makes no difference. */
    private static double[] loads(RoutingProblem problem, RoutingConstraint c, int sign) {
        int sources = problem.sources().size();
        double[] loads = new double[problem.size() * sources];
        for (int i = 0; i < problem.size(); i++) {
            Traits traits = problem.classTraits(problem.classOf(i));
            for (int s = 0; s < sources; s++) {
                Source source = problem.sources().get(s);
                loads[i * sources + s] = traits.allows(source) ? sign * c.load(traits, source) : 0;
            }
        }
        return loads;
    }

    /** Minimum of {@code c.x} over {@code A x <= b, x >= 0}; empty if infeasible. */
    private static OptionalDouble minimum(double[] c, List<double[]> a, double[] b) {
        int m = b.length;
        int n = c.length;
        // Columns: variables, slacks, artificials, right-hand side.
        double[][] t = new double[m][n + 2 * m + 1];
        int[] basis = new int[m];
        for (int r = 0; r < m; r++) {
            int sign = b[r] < 0 ? -1 : 1;
            for (int j = 0; j < n; j++) {
                t[r][j] = sign * a.get(r)[j];
            }
            t[r][n + r] = sign;
            t[r][n + m + r] = sign < 0 ? 1 : 0;
            t[r][n + 2 * m] = sign * b[r];
            basis[r] = sign < 0 ? n + m + r : n + r;
        }
        double[] infeasibility = new double[n + 2 * m];
        Arrays.fill(infeasibility, n + m, n + 2 * m, 1);
        if (optimise(t, basis, infeasibility, n + 2 * m) > 1e-8) {
            return OptionalDouble.empty();
        }
        for (int r = 0; r < m; r++) {
            for (int j = 0; j < n + m && basis[r] >= n + m; j++) {
                // Artificials left at 0 must not grow again; in a row of zeros they cannot.
                if (Math.abs(t[r][j]) > EPSILON) {
                    pivot(t, r, j);
                    basis[r] = j;
                }
            }
        }
        return OptionalDouble.of(optimise(t, basis, Arrays.copyOf(c, n + 2 * m), n + m));
    }

    /** Bland's rule over the first {@code columns} columns. */
    private static double optimise(double[][] t, int[] basis, double[] cost, int columns) {
        int last = t[0].length - 1;
        while (true) {
            int entering = -1;
            for (int j = 0; j < columns && entering < 0; j++) {
                double reduced = cost[j];
                for (int r = 0; r < t.length; r++) {
                    reduced -= cost[basis[r]] * t[r][j];
                }
                entering = reduced < -EPSILON ? j : -1;
            }
            int leaving = -1;
            for (int r = 0; r < t.length && entering >= 0; r++) {
                if (t[r][entering] > EPSILON) {
                    double ratio = t[r][last] / t[r][entering];
                    double best = leaving < 0 ? Double.POSITIVE_INFINITY : t[leaving][last] / t[leaving][entering];
                    if (ratio < best - 1e-12 || ratio <= best + 1e-12 && basis[r] < basis[leaving]) {
                        leaving = r;
                    }
                }
            }
            if (leaving < 0) {
                double value = 0;
                for (int r = 0; r < t.length; r++) {
                    value += cost[basis[r]] * t[r][last];
                }
                return value;
            }
            pivot(t, leaving, entering);
            basis[leaving] = entering;
        }
    }

    private static void pivot(double[][] t, int row, int column) {
        double p = t[row][column];
        for (int j = 0; j < t[row].length; j++) {
            t[row][j] /= p;
        }
        for (int r = 0; r < t.length; r++) {
            double factor = t[r][column];
            if (r != row && factor != 0) {
                for (int j = 0; j < t[row].length; j++) {
                    t[r][j] -= factor * t[row][j];
                }
            }
        }
    }
}
