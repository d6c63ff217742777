package dev.allot.solvers.linear;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.solvers.arithmetic.Dyadic;
import java.util.Arrays;
import java.util.List;

/**
 * A problem whose objective is linear as a whole, {@code constant + cost . x}, under its rows and bounds: a linear surrogate over linear
 * aggregates is folded into the costs. What core computes as the objective of a point differs from this form by at most {@link #error()},
 * for core adds up in another order.
 */
final class LinearProgram {
    private final Problem problem;
    /** The problem's constraints, and cuts after them; bounds of variables are the problem's. */
    private final Problem constraints;

    private final SparseMatrix rows;
    /** Whether a row takes integers only. */
    private final boolean[] integral;

    private final double[] cost;
    private final double constant;
    private final double error;
    private final double step;

    private LinearProgram(
            Problem problem, Problem constraints, double[] cost, double constant, double error, double step) {
        this.problem = problem;
        this.constraints = constraints;
        rows = constraints.constraints().transpose();
        integral = new boolean[rows.columns()];
        for (int i = 0; i < integral.length; i++) {
            integral[i] = true;
            for (int p = rows.start(i); p < rows.start(i + 1); p++) {
                integral[i] &= problem.isInteger(rows.row(p)) && isWhole(rows.value(p));
            }
        }
        this.cost = cost;
        this.constant = constant;
        this.error = error;
        this.step = step;
    }

    /** The program of a problem without a surrogate or with a linear one; O(entries). */
    static LinearProgram of(Problem problem) {
        double[] cost = new double[problem.variableCount()];
        boolean integer = true;
        Sum sum = new Sum();
        sum.add(problem.constant(), 1);
        for (int j = 0; j < cost.length; j++) {
            cost[j] = problem.linear(j);
            integer &= problem.isInteger(j) || problem.lower(j) == problem.upper(j) && isWhole(problem.lower(j));
            sum.add(cost[j], reach(problem, j));
        }
        if (problem.surrogate().isEmpty()) {
            // Core keeps the linear objective on a grid on which sums over integers are exact.
            return new LinearProgram(
                    problem,
                    problem,
                    cost,
                    problem.constant(),
                    integer ? 0 : sum.rounding(cost.length),
                    integer ? sum.step() : 0);
        }
        LinearSurrogate f = (LinearSurrogate) problem.surrogate().get();
        double constant = problem.constant() + f.intercept();
        sum.add(f.intercept(), 1);
        for (int i = 0; i < f.dimension(); i++) {
            constant += f.weight(i) * problem.offset(i);
            sum.add(f.weight(i), problem.offset(i), 1);
        }
        SparseMatrix columns = problem.aggregates();
        int longest = 0;
        for (int j = 0; j < cost.length; j++) {
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                cost[j] += f.weight(columns.row(p)) * columns.value(p);
                sum.add(f.weight(columns.row(p)), columns.value(p), reach(problem, j));
            }
            longest = Math.max(longest, columns.start(j + 1) - columns.start(j));
        }
        boolean exact = integer && sum.isExact();
        // Aggregates and linear objective are exact over integers; else core's sums of them are as long as there are
        // variables.
        int terms = f.dimension() + longest + (integer ? 0 : cost.length);
        return new LinearProgram(
                problem, problem, cost, constant, exact ? 0 : sum.rounding(terms), exact ? sum.step() : 0);
    }

    /** This program and more rows, which all its feasible points must keep. */
    LinearProgram with(List<LinearConstraint> cuts) {
        if (cuts.isEmpty()) {
            return this;
        }
        ProblemBuilder builder = Problem.builder();
        for (int j = 0; j < columns(); j++) {
            builder.continuous(problem.lower(j), problem.upper(j), 0, new int[0], new double[0]);
        }
        builder.constraintsOf(problem);
        cuts.forEach(builder::constraint);
        return new LinearProgram(problem, builder.build(), cost, constant, error, step);
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }

    private static double reach(Problem problem, int j) {
        return Math.max(Math.abs(problem.lower(j)), Math.abs(problem.upper(j)));
    }

    /** What a sum of products can amount to, and how fine its terms are. */
    private static final class Sum {
        private double magnitude;
        private int exponent;

        void add(double coefficient, double reach) {
            magnitude += Math.abs(coefficient) * reach;
            exponent = Math.min(exponent, Dyadic.exponent(coefficient));
        }

        void add(double weight, double coefficient, double reach) {
            magnitude += Math.abs(weight * coefficient) * reach;
            exponent = Math.min(exponent, Dyadic.exponent(weight) + Dyadic.exponent(coefficient));
        }

        /** Whether any order of adding the terms gives the same double, which is their sum. */
        boolean isExact() {
            return Math.scalb(magnitude, -exponent) * (1 + 0x1p-20) <= Dyadic.EXACT;
        }

        double step() {
            return Math.scalb(1.0, exponent);
        }

        /** What sums of so many terms, in doubles and in two different orders, can differ by. */
        double rounding(int terms) {
            return magnitude * (terms + 8) * 0x1p-52;
        }
    }

    Problem problem() {
        return problem;
    }

    /** Number of variables. */
    int columns() {
        return cost.length;
    }

    /** Number of rows: constraints and cuts. */
    int rowCount() {
        return constraints.constraintCount();
    }

    /** Least activity of row i, or negative infinity. */
    double rowLower(int i) {
        return constraints.constraintLower(i);
    }

    /** Greatest activity of row i, or infinity. */
    double rowUpper(int i) {
        return constraints.constraintUpper(i);
    }

    /** The greatest activity of row i at which core still counts it as kept. */
    double widenedUpper(int i) {
        return widened(i, rowUpper(i), 1);
    }

    /** The least activity of row i at which core still counts it as kept. */
    double widenedLower(int i) {
        return widened(i, rowLower(i), -1);
    }

    private double widened(int i, double side, int sign) {
        if (Double.isInfinite(side)) {
            return side;
        }
        double most = Math.nextUp(sign * side + Problem.tolerance(side));
        return sign * (integral[i] ? Math.floor(most) : most);
    }

    /** Upper bounds of all variables. */
    double[] upperBounds() {
        double[] upper = new double[columns()];
        Arrays.setAll(upper, problem::upper);
        return upper;
    }

    /** The rows by column. */
    SparseMatrix matrix() {
        return constraints.constraints();
    }

    /** The rows as columns of a matrix. */
    SparseMatrix rows() {
        return rows;
    }

    double cost(int j) {
        return cost[j];
    }

    double constant() {
        return constant;
    }

    /** No point's objective, as core computes it, differs from this form by more. */
    double error() {
        return error;
    }

    /** All objectives are multiples of this power of two; 0 if nothing of the kind is known. */
    double step() {
        return step;
    }
}
