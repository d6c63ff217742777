package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The iterate of the interior-point method, and its step. Variables are the problem's x and the active rows' t, tied by {@code B x + b = t}
 * with prices y; the function minimised is {@code -c.x + sum of (h t^2 / 2 - e t)}, all within boxes, ends of which may be infinite for rows.
 */
final class InteriorPointStep {
    private static final double INSIDE = 0.1;
    private static final double NARROW = 1e-12;
    private static final double LEAST_SCALE = 1e-9;
    private static final double LEAST_STEP = 1e-10;

    private final Rows rows;
    private final Problem problem;
    private final int[] active;
    private final int n;
    private final int size;
    private final NormalMatrix normal;

    /** Variables first, then active rows. */
    private final double[] low;

    private final double[] high;
    private final boolean[] fixed;
    private final double[] v;
    private final double[] belowPrice;
    private final double[] abovePrice;
    private final double[] y;
    private final double[] linear;
    private final double[] square;
    private final double[] residual;
    private final int sides;
    private double primalResidual;
    private double leastResidual = Double.POSITIVE_INFINITY;
    private int withoutProgress;

    InteriorPointStep(Rows rows, Region region, int[] active) {
        this.rows = rows;
        this.active = active;
        problem = rows.problem();
        n = problem.variableCount();
        size = n + active.length;
        normal = new NormalMatrix(rows, active);
        low = new double[size];
        high = new double[size];
        fixed = new boolean[size];
        v = new double[size];
        belowPrice = new double[size];
        abovePrice = new double[size];
        y = new double[active.length];
        linear = new double[size];
        square = new double[active.length];
        residual = new double[active.length];
        sides = start(region);
    }

