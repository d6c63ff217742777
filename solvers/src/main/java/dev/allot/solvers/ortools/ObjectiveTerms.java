package dev.allot.solvers.ortools;

import dev.allot.core.model.Problem;
import dev.allot.solvers.arithmetic.Dyadic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collects an objective that is the sum of two parts, the linear one and the surrogate, and scales it to integers by a power of two.
 *
 * <p>Core adds up each part in doubles and then the two. If all terms of a part are multiples of one power of two, and so few of them that
 * the sum is a double, that sum is exact. If this holds for both parts, core's objective is the exact one, rounded once, and rounding keeps
 * order: the integer sum decides. Otherwise coefficients are rounded to a coarser step; what that, and rounding in the sums of doubles
 * here and in core, can amount to is the slack of the result.
 */
final class ObjectiveTerms {
    /** The solver computes in 64-bit integers and wants room for sums of them. */
    private static final double GREATEST_SUM = 0x1p60;

    /** Where coefficients must be rounded, sums stay where doubles are exact. */
    private static final int ROUNDED_BITS = 52;

    private final Problem problem;
    private final Part linear;
    private final Part surrogate;

    ObjectiveTerms(Problem problem) {
        this.problem = problem;
        linear = new Part(problem.variableCount());
        surrogate = new Part(problem.variableCount());
        linear.constant(problem.constant());
        for (int j = 0; j < problem.variableCount(); j++) {
            linear.term(problem.linear(j), GridRow.of(problem, j));
        }
    }

    /** The part to which the surrogate adds itself. */
    Part surrogate() {
        return surrogate;
    }

    /** One of the two parts. */
    static final class Part {
        private final double[] coefficients;
        private final List<Choice> choices = new ArrayList<>();
        private double constant;
        private double magnitude;
        private int exponent;
        private int terms;

        private Part(int variables) {
            coefficients = new double[variables];
        }

        /** Adds a constant. */
        void constant(double value) {
            constant += value;
            grow(Math.abs(value), Dyadic.exponent(value));
        }

        /** Adds {@code weight} times a row, its constant included. */
        void term(double weight, GridRow row) {
            if (weight == 0) {
                return;
            }
            constant += weight * row.value(row.constant());
            for (int k = 0; k < row.columns().length; k++) {
                coefficients[row.columns()[k]] += weight * row.value(row.coefficients()[k]);
            }
            grow(Math.abs(weight) * Math.scalb(row.reach(), row.exponent()), Dyadic.exponent(weight) + row.exponent());
        }

        /** Adds the weight of that one literal of several which is true. */
        void choice(int[] literals, double[] weights) {
            choices.add(new Choice(literals, weights));
            double largest = 0;
            int finest = 0;
            for (double weight : weights) {
                largest = Math.max(largest, Math.abs(weight));
                finest = Math.min(finest, Dyadic.exponent(weight));
            }
            grow(largest, finest);
        }

        private void grow(double most, int finest) {
            magnitude += most;
            exponent = Math.min(exponent, finest);
            terms++;
        }

        private boolean isExactInDoubles() {
            // The magnitude is itself a sum of doubles.
            return Math.scalb(magnitude, -exponent) * (1 + 0x1p-40) <= Dyadic.EXACT;
        }

        /** What adding up in doubles, for the coefficients here and at a point in core, can lose. */
        private double rounding() {
            return isExactInDoubles() ? 0 : magnitude * (terms + 4) * 0x1p-51;
        }
    }

    private record Choice(int[] literals, double[] weights) {}

    /**
     * The sum in integers.
     *
     * @param variables number of variables of the model, literals included
     */
    IntegerObjective toIntegers(int variables) {
        double magnitude = linear.magnitude + surrogate.magnitude;
        int exponent = Math.min(linear.exponent, surrogate.exponent);
        boolean exact = linear.isExactInDoubles()
                && surrogate.isExactInDoubles()
                && Math.scalb(magnitude, -exponent) <= GREATEST_SUM;
        if (!exact) {
            exponent = Math.getExponent(magnitude) + 1 - ROUNDED_BITS;
        }
        Sum sum = new Sum(exponent, variables);
        sum.add(linear, problem);
        sum.add(surrogate, problem);
        double slack = sum.lost + linear.rounding() + surrogate.rounding() + magnitude * 0x1p-52;
        return sum.objective(exact ? 0 : slack * (1 + 0x1p-20));
    }

    /** Adds up coefficients in steps, and what rounding them can lose. */
    private static final class Sum {
        private final int exponent;
        private final long[] coefficients;
        private long offset;
        private double lost;

        Sum(int exponent, int variables) {
            this.exponent = exponent;
            coefficients = new long[variables];
        }

        void add(Part part, Problem problem) {
            offset += steps(part.constant);
            lost += loss(part.constant);
            for (int j = 0; j < part.coefficients.length; j++) {
                double coefficient = part.coefficients[j];
                coefficients[j] += steps(coefficient);
                lost += loss(coefficient) * GridRow.of(problem, j).reach();
            }
            for (Choice choice : part.choices) {
                double most = 0;
                for (int k = 0; k < choice.literals.length; k++) {
                    coefficients[choice.literals[k]] += steps(choice.weights[k]);
                    most = Math.max(most, loss(choice.weights[k]));
                }
                lost += most;
            }
        }

        private long steps(double value) {
            return (long) Dyadic.inSteps(value, exponent);
        }

        private double loss(double value) {
            return Math.abs(value - Math.scalb(Dyadic.inSteps(value, exponent), exponent));
        }

        IntegerObjective objective(double slack) {
            int[] used = IntStream.range(0, coefficients.length)
                    .filter(j -> coefficients[j] != 0)
                    .toArray();
            long[] values = IntStream.of(used).mapToLong(j -> coefficients[j]).toArray();
            return new IntegerObjective(used, values, offset, exponent, slack);
        }
    }
}
