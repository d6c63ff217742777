package dev.allot.solvers.linear;

import dev.allot.core.model.SparseMatrix;
import dev.allot.solvers.arithmetic.ExactSum;

/**
 * Upper bounds by weak duality that hold in spite of rounding, from any multipliers y (Neumaier and Shcherbina 2004): every feasible x
 * with activities s = A x has {@code cost . x = (cost - y A) . x + y . s}, and each term is at most its maximum over the bounds, rows
 * widened by the tolerance within which core takes points for feasible. What rounding can lose is bounded and added.
 */
final class LinearDualBound {
    private static final double UNIT = 0x1p-53;
    /** The margin over first-order error terms. */
    private static final double SAFETY = 1.01;

    private final LinearProgram program;
    private final double[] reduced;
    private final double[] doubt;
    private double value;
    private double noise;

    LinearDualBound(LinearProgram program) {
        this.program = program;
        reduced = new double[program.columns()];
        doubt = new double[program.columns()];
    }

    /** Computes the bound for multipliers under bounds of the variables; O(entries). */
    double of(double[] multipliers, double[] lower, double[] upper) {
        compute(multipliers, lower, upper, true);
        return value;
    }

    /** Whether multipliers prove that no point within the bounds keeps all rows: with costs of nothing, nothing would still be too much. */
    boolean refutes(double[] multipliers, double[] lower, double[] upper) {
        compute(multipliers, lower, upper, false);
        return value < 0;
    }

    private void compute(double[] multipliers, double[] lower, double[] upper, boolean withCosts) {
        SparseMatrix matrix = program.matrix();
        double[] y = multipliers.clone();
        ExactSum sum = new ExactSum();
        double widening = 0;
        for (int i = 0; i < y.length; i++) {
            double side = y[i] > 0 ? program.widenedUpper(i) : program.widenedLower(i);
            if (Double.isInfinite(side) || Double.isNaN(y[i])) {
                y[i] = 0;
            } else if (y[i] != 0) {
                sum.add(y[i] * side);
                widening += y[i] * (side - (y[i] > 0 ? program.rowUpper(i) : program.rowLower(i)));
            }
        }
        double lost = 0;
        for (int j = 0; j < reduced.length; j++) {
            double c = withCosts ? program.cost(j) : 0;
            double d = c;
            double size = Math.abs(c);
            int begin = matrix.start(j);
            int end = matrix.start(j + 1);
            for (int p = begin; p < end; p++) {
                double term = y[matrix.row(p)] * matrix.value(p);
                d -= term;
                size += Math.abs(term);
            }
            reduced[j] = d;
            doubt[j] = size * (end - begin + 1) * UNIT * SAFETY;
            sum.add(d * (d > 0 ? upper[j] : lower[j]));
            lost += doubt[j] * Math.max(Math.abs(lower[j]), Math.abs(upper[j]));
        }
        if (withCosts) {
            sum.add(program.constant());
            lost += program.error();
        }
        double rounding = lost * SAFETY + sum.magnitude() * 4 * UNIT;
        value = Math.nextUp(sum.value() + rounding);
        noise = Math.max(0, widening) + rounding;
    }

    /** The last bound. */
    double value() {
        return value;
    }

    /** How much of the last bound is the tolerance of rows and rounding. */
    double noise() {
        return noise;
    }

    /**
     * By how much the last bound falls, at least, if variable j is kept from the bound that its reduced cost wants by one unit or more; 0 if
     * nothing can be said.
     */
    double lossOfAUnit(int j) {
        return Math.max(0, Math.abs(reduced[j]) - doubt[j]) * (1 - 4 * UNIT);
    }

    /** Whether the last reduced cost wants variable j at its upper bound. */
    boolean wantsUpper(int j) {
        return reduced[j] > 0;
    }
}