    private int start(Region region) {
        SeparableForm form = rows.form();
        SparseMatrix columns = problem.aggregates();
        for (int j = 0; j < n; j++) {
            low[j] = region.lower[j];
            high[j] = region.upper[j];
            fixed[j] = region.isFixed(j) || isNarrow(low[j], high[j]);
            v[j] = 0.5 * (low[j] + high[j]);
            linear[j] = problem.linear(j) + region.shift.slope(j, region);
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                linear[j] += form.gradient(columns.row(p)) * columns.value(p);
            }
        }
        double[] t = rows.at(Arrays.copyOf(v, n));
        for (int a = 0; a < active.length; a++) {
            int r = active[a];
            int k = n + a;
            low[k] = region.least[r];
            high[k] = region.greatest[r];
            v[k] = t[r];
            double curvature = region.curvature(rows, r);
            if (curvature < 0) {
                square[a] = -2 * curvature;
                y[a] = -square[a] * v[k];
            } else if (curvature > 0) {
                linear[k] = curvature * (low[k] + high[k]);
                y[a] = linear[k];
            }
            fixed[k] = isNarrow(low[k], high[k]);
            v[k] = fixed[k] ? 0.5 * (low[k] + high[k]) : inside(v[k], low[k], high[k]);
        }
        double scale = scale();
        int count = 0;
        for (int k = 0; k < size; k++) {
            if (fixed[k]) {
                continue;
            }
            if (low[k] > Double.NEGATIVE_INFINITY) {
                belowPrice[k] = scale / (v[k] - low[k]);
                count++;
            }
            if (high[k] < Double.POSITIVE_INFINITY) {
                abovePrice[k] = scale / (high[k] - v[k]);
                count++;
            }
        }
        measure();
        return count;
    }

    private static boolean isNarrow(double low, double high) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        return size < Double.POSITIVE_INFINITY && high - low <= NARROW * size;
    }

    private static double inside(double value, double low, double high) {
        double room = high - low;
        double margin = Double.isInfinite(room) ? Math.max(1, INSIDE * Math.abs(value)) : INSIDE * room;
        double least = low == Double.NEGATIVE_INFINITY ? value : Math.max(value, low + margin);
        return high == Double.POSITIVE_INFINITY ? least : Math.min(least, high - margin);
    }

    /** What the objective changes by, typically, over a variable's range. */
    private double scale() {
        double[] profit = profits();
        double sum = 0;
        int count = 1;
        for (int j = 0; j < n; j++) {
            if (!fixed[j]) {
                sum += Math.abs(profit[j]) * (high[j] - low[j]);
                count++;
            }
        }
        return Math.max(sum / count, LEAST_SCALE);
    }

    /** c + B'y over the variables. */
    private double[] profits() {
        double[] result = transposed(y);
        for (int j = 0; j < n; j++) {
            result[j] += linear[j];
        }
        return result;
    }

    private double[] transposed(double[] vector) {
        double[] all = new double[rows.size()];
        for (int a = 0; a < active.length; a++) {
            all[active[a]] = vector[a];
        }
        double[] price = rows.aggregatePrices(all);
        double[] result = new double[n];
        SparseMatrix columns = problem.aggregates();
        SparseMatrix constraints = problem.constraints();
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
                sum += price[columns.row(p)] * columns.value(p);
            }
            for (int p = constraints.start(j), end = constraints.start(j + 1); p < end; p++) {
                sum += all[rows.constraintRow(constraints.row(p))] * constraints.value(p);
            }
            result[j] = sum;
        }
        return result;
    }

    private void measure() {
        double[] t = rows.at(Arrays.copyOf(v, n));
        double greatest = 0;
        for (int a = 0; a < active.length; a++) {
            residual[a] = v[n + a] - t[active[a]];
            greatest = Math.max(greatest, Math.abs(residual[a]) / (1 + Math.abs(t[active[a]])));
        }
        primalResidual = greatest;
        if (greatest < 0.9 * leastResidual) {
            leastResidual = greatest;
            withoutProgress = 0;
        } else {
            withoutProgress++;
        }
    }

    /** Sum of all distances times their prices: what is left between the relaxation's objective and its bound. */
    double gap() {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            sum += belowPrice[k] == 0 ? 0 : belowPrice[k] * (v[k] - low[k]);
            sum += abovePrice[k] == 0 ? 0 : abovePrice[k] * (high[k] - v[k]);
        }
        return sum;
    }

    boolean isNearlyFeasible() {
        return primalResidual < 1e-8;
    }

    /** Whether the iterates do not come nearer to the rows: the region may be empty. */
    boolean isDiverging() {
        return withoutProgress > 3 && primalResidual > 1e-6;
    }

    double[] point() {
        return Arrays.copyOf(v, n);
    }

    /** A price for each row; 0 for rows that are not active. */
    double[] prices() {
        double[] all = new double[rows.size()];
        for (int a = 0; a < active.length; a++) {
            all[active[a]] = y[a];
        }
        return all;
    }

    /** One step; returns whether it went anywhere. */
    boolean advance(double share) {
        double[] weight = new double[size];
        double[] diagonal = new double[active.length];
        for (int k = 0; k < size; k++) {
            if (!fixed[k]) {
                double d = k < n ? 0 : square[k - n];
                d += belowPrice[k] == 0 ? 0 : belowPrice[k] / (v[k] - low[k]);
                d += abovePrice[k] == 0 ? 0 : abovePrice[k] / (high[k] - v[k]);
                weight[k] = d > 0 ? 1 / d : 0;
            }
        }
        System.arraycopy(weight, n, diagonal, 0, active.length);
        normal.factorise(Arrays.copyOf(weight, n), diagonal);
        double mean = gap() / Math.max(1, sides);
        Direction affine = direction(weight, 0, null);
        double reach = Math.min(1, reach(affine, 1));
        double after = gapAfter(affine, reach) / Math.max(1, sides);
        double ratio = mean > 0 ? after / mean : 0;
        Direction corrected = direction(weight, ratio * ratio * ratio * mean, affine);
        double length = Math.min(1, share * reach(corrected, 1 / share));
        if (!(length > LEAST_STEP) || !isFinite(corrected)) {
            return false;
        }
        for (int k = 0; k < size; k++) {
            if (!fixed[k]) {
                v[k] += length * corrected.dv[k];
                belowPrice[k] += length * corrected.below[k];
                abovePrice[k] += length * corrected.above[k];
            }
        }
        for (int a = 0; a < y.length; a++) {
            y[a] += length * corrected.dy[a];
        }
        measure();
        return true;
    }

    private static boolean isFinite(Direction d) {
        return Double.isFinite(Arrays.stream(d.dv).sum() + Arrays.stream(d.dy).sum());
    }

    /** Changes of values, of their ends' prices and of the rows' prices. */
    private record Direction(double[] dv, double[] below, double[] above, double[] dy) {}

    private Direction direction(double[] weight, double target, @Nullable Direction affine) {
        double[] gradient = profits();
        double[] right = new double[size];
        double[] below = new double[size];
        double[] above = new double[size];
        for (int k = 0; k < size; k++) {
            if (fixed[k]) {
                continue;
            }
            right[k] = k < n ? gradient[k] : linear[k] - square[k - n] * v[k] - y[k - n];
            if (belowPrice[k] > 0) {
                double second = affine == null ? 0 : affine.dv[k] * affine.below[k];
                below[k] = (target - second) / (v[k] - low[k]);
                right[k] += below[k];
            }
            if (abovePrice[k] > 0) {
                double second = affine == null ? 0 : -affine.dv[k] * affine.above[k];
                above[k] = (target - second) / (high[k] - v[k]);
                right[k] -= above[k];
            }
        }
        double[] scaled = new double[n];
        for (int j = 0; j < n; j++) {
            scaled[j] = weight[j] * right[j];
        }
        double[] moved = linearPart(scaled);
        double[] dy = new double[active.length];
        for (int a = 0; a < dy.length; a++) {
            dy[a] = residual[a] - moved[a] + weight[n + a] * right[n + a];
        }
        normal.solve(dy);
        double[] back = transposed(dy);
        double[] dv = new double[size];
        for (int k = 0; k < size; k++) {
            dv[k] = weight[k] * (right[k] + (k < n ? back[k] : -dy[k - n]));
            if (belowPrice[k] > 0) {
                below[k] += -belowPrice[k] - belowPrice[k] / (v[k] - low[k]) * dv[k];
            }
            if (abovePrice[k] > 0) {
                above[k] += -abovePrice[k] + abovePrice[k] / (high[k] - v[k]) * dv[k];
            }
        }
        return new Direction(dv, below, above, dy);
    }

    /** B times a change of the variables. */
    private double[] linearPart(double[] change) {
        double[] t = rows.at(change);
        double[] result = new double[active.length];
        for (int a = 0; a < result.length; a++) {
            result[a] = t[active[a]] - rows.offset(active[a]);
        }
        return result;
    }

    private double reach(Direction d, double most) {
        double length = most;
        for (int k = 0; k < size; k++) {
            if (belowPrice[k] > 0) {
                length = d.dv[k] < 0 ? Math.min(length, (low[k] - v[k]) / d.dv[k]) : length;
                length = d.below[k] < 0 ? Math.min(length, -belowPrice[k] / d.below[k]) : length;
            }
            if (abovePrice[k] > 0) {
                length = d.dv[k] > 0 ? Math.min(length, (high[k] - v[k]) / d.dv[k]) : length;
                length = d.above[k] < 0 ? Math.min(length, -abovePrice[k] / d.above[k]) : length;
            }
        }
        return length;
    }

    private double gapAfter(Direction d, double length) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
            if (belowPrice[k] > 0) {
                sum += (belowPrice[k] + length * d.below[k]) * (v[k] + length * d.dv[k] - low[k]);
            }
            if (abovePrice[k] > 0) {
                sum += (abovePrice[k] + length * d.above[k]) * (high[k] - v[k] - length * d.dv[k]);
            }
        }
        return sum;
    }
}
