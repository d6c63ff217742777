package dev.allot.benchmarks.peers;

import dev.allot.core.solve.Solver;
import dev.allot.core.testing.SolverContract;

class CmaEsPeerTest extends SolverContract {
    @Override
    protected Solver solver() {
        return new CmaEsPeer();
    }

    @Override
    protected long plenty() {
        return 200;
    }
}
