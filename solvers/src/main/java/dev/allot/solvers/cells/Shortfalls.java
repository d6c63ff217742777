package dev.allot.solvers.cells;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;

/**
 * What a moving point's aggregates fall short of a cell by: the sum of squares, each in units of the aggregate's spread over the variables, and its
 * slopes. Kept up to date as variables change, O(nonzeros of a variable) each. Mutable, reused from cell to cell.
 */
final class Shortfalls {
    private final SparseMatrix columns;
    private final TrackedPoint point;
    private final Cell cell;
    private final double[] weight;
    /** By aggregate: half the slope by which the sum falls as the aggregate rises. */
    private final double[] force;
    /** By aggregate: its part of the sum. */
    private final double[] term;

    private double sum;

    Shortfalls(Problem problem, TrackedPoint point, Cell cell) {
        columns = problem.aggregates();
        this.point = point;
        this.cell = cell;
        weight = weights(problem);
        force = new double[weight.length];
        term = new double[weight.length];
    }

    /** One over the variance of what a unit of the variables adds to each aggregate. */
    private static double[] weights(Problem problem) {
        SparseMatrix columns = problem.aggregates();
        double[] sum = new double[problem.aggregateCount()];
        double[] squares = new double[sum.length];
        double units = 0;
        for (int j = 0; j < problem.variableCount(); j++) {
            double range = problem.upper(j) - problem.lower(j);
            units += range;
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                sum[columns.row(p)] += range * columns.value(p);
                squares[columns.row(p)] += range * columns.value(p) * columns.value(p);
            }
        }
        double[] weights = new double[sum.length];
        for (int f = 0; f < weights.length; f++) {
            double mean = units == 0 ? 0 : sum[f] / units;
            double square = units == 0 ? 0 : squares[f] / units;
            double variance = square - mean * mean;
            // Where all variables add the same there is no spread to measure by, only the size.
            weights[f] = square == 0 ? 0 : 1 / Math.max(variance, 1e-3 * square);
        }
        return weights;
    }

    /** What the square of an aggregate's shortfall counts. */
    double weight(int f) {
        return weight[f];
    }

    /** Computes all anew; to be done after the cell changed, or the point by other ways than through this. Returns the sum. */
    double measure() {
        sum = 0;
        for (int f = 0; f < term.length; f++) {
            measure(f);
            sum += term[f];
        }
        return sum;
    }

    private void measure(int f) {
        double missing = cell.shortfall(f, point.aggregate(f));
        force[f] = weight[f] * missing;
        term[f] = force[f] * missing;
    }

    /** The sum of squares. */
    double sum() {
        return sum;
    }

    /** Half the slope by which the sum falls as variable {@code j} rises. */
    double gain(int j) {
        double gain = 0;
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            gain += force[columns.row(p)] * columns.value(p);
        }
        return gain;
    }

    /** How far variable {@code j} must rise for the least sum of those terms that now fall short; negative if it must fall. */
    double step(int j) {
        double curvature = 0;
        double slope = 0;
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            int f = columns.row(p);
            if (force[f] != 0) {
                slope += force[f] * columns.value(p);
                curvature += weight[f] * columns.value(p) * columns.value(p);
            }
        }
        return curvature == 0 ? 0 : slope / curvature;
    }

    /** Moves a variable of the point. */
    void shift(int j, double value) {
        point.set(j, value);
        update(j);
    }

    /** Takes changes of the point back, newest first, until {@code keep} are left. */
    void undoTo(int keep) {
        while (point.changes() > keep) {
            update(point.undo());
        }
    }

    private void update(int j) {
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            int f = columns.row(p);
            double before = term[f];
            measure(f);
            sum += term[f] - before;
        }
    }
}
