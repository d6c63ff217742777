package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.util.OptionalInt;

/** The linear constraints of a problem by row and by column. Immutable; made once a run and shared. */
public final class ConstraintRows {
    private final Problem problem;
    private final SparseMatrix columns;
    private final SparseMatrix rows;
    private final double[] scale;

    /** The constraints of a problem; O(nonzeros). */
    public ConstraintRows(Problem problem) {
        this.problem = problem;
        columns = problem.constraints();
        rows = columns.transpose();
        scale = new double[rows.columns()];
        for (int i = 0; i < scale.length; i++) {
            double greatest = 0;
            for (int p = rows.start(i); p < rows.start(i + 1); p++) {
                greatest = Math.max(greatest, Math.abs(rows.value(p)));
            }
            scale[i] = greatest == 0 ? 1 : 1 / greatest;
        }
    }

    /** The problem they belong to. */
    public Problem problem() {
        return problem;
    }

    /** The constraint matrix with a column for each variable. */
    public SparseMatrix byVariable() {
        return columns;
    }

    /** The constraint matrix with a column for each constraint. */
    public SparseMatrix byConstraint() {
        return rows;
    }

    /** Makes violations of different units comparable: one over the greatest coefficient of the constraint. */
    double scale(int i) {
        return scale[i];
    }

    /**
     * A constraint that no point within the variables' bounds keeps: a proof that there is no feasible point. Constraints are looked at one
     * by one, so an empty answer proves nothing.
     */
    public OptionalInt unreachable() {
        for (int i = 0; i < rows.columns(); i++) {
            double least = 0;
            double most = 0;
            double magnitude = 0;
            for (int p = rows.start(i); p < rows.start(i + 1); p++) {
                double a = rows.value(p) * problem.lower(rows.row(p));
                double b = rows.value(p) * problem.upper(rows.row(p));
                least += Math.min(a, b);
                most += Math.max(a, b);
                magnitude += Math.max(Math.abs(a), Math.abs(b));
            }
            // What sums of doubles can lose is given to the constraint: a proof must not rest on rounding.
            double slack = 0x1p-40 * magnitude;
            boolean below = most + slack < problem.constraintLower(i) && problem.violation(i, most + slack) > 0;
            boolean above = least - slack > problem.constraintUpper(i) && problem.violation(i, least - slack) > 0;
            if (below || above) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
