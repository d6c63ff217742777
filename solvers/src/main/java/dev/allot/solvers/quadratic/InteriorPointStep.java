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
    private static final double LEAST_SCALE = 1e-9;
    private static final double LEAST_STEP = 1e-10;

    private final Rows rows;
    private final Problem problem;
    private final int[] active;
    private final int n;
    private final NormalMatrix normal;
    /** Variables first, then active rows. */
    private final BoxedValues v;

    private final double[] y;
    private final double[] linear;
    private final double[] square;
    private final double[] residual;
    private double primalResidual;
    private double leastResidual = Double.POSITIVE_INFINITY;
    private int withoutProgress;

    InteriorPointStep(Rows rows, Region region, int[] active) {
        this.rows = rows;
        this.active = active;
        problem = rows.problem();
        n = problem.variableCount();
        int size = n + active.length;
        normal = new NormalMatrix(rows, active);
        v = new BoxedValues(size);
        y = new double[active.length];
        linear = new double[size];
        square = new double[active.length];
        residual = new double[active.length];
        start(region);
        v.price(scale());
        measure();
    }

    private void start(Region region) {
        SeparableForm form = region.form;
        SparseMatrix columns = problem.aggregates();
        for (int j = 0; j < n; j++) {
            v.centre(j, region.lower[j], region.upper[j], region.isFixed(j));
            linear[j] = problem.linear(j) + region.shift.slope(j, region);
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                linear[j] += form.gradient(columns.row(p)) * columns.value(p);
            }
        }
        double[] t = rows.at(v.first(n));
        for (int a = 0; a < active.length; a++) {
            int r = active[a];
            double low = region.least[r];
            double high = region.greatest[r];
            double curvature = region.curvature(rows, r);
            if (curvature < 0) {
                square[a] = -2 * curvature;
                y[a] = -square[a] * t[r];
            } else if (curvature > 0) {
                linear[n + a] = curvature * (low + high);
                y[a] = linear[n + a];
            }
            v.place(n + a, low, high, t[r]);
        }
    }

    /** What the objective changes by, typically, over a variable's range. */
    private double scale() {
        double[] profit = profits();
        double sum = 0;
        int count = 1;
        for (int j = 0; j < n; j++) {
            if (!v.isFixed(j)) {
                sum += Math.abs(profit[j]) * v.width(j);
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

    /** B' times a vector over the active rows. */
    private double[] transposed(double[] vector) {
        double[] all = overAllRows(vector);
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

    private double[] overAllRows(double[] vector) {
        double[] all = new double[rows.size()];
        for (int a = 0; a < active.length; a++) {
            all[active[a]] = vector[a];
        }
        return all;
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

    private void measure() {
        double[] t = rows.at(v.first(n));
        double greatest = 0;
        for (int a = 0; a < active.length; a++) {
            residual[a] = v.value(n + a) - t[active[a]];
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
        return v.gap();
    }

    boolean isNearlyFeasible() {
        return primalResidual < 1e-8;
    }

    /** Whether the iterates do not come nearer to the rows: the region may be empty. */
    boolean isDiverging() {
        return withoutProgress > 3 && primalResidual > 1e-6;
    }

    double[] point() {
        return v.first(n);
    }

    /** A price for each row; 0 for rows that are not active. */
    double[] prices() {
        return overAllRows(y);
    }

    /**
     * One step, predicted and corrected (Mehrotra, SIAM Journal on Optimization 2(4), 1992).
     *
     * @param share of the way to the nearest end that is gone at most, below 1
     * @return whether it went anywhere
     */
    boolean advance(double share) {
        double[] weight = new double[v.size()];
        for (int k = 0; k < weight.length; k++) {
            if (!v.isFixed(k)) {
                double stiffness = v.stiffness(k, k < n ? 0 : square[k - n]);
                weight[k] = stiffness > 0 ? 1 / stiffness : 0;
            }
        }
        normal.factorise(Arrays.copyOf(weight, n), Arrays.copyOfRange(weight, n, weight.length));
        double mean = v.gap() / v.ends();
        Direction affine = direction(weight, 0, null);
        double after = v.gapAfter(affine, v.reach(affine, 1)) / v.ends();
        double ratio = mean > 0 ? after / mean : 0;
        Direction corrected = direction(weight, ratio * ratio * ratio * mean, affine);
        double length = Math.min(1, share * v.reach(corrected, 1 / share));
        if (!(length > LEAST_STEP) || !corrected.isFinite()) {
            return false;
        }
        v.move(corrected, length);
        for (int a = 0; a < y.length; a++) {
            y[a] += length * corrected.dy()[a];
        }
        measure();
        return true;
    }

    private Direction direction(double[] weight, double target, @Nullable Direction affine) {
        double[] right = Arrays.copyOf(profits(), weight.length);
        for (int k = 0; k < right.length; k++) {
            if (v.isFixed(k)) {
                right[k] = 0;
            } else if (k >= n) {
                right[k] = linear[k] - square[k - n] * v.value(k) - y[k - n];
            }
        }
        double[] below = new double[right.length];
        double[] above = new double[right.length];
        v.aim(target, affine, right, below, above);
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
        double[] dv = new double[right.length];
        for (int k = 0; k < dv.length; k++) {
            dv[k] = weight[k] * (right[k] + (k < n ? back[k] : -dy[k - n]));
        }
        v.settle(dv, below, above);
        return new Direction(dv, below, above, dy);
    }
}
