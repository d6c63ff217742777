package dev.allot.benchmarks.peers;

import com.google.ortools.Loader;
import com.google.ortools.modelbuilder.LinearExpr;
import com.google.ortools.modelbuilder.LinearExprBuilder;
import com.google.ortools.modelbuilder.ModelBuilder;
import com.google.ortools.modelbuilder.ModelSolver;
import com.google.ortools.modelbuilder.Variable;
import dev.allot.core.solve.SolveSession;
import java.util.Arrays;

/**
 * A solver that OR-Tools brings, through its model builder.
 *
 * @param name as the model builder knows it
 */
record OrToolsSolver(String name) implements GeneralSolver {
    @Override
    public double[] solve(FullProgram program, SolveSession session) {
        Loader.loadNativeLibraries();
        ModelBuilder model = new ModelBuilder();
        Variable[] x = new Variable[program.columns().size()];
        LinearExprBuilder objective = LinearExpr.newBuilder().add(program.constant());
        for (int j = 0; j < x.length; j++) {
            FullProgram.Column column = program.columns().get(j);
            x[j] = model.newVar(column.lower(), column.upper(), column.integer(), "");
            objective.addTerm(x[j], column.cost());
        }
        for (FullProgram.Row row : program.rows()) {
            LinearExprBuilder sum = LinearExpr.newBuilder();
            for (int k = 0; k < row.columns().length; k++) {
                sum.addTerm(x[row.columns()[k]], row.coefficients()[k]);
            }
            model.addLinearConstraint(sum.build(), row.lower(), row.upper());
        }
        model.maximize(objective.build());
        return solve(model, x, session);
    }

    private double[] solve(ModelBuilder model, Variable[] x, SolveSession session) {
        ModelSolver solver = new ModelSolver(name);
        GeneralSolver.limit(session).ifPresent(solver::setTimeLimit);
        Thread watch = new Thread(() -> interruptWhenStopped(solver, session), "allot-peer-stop");
        watch.setDaemon(true);
        watch.start();
        try {
            solver.solve(model);
        } finally {
            watch.interrupt();
        }
        return solver.hasSolution()
                ? Arrays.stream(x).mapToDouble(solver::getValue).toArray()
                : new double[0];
    }

    private static void interruptWhenStopped(ModelSolver solver, SolveSession session) {
        try {
            while (true) {
                Thread.sleep(20);
                if (session.shouldStop()) {
                    // Again and again, since a call before the native search has begun is lost.
                    solver.interruptSolve();
                }
            }
        } catch (InterruptedException ended) {
            // The solve is over.
        }
    }
}
