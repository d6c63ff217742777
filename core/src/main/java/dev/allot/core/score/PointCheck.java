package dev.allot.core.score;

import dev.allot.core.model.Problem;

/** The checks on a variable's new value. */
final class PointCheck {
    private PointCheck() {}

    static void require(Problem problem, int[] variable, double[] value, int count) {
        for (int k = 0; k < count; k++) {
            require(problem, variable[k], value[k]);
        }
    }

    static void require(Problem problem, int variable, double value) {
        if (!(problem.lower(variable) <= value && value <= problem.upper(variable))
                || problem.isInteger(variable) && value != Math.rint(value)) {
            throw new IllegalArgumentException(
                    "variable " + problem.variableName(variable) + " cannot take " + value + "; it is "
                            + (problem.isInteger(variable) ? "an integer" : "a number") + " in ["
                            + problem.lower(variable) + ", "
                            + problem.upper(variable) + "]");
        }
    }
}
