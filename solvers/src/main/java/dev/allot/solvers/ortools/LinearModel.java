package dev.allot.solvers.ortools;

import com.google.ortools.modelbuilder.ModelBuilder;
import com.google.ortools.modelbuilder.ModelBuilderHelper;
import com.google.ortools.modelbuilder.ModelSolver;
import com.google.ortools.modelbuilder.SolveStatus;
import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A problem with a linear objective as a model of OR-Tools. The native library must be loaded. */
final class LinearModel {
    private final ModelBuilder model = new ModelBuilder();
    private final int variables;
    private final int rows;

    LinearModel(Problem problem) {
        variables = problem.variableCount();
        rows = problem.constraintCount();
        ModelBuilderHelper helper = model.getHelper();
        for (int j = 0; j < variables; j++) {
            int variable = helper.addVar();
            helper.setVarLowerBound(variable, problem.lower(j));
            helper.setVarUpperBound(variable, problem.upper(j));
            helper.setVarIntegrality(variable, problem.isInteger(j));
            helper.setVarObjectiveCoefficient(variable, problem.linear(j));
        }
        for (int i = 0; i < rows; i++) {
            int row = helper.addLinearConstraint();
            helper.setConstraintLowerBound(row, problem.constraintLower(i));
            helper.setConstraintUpperBound(row, problem.constraintUpper(i));
        }
        SparseMatrix columns = problem.constraints();
        for (int j = 0; j < variables; j++) {
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                helper.addConstraintTerm(columns.row(p), j, columns.value(p));
            }
        }
        helper.setMaximize(true);
    }

    /**
     * What came of it.
     *
     * @param isComplete whether the best point was found, or none exists
     * @param point the best point found, if any
     */
    record Outcome(boolean isComplete, Optional<Point> point) {}

    /**
     * A point that was found.
     *
     * @param values by variable
     * @param reducedCosts by variable, of a linear program; meaningless otherwise
     * @param duals by constraint: how much the objective gains with each unit of its sides, of a linear program; meaningless otherwise
     */
    record Point(double[] values, double[] reducedCosts, double[] duals) {}

    /**
     * Solves the model as far as limits allow.
     *
     * @param backend OR-Tools' name of the solver
     * @param parameters in the solver's own syntax
     * @param limit how long it may take
     * @param interrupted asked in another thread
     */
    Outcome solve(String backend, String parameters, Optional<Duration> limit, BooleanSupplier interrupted) {
        ModelSolver solver = new ModelSolver(backend);
        solver.setSolverSpecificParameters(parameters);
        limit.ifPresent(solver::setTimeLimit);
        StopWatcher watcher = StopWatcher.start(interrupted, solver::interruptSolve);
        SolveStatus status;
        try {
            status = solver.solve(model);
        } finally {
            watcher.end();
        }
        boolean isComplete = status == SolveStatus.OPTIMAL || status == SolveStatus.INFEASIBLE;
        if (!solver.hasSolution()) {
            return new Outcome(isComplete, Optional.empty());
        }
        double[] values = new double[variables];
        double[] reducedCosts = new double[variables];
        for (int j = 0; j < variables; j++) {
            values[j] = solver.getValue(model.varFromIndex(j));
            reducedCosts[j] = solver.getReducedCost(model.varFromIndex(j));
        }
        double[] duals = new double[rows];
        for (int i = 0; i < rows; i++) {
            duals[i] = solver.getDualValue(model.constraintFromIndex(i));
        }
        return new Outcome(isComplete, Optional.of(new Point(values, reducedCosts, duals)));
    }
}
