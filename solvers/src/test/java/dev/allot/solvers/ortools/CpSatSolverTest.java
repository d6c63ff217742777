package dev.allot.solvers.ortools;

import dev.allot.core.solve.Solver;
import dev.allot.core.testing.SolverContract;

class CpSatSolverTest extends SolverContract {
    @Override
    protected Solver solver() {
        return new CpSatSolver();
    }
}
