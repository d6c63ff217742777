package dev.allot.core.feasibility;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.surrogate.Interval;

/** The constraints of a problem over the box of its variables, integrality left aside. */
final class ActivityBox implements ActivityRegion {
    private final Problem problem;
    private final SparseMatrix matrix;
    private final Interval[] ranges;
    private final double[] magnitude;

    ActivityBox(Problem problem) {
        this.problem = problem;
        matrix = problem.constraints();
        int m = problem.constraintCount();
        double[] least = new double[m];
        double[] greatest = new double[m];
        magnitude = new double[m];
        for (int j = 0; j < problem.variableCount(); j++) {
            for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                double a = matrix.value(p) * problem.lower(j);
                double b = matrix.value(p) * problem.upper(j);
                int i = matrix.row(p);
                least[i] += Math.min(a, b);
                greatest[i] += Math.max(a, b);
                magnitude[i] += Math.max(Math.abs(a), Math.abs(b));
            }
        }
        ranges = new Interval[m];
        for (int i = 0; i < m; i++) {
            ranges[i] = new Interval(least[i], Math.max(least[i], greatest[i]));
        }
    }

    /** By how much a side may be exceeded and still count as kept, and a little more for rounding. */
    private double tolerance(int constraint, double side) {
        return 2 * Problem.tolerance(side) + (problem.variableCount() + 1) * 0x1p-52 * magnitude[constraint];
    }

    @Override
    public int constraintCount() {
        return ranges.length;
    }

    @Override
    public Interval range(int constraint) {
        return ranges[constraint];
    }

    @Override
    public double lower(int constraint) {
        double side = problem.constraintLower(constraint);
        return Double.isInfinite(side) ? side : side - tolerance(constraint, side);
    }

    @Override
    public double upper(int constraint) {
        double side = problem.constraintUpper(constraint);
        return Double.isInfinite(side) ? side : side + tolerance(constraint, side);
    }

    /** {@inheritDoc} Each variable goes to the bound that its weighted column prefers; O(entries). */
    @Override
    public Vertex cheapest(double[] weights) {
        double[] activities = new double[ranges.length];
        double value = 0;
        double absolute = 0;
        for (int j = 0; j < problem.variableCount(); j++) {
            double price = 0;
            double size = 0;
            for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                double term = weights[matrix.row(p)] * matrix.value(p);
                price += term;
                size += Math.abs(term);
            }
            double x = price > 0 ? problem.lower(j) : problem.upper(j);
            value += price * x;
            absolute += size * Math.max(Math.abs(problem.lower(j)), Math.abs(problem.upper(j)));
            if (x != 0) {
                for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                    activities[matrix.row(p)] += matrix.value(p) * x;
                }
            }
        }
        return new Vertex(value, (problem.variableCount() + ranges.length + 2) * 0x1p-51 * absolute, activities);
    }
}
