package dev.allot.solvers.quadratic;

import dev.allot.core.solve.Solver;
import dev.allot.core.testing.SolverContract;

class SpatialBranchAndBoundContractTest extends SolverContract {
    @Override
    protected Solver solver() {
        return new SpatialBranchAndBound();
    }
}
