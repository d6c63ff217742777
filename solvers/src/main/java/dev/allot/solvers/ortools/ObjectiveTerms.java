package dev.allot.solvers.ortools;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Collects an objective that is the sum of two parts, the linear one and the surrogate, and scales it to integers by a power of two.
 *
 * <p>Core adds up each part in doubles and then the two. If all terms of a part are multiples of one power of two, and so few of them that
 * the sum is a double, that sum is exact. If this holds for both parts, core's objective is the exact one, rounded once, and rounding keeps
 * order: the integer sum decides. Otherwise weights are rounded to a coarser step; what that, and rounding in core's own sums, can
 * amount to is the slack of the result.
 */
final class ObjectiveTerms {
    /** The solver computes in 64-bit integers and wants room for sums of them. */
    private static final double GREATEST_SUM = 0x1p60;

    /** Where weights must be rounded, sums stay where doubles are exact. */
    private static final int ROUNDED_BITS = 52;

    private final Part linear = new Part();
    private final Part surrogate = new Part();

    /** The linear objective and the constant. */
    Part linear() {
        return linear;
    }

    /** The surrogate. */
    Part surrogate() {
        return surrogate;
    }

    /** One of the two parts. */
    static final class Part {
        private final List<Term> terms = new ArrayList<>();
        private final List<Choice> choices = new ArrayList<>();
        private final List<Double> constants = new ArrayList<>();
        private double magnitude;
        private int exponent;

        /** Adds a constant. */
        void constant(double value) {
            constants.add(value);
            grow(value, 1);
        }

        /** Adds {@code weight} times a row, its constant included. */
        void term(double weight, GridRow row) {
            double perStep = Math.scalb(weight, row.exponent());
            if (perStep != 0) {
                terms.add(new Term(perStep, row));
                grow(perStep, row.reach());
            }
        }

        /** Adds the weight of that one literal of several which is true. */
        void choice(int[] literals, double[] weights) {
            choices.add(new Choice(literals, weights));
            double largest = 0;
            for (double weight : weights) {
                largest = Math.max(largest, Math.abs(weight));
                exponent = Math.min(exponent, Dyadic.exponent(weight));
            }
            grow(largest, 1);
        }

        private void grow(double weight, double reach) {
            magnitude += Math.abs(weight) * reach;
            exponent = Math.min(exponent, Dyadic.exponent(weight));
        }

        private boolean isExactInDoubles() {
            return Math.scalb(magnitude, -exponent) <= Dyadic.EXACT;
        }

        /** What adding these up in doubles can lose. */
        private double rounding() {
            return isExactInDoubles()
                    ? 0
                    : magnitude * (terms.size() + choices.size() + constants.size() + 2) * 0x1p-52;
        }
    }

    private record Term(double weight, GridRow row) {}

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
        Stream.of(linear, surrogate).forEach(sum::add);
        double slack =
                exact ? 0 : (sum.lost + linear.rounding() + surrogate.rounding() + magnitude * 0x1p-52) * (1 + 0x1p-20);
        return sum.objective(slack);
    }

    /** Adds up weights in steps and what rounding them can lose. */
    private static final class Sum {
        private final int exponent;
        private final long[] coefficients;
        private long offset;
        private double lost;

        Sum(int exponent, int variables) {
            this.exponent = exponent;
            coefficients = new long[variables];
        }

        void add(Part part) {
            for (double constant : part.constants) {
                offset += steps(constant, 1);
            }
            for (Term term : part.terms) {
                GridRow row = term.row;
                long weight = steps(term.weight, row.reach());
                offset += weight * row.constant();
                for (int k = 0; k < row.columns().length; k++) {
                    coefficients[row.columns()[k]] += weight * row.coefficients()[k];
                }
            }
            for (Choice choice : part.choices) {
                double before = lost;
                double most = 0;
                for (int k = 0; k < choice.literals.length; k++) {
                    lost = 0;
                    coefficients[choice.literals[k]] += steps(choice.weights[k], 1);
                    most = Math.max(most, lost);
                }
                lost = before + most;
            }
        }

        private long steps(double weight, double reach) {
            double steps = Dyadic.inSteps(weight, exponent);
            lost += Math.abs(weight - Math.scalb(steps, exponent)) * reach;
            return (long) steps;
        }

        IntegerObjective objective(double slack) {
            int[] used = IntStream.range(0, coefficients.length)
                    .filter(j -> coefficients[j] != 0)
                    .toArray();
            long[] values = new long[used.length];
            for (int k = 0; k < used.length; k++) {
                values[k] = coefficients[used[k]];
            }
            return new IntegerObjective(used, values, offset, exponent, slack);
        }
    }
}
