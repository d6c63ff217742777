package dev.allot.core.model;

import java.util.Arrays;

/**
 * A named linear constraint {@code lower <= sum of coefficient[i] * x[variable[i]] <= upper}; either side may be infinite.
 *
 * @param name what people call it; messages name it
 * @param lower least activity, or negative infinity
 * @param upper greatest activity, or infinity
 * @param variables the variables that take part; one named twice adds up
 * @param coefficients their coefficients, finite
 */
public record LinearConstraint(String name, double lower, double upper, int[] variables, double[] coefficients) {
    public LinearConstraint {
        if (variables.length != coefficients.length) {
            throw new IllegalArgumentException("constraint '" + name + "' has " + variables.length + " variables but "
                    + coefficients.length + " coefficients");
        }
        if (Double.isNaN(lower)
                || Double.isNaN(upper)
                || lower > upper
                || lower == Double.POSITIVE_INFINITY
                || upper == Double.NEGATIVE_INFINITY) {
            throw new IllegalArgumentException("constraint '" + name + "' has the range [" + lower + ", " + upper
                    + "]; lower must not exceed upper");
        }
        for (double c : coefficients) {
            if (!Double.isFinite(c)) {
                throw new IllegalArgumentException(
                        "constraint '" + name + "' has the coefficient " + c + "; coefficients are finite");
            }
        }
        variables = variables.clone();
        coefficients = coefficients.clone();
    }

    /** {@code sum <= upper}. */
    public static LinearConstraint atMost(String name, double upper, int[] variables, double[] coefficients) {
        return new LinearConstraint(name, Double.NEGATIVE_INFINITY, upper, variables, coefficients);
    }

    /** {@code sum >= lower}. */
    public static LinearConstraint atLeast(String name, double lower, int[] variables, double[] coefficients) {
        return new LinearConstraint(name, lower, Double.POSITIVE_INFINITY, variables, coefficients);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearConstraint that
                && name.equals(that.name)
                && lower == that.lower
                && upper == that.upper
                && Arrays.equals(variables, that.variables)
                && Arrays.equals(coefficients, that.coefficients);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(variables);
    }

    @Override
    public String toString() {
        return "LinearConstraint[" + name + ": " + lower + " <= " + variables.length + " terms <= " + upper + "]";
    }
}
