package dev.allot.core.solve;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How large a linear form a.x can get under the bounds and one constraint at a time. By weak duality, for a constraint {@code w.x <= h} and
 * every multiplier {@code l >= 0}, {@code max a.x <= l h + max over the bounds of (a - l w).x}; the best l is found by bisection on the
 * slope of that convex function. One evaluation costs O(nonzeros of a).
 */
final class KnapsackBound {
    /** Sums of doubles lose at most this, relative to their magnitude; bounds are widened by it. */
    private static final double ROUNDING = 0x1p-40;

    private static final int BISECTIONS = 40;
    /** Beyond so many constraints only those with the most variables are looked at: the others bind few variables each. */
    private static final int MOST_CONSTRAINTS = 16;

    private final Problem problem;
    private final List<Side> sides = new ArrayList<>();

    /** One side of a constraint as {@code w.x <= h}, with the greatest value of {@code -w.x} within the bounds. */
    private record Side(double[] weight, double limit, double free) {}

    KnapsackBound(Problem problem) {
        this.problem = problem;
        SparseMatrix rows = problem.constraints().transpose();
        IntStream.range(0, problem.constraintCount())
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
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            int j = rows.row(p);
            weight[j] = sign * rows.value(p);
            free += most(-weight[j], j);
        }
        // Points that exceed the limit by the tolerance count as feasible, so the bound must hold for them.
        sides.add(new Side(weight, limit + Problem.FEASIBILITY_TOLERANCE * Math.max(1, Math.abs(limit)), free));
    }

    private double most(double coefficient, int j) {
        return Math.max(coefficient * problem.lower(j), coefficient * problem.upper(j));
    }

    /** An upper bound on {@code sign * (row i of the matrix) . x} over all feasible x. */
    double greatest(SparseMatrix rows, int i, int sign) {
        double best = relaxed(rows, i, sign, null, 0).value;
        for (Side side : sides) {
            best = Math.min(best, greatest(rows, i, sign, side));
        }
        return best;
    }

    private double greatest(SparseMatrix rows, int i, int sign, Side side) {
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
        // at.
        double best = Math.min(relaxed(rows, i, sign, side, low).value, relaxed(rows, i, sign, side, high).value);
        for (int step = 0; step < BISECTIONS && high - low > 1e-12 * high; step++) {
            double middle = 0.5 * (low + high);
            Relaxed at = relaxed(rows, i, sign, side, middle);
            best = Math.min(best, at.value);
            if (at.slope > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return best;
    }

    private record Relaxed(double value, double slope) {}

    /** The relaxed maximum for a multiplier, widened by what rounding can lose, and its slope in the multiplier. */
    private Relaxed relaxed(SparseMatrix rows, int i, int sign, @Nullable Side side, double multiplier) {
        double sum = 0;
        double magnitude = 0;
        double free = side == null ? 0 : side.free;
        double taken = 0;
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            int j = rows.row(p);
            double a = sign * rows.value(p);
            double w = side == null ? 0 : side.weight[j];
            double reduced = a - multiplier * w;
            double most = most(reduced, j);
            sum += most;
            magnitude += Math.abs(most);
            free -= most(-w, j);
            taken += w * (reduced > 0 ? problem.upper(j) : problem.lower(j));
        }
        double rest = side == null ? 0 : side.limit + free;
        double value = multiplier * rest + sum;
        double lost = ROUNDING * (magnitude + multiplier * (Math.abs(rest) + (side == null ? 0 : Math.abs(side.free))));
        return new Relaxed(value + lost, rest - taken);
    }
}
