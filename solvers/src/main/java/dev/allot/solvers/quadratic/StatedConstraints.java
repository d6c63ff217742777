package dev.allot.solvers.quadratic;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.SparseMatrix;

/** Constraints of a problem stated again for another one of the same variables. */
final class StatedConstraints {
    private StatedConstraints() {}

    /** Adds the constraints of a problem; O(their entries). */
    static void copy(Problem problem, ProblemBuilder builder) {
        SparseMatrix rows = problem.constraints().transpose();
        for (int i = 0; i < problem.constraintCount(); i++) {
            int begin = rows.start(i);
            int[] variables = new int[rows.start(i + 1) - begin];
            double[] coefficients = new double[variables.length];
            for (int k = 0; k < variables.length; k++) {
                variables[k] = rows.row(begin + k);
                coefficients[k] = rows.value(begin + k);
            }
            builder.constraint(new LinearConstraint(
                    problem.constraintName(i),
                    problem.constraintLower(i),
                    problem.constraintUpper(i),
                    variables,
                    coefficients));
        }
    }
}
