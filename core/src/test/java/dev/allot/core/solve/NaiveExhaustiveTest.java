package dev.allot.core.solve;

import dev.allot.core.testing.SolverContract;

class NaiveExhaustiveTest extends SolverContract {
    @Override
    protected Solver solver() {
        return new NaiveExhaustive();
    }
}
