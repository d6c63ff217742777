package dev.allot.benchmarks.peers;

import dev.allot.core.solve.SolveSession;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;

/** ojAlgo's branch and cut, on one thread. It looks at its limit of time alone. */
record OjAlgoSolver() implements GeneralSolver {
    @Override
    public double[] solve(FullProgram program, SolveSession session) {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        Variable[] x = new Variable[program.columns().size()];
        for (int j = 0; j < x.length; j++) {
            FullProgram.Column column = program.columns().get(j);
            x[j] = model.newVariable("x" + j)
                    .lower(column.lower())
                    .upper(column.upper())
                    .integer(column.integer())
                    .weight(column.cost());
        }
        for (int i = 0; i < program.rows().size(); i++) {
            FullProgram.Row row = program.rows().get(i);
            Expression sum = model.newExpression("r" + i);
            if (row.lower() > Double.NEGATIVE_INFINITY) {
                sum.lower(row.lower());
            }
            if (row.upper() < Double.POSITIVE_INFINITY) {
                sum.upper(row.upper());
            }
            for (int k = 0; k < row.columns().length; k++) {
                sum.add(x[row.columns()[k]], row.coefficients()[k]);
            }
        }
        model.options.integer(IntegerStrategy.newConfigurable().withParallelism(() -> 1));
        GeneralSolver.limit(session).ifPresent(time -> {
            model.options.time_abort = time.toMillis();
            model.options.time_suffice = time.toMillis();
        });
        if (session.shouldStop()) {
            return new double[0];
        }
        Optimisation.Result result = model.maximise();
        if (!result.getState().isFeasible()) {
            return new double[0];
        }
        double[] point = new double[x.length];
        for (int j = 0; j < point.length; j++) {
            point[j] = result.doubleValue(j);
        }
        return point;
    }
}
