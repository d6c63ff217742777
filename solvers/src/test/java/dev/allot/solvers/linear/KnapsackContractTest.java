package dev.allot.solvers.linear;

import dev.allot.core.solve.Solver;
import dev.allot.core.testing.SolverContract;

class KnapsackContractTest extends SolverContract {
    @Override
    protected Solver solver() {
        return new Knapsack();
    }
}
