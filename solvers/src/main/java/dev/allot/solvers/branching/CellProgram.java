package dev.allot.solvers.branching;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.linear.Mip;
import dev.allot.solvers.search.ConstraintRows;
import java.time.Duration;

/**
 * The integer program that is left where no tree can be split any further: the ensemble is constant there, so the question is only whether any
 * point lies in the cell, and which has the best linear objective.
 */
final class CellProgram {
    private static final long MOST_EVALUATIONS = 2_000;
    private static final Duration MOST_TIME = Duration.ofSeconds(10);

    private final Problem problem;
    private final ConstraintRows constraints;
    private final Cells cells;

    CellProgram(ConstraintRows constraints, Cells cells) {
        this.constraints = constraints;
        problem = constraints.problem();
        this.cells = cells;
    }

    /**
     * Looks for the best point of a cell, and offers it.
     *
     * @param domain one cell for each aggregate that a tree splits on
     * @param bound of the cell
     * @return an upper bound on the objective of every feasible point in the cell: minus infinity if there is none, {@code bound} if the
     *     program could not be solved
     */
    double solve(Domain domain, double bound, SolveSession session) {
        Mip mip = new Mip();
        Problem program = program(domain);
        if (!mip.supports(program)) {
            return bound;
        }
        Duration left = session.timeLeft();
        SolveResult result = mip.solve(
                program,
                SolveOptions.defaults()
                        .withSeed(session.options().seed())
                        .withEvaluationLimit(Math.min(MOST_EVALUATIONS, session.evaluationsLeft()))
                        .withTimeLimit(left.compareTo(MOST_TIME) < 0 ? left : MOST_TIME)
                        .withInterrupt(session::shouldStop));
        if (result.termination() == TerminationStatus.INFEASIBLE) {
            return Double.NEGATIVE_INFINITY;
        }
        if (result.incumbent().isEmpty()) {
            return bound;
        }
        double[] values = result.incumbent().get().values();
        session.offer(values);
        // Where an aggregate is fractional, the point can lie on the upper end of its cell, which belongs to the next:
        // then it does not tell what the ensemble is worth within the cell.
        Solution there = Solution.of(problem, values);
        if (!isInside(there, domain)) {
            return bound;
        }
        if (result.termination() == TerminationStatus.OPTIMAL) {
            return Math.min(bound, there.objective());
        }
        double worth = problem.surrogate().orElseThrow().value(there.aggregates());
        return Math.min(bound, Math.nextUp(worth + result.bound()));
    }

    private boolean isInside(Solution point, Domain domain) {
        double[] z = point.aggregates();
        for (int i = 0; i < z.length; i++) {
            boolean last = domain.high(i) == cells.count(i) - 1;
            if (!problem.isIntegral(i) && !last && z[i] >= cells.upper(cells.start(i) + domain.high(i))) {
                return false;
            }
        }
        return true;
    }

    private Problem program(Domain domain) {
        ProblemBuilder builder = Problem.builder().constant(problem.constant());
        for (int j = 0; j < problem.variableCount(); j++) {
            if (problem.isInteger(j)) {
                builder.integer(problem.lower(j), problem.upper(j), problem.linear(j));
            } else {
                builder.continuous(problem.lower(j), problem.upper(j), problem.linear(j), new int[0], new double[0]);
            }
        }
        for (int i = 0; i < problem.constraintCount(); i++) {
            builder.constraint(row(
                    constraints.byConstraint(),
                    i,
                    problem.constraintName(i),
                    problem.constraintLower(i),
                    problem.constraintUpper(i)));
        }
        // Here rather than once: most runs never come to this point.
        SparseMatrix aggregateRows = problem.aggregates().transpose();
        for (int i = 0; i < cells.aggregates(); i++) {
            if (cells.count(i) > 1) {
                builder.constraint(row(
                        aggregateRows,
                        i,
                        problem.aggregateName(i),
                        cells.lower(cells.start(i) + domain.low(i)) - problem.offset(i),
                        cells.upper(cells.start(i) + domain.high(i)) - problem.offset(i)));
            }
        }
        return builder.build();
    }

    private static LinearConstraint row(SparseMatrix rows, int i, String name, double lower, double upper) {
        int size = rows.start(i + 1) - rows.start(i);
        int[] variables = new int[size];
        double[] weights = new double[size];
        for (int k = 0; k < size; k++) {
            variables[k] = rows.row(rows.start(i) + k);
            weights[k] = rows.value(rows.start(i) + k);
        }
        return new LinearConstraint(name, lower, upper, variables, weights);
    }
}
