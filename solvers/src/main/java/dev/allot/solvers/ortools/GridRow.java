package dev.allot.solvers.ortools;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.solvers.arithmetic.Dyadic;

/**
 * A row of a problem over integer variables in integers: {@code sum of coefficients[k] * x[columns[k]] + constant}, in steps of
 * 2<sup>exponent</sup>. Nothing is rounded: core keeps the coefficients of a row on a common dyadic grid.
 *
 * @param exponent of the step, at most 0
 * @param columns the variables that take part
 * @param coefficients theirs, in steps
 * @param constant the constant part, in steps
 * @param reach no activity within the variables' bounds is greater in magnitude, in steps
 */
record GridRow(int exponent, int[] columns, long[] coefficients, long constant, double reach) {
    /**
     * Row {@code row} of a matrix plus a constant.
     *
     * @param rows the matrix transposed, so that its columns are the rows
     * @throws UnsupportedProblemException if the row can take values beyond 2<sup>53</sup> steps
     */
    static GridRow of(Problem problem, SparseMatrix rows, int row, double constant) {
        int begin = rows.start(row);
        int size = rows.start(row + 1) - begin;
        int exponent = Dyadic.exponent(constant);
        for (int k = 0; k < size; k++) {
            exponent = Math.min(exponent, Dyadic.exponent(rows.value(begin + k)));
        }
        int[] columns = new int[size];
        long[] coefficients = new long[size];
        double reach = Math.abs(Dyadic.inSteps(constant, exponent));
        for (int k = 0; k < size; k++) {
            columns[k] = rows.row(begin + k);
            double steps = Dyadic.inSteps(rows.value(begin + k), exponent);
            coefficients[k] = (long) steps;
            reach += Math.abs(steps) * greatestMagnitude(problem, columns[k]);
        }
        if (!(reach <= Dyadic.EXACT)) {
            throw new UnsupportedProblemException(
                    CpSatSolver.ID, "rows that range over more than 2^53 times the step of their coefficients");
        }
        return new GridRow(exponent, columns, coefficients, (long) Dyadic.inSteps(constant, exponent), reach);
    }

    /** The row that is one variable. */
    static GridRow of(Problem problem, int variable) {
        return new GridRow(0, new int[] {variable}, new long[] {1}, 0, greatestMagnitude(problem, variable));
    }

    private static double greatestMagnitude(Problem problem, int variable) {
        return Math.max(Math.abs(problem.lower(variable)), Math.abs(problem.upper(variable)));
    }

    /** The value of an integer activity. */
    double value(long steps) {
        return Math.scalb((double) steps, exponent);
    }

    /** The greatest integer activity that is at most {@code value}; saturates. */
    long floor(double value) {
        return (long) Math.floor(Math.scalb(value, -exponent));
    }

    /** The least integer activity that is at least {@code value}; saturates. */
    long ceil(double value) {
        return (long) Math.ceil(Math.scalb(value, -exponent));
    }

    /** Activity at a point of integers, the constant included. */
    long at(double[] values) {
        long sum = constant;
        for (int k = 0; k < columns.length; k++) {
            sum += coefficients[k] * (long) values[columns[k]];
        }
        return sum;
    }
}
