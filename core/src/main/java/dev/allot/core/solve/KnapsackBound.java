package dev.allot.core.solve;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.surrogate.SparseColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How large a linear form a.x can get under the bounds and one constraint at a time. By weak duality, for a constraint {@code w.x <= h} and
 * every multiplier {@code l >= 0}, {@code max a.x <= l h + max over the bounds of (a - l w).x}; the best l is found where tangents of that
 * convex function meet. One evaluation costs O(nonzeros of a).
 */
final class KnapsackBound {
    /** Sums of doubles lose at most this, relative to their magnitude; bounds are widened by it. */
    private static final double ROUNDING = 0x1p-40;

    private static final int MOST_TANGENTS = 40;
    /** Relative to the bound: it need not be better. */
    private static final double GOOD_ENOUGH = 1e-11;

    /**
     * Only so many constraints are looked at, those with the most variables, and none with less than this share of the most: they would
     * cost as much as the others and bind few variables each, such as one class of a routing problem.
     */
    private static final int MOST_CONSTRAINTS = 16;

    private static final double LEAST_SHARE = 0.01;

    private final Problem problem;
    private final List<Side> sides = new ArrayList<>();

    /**
     * One side of a constraint as {@code w.x <= h}, with the greatest value of {@code -w.x} within the bounds and the sum of all that these
     * numbers were added up from, by absolute value: what their rounding is relative to.
     */
    private record Side(double[] weight, double limit, double free, double magnitude) {}

    KnapsackBound(Problem problem) {
        this.problem = problem;
        SparseMatrix rows = problem.constraints().transpose();
        int most = IntStream.range(0, problem.constraintCount())
                .map(i -> rows.start(i + 1) - rows.start(i))
                .max()
                .orElse(0);
        IntStream.range(0, problem.constraintCount())
                .filter(i -> rows.start(i + 1) - rows.start(i) >= LEAST_SHARE * most)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> rows.start(i) - rows.start(i + 1)))
                .limit(MOST_CONSTRAINTS)
                .forEach(i -> {
                    addSide(rows, i, 1, problem.constraintUpper(i));
                    addSide(rows, i, -1, -problem.constraintLower(i));
                });
    }

    private void addSide(SparseMatrix rows, int i, int sign, double limit) {
        if (limit == Double.POSITIVE_INFINITY) {
            return;
        }
        double[] weight = new double[problem.variableCount()];
        double free = 0;
        double magnitude = Math.abs(limit);
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            int j = rows.row(p);
            weight[j] = sign * rows.value(p);
            double most = most(-weight[j], j);
            free += most;
            magnitude += Math.abs(most);
        }
        // Points that exceed the limit by the tolerance count as feasible, so the bound must hold for them.
        double tolerance = Problem.tolerance(limit);
        sides.add(new Side(weight, limit + tolerance, free, magnitude + tolerance));
    }

    private double most(double coefficient, int j) {
        return Math.max(coefficient * problem.lower(j), coefficient * problem.upper(j));
    }

    /**
     * An upper bound on {@code sign * a.x} over all feasible x.
     *
     * @param rows where the form a is column i, an entry for each variable that it does not leave out
     * @param exact whether sums of a.x within the bounds are exact, as {@link #isExact} says of rows of the problem
     */
    double greatest(SparseColumns rows, int i, int sign, boolean exact) {
        double best = withinBounds(rows, i, sign, exact);
        for (Side side : sides) {
            best = less(greatest(rows, i, sign, side), best);
        }
        return best;
    }

    /** Whether sums over a row are exact: its coefficients lie on the problem's grid and its variables are all integer. */
    boolean isExact(SparseColumns rows, int i) {
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            if (!problem.isInteger(rows.row(p))) {
                return false;
            }
        }
        return true;
    }

    private double withinBounds(SparseColumns rows, int i, int sign, boolean exact) {
        double sum = 0;
        double magnitude = 0;
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            double most = most(sign * rows.value(p), rows.row(p));
            sum += most;
            magnitude += Math.abs(most);
        }
        return exact ? sum : sum + ROUNDING * magnitude;
    }

    private double greatest(SparseColumns rows, int i, int sign, Side side) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            double w = side.weight[rows.row(p)];
            double ratio = w == 0 ? 0 : sign * rows.value(p) / w;
            if (ratio > 0) {
                low = Math.min(low, ratio);
                high = Math.max(high, ratio);
            }
        }
        if (high == 0) {
            return Double.POSITIVE_INFINITY;
        }
        // The slope changes at ratios only, so the best multiplier is one of them, or 0, which the caller has looked
        // at. It lies between two of slopes of either sign; where their tangents meet, the function is at least as
        // high as they are.
        Relaxed atLow = relaxed(rows, i, sign, side, low);
        Relaxed atHigh = relaxed(rows, i, sign, side, high);
        double best = less(atHigh.value, less(atLow.value, Double.POSITIVE_INFINITY));
        for (int step = 0; step < MOST_TANGENTS && atLow.slope < 0 && atHigh.slope > 0; step++) {
            double meet = (atHigh.value - atLow.value + atLow.slope * low - atHigh.slope * high)
                    / (atLow.slope - atHigh.slope);
            double below = atLow.value + atLow.slope * (meet - low);
            if (!(low < meet && meet < high && best - below > GOOD_ENOUGH * Math.abs(best))) {
                break;
            }
            Relaxed at = relaxed(rows, i, sign, side, meet);
            best = less(at.value, best);
            if (at.slope > 0) {
                high = meet;
                atHigh = at;
            } else {
                low = meet;
                atLow = at;
            }
        }
        return best;
    }

    /** The lesser; not NaN, which weights near the end of the range of doubles can lead to. */
    private static double less(double candidate, double best) {
        return candidate < best ? candidate : best;
    }

    private record Relaxed(double value, double slope) {}

    /** The relaxed maximum for a multiplier, widened by what rounding can lose, and its slope in the multiplier. */
    private Relaxed relaxed(SparseColumns rows, int i, int sign, Side side, double multiplier) {
        double sum = 0;
        double magnitude = 0;
        double free = side.free;
        double taken = 0;
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            int j = rows.row(p);
            double a = sign * rows.value(p);
            double w = side.weight[j];
            double reduced = a - multiplier * w;
            double most = most(reduced, j);
            sum += most;
            magnitude += Math.abs(most);
            free -= most(-w, j);
            taken += w * (reduced > 0 ? problem.upper(j) : problem.lower(j));
        }
        double rest = side.limit + free;
        double value = multiplier * rest + sum;
        double lost = ROUNDING * (magnitude + multiplier * side.magnitude);
        return new Relaxed(value + lost, rest - taken);
    }
}
