package dev.allot.solvers;

import dev.allot.core.solve.Solver;
import dev.allot.core.testing.SolverContract;

class AggregateSearchContractTest extends SolverContract {
    @Override
    protected Solver solver() {
        return new AggregateSearch();
    }
}
