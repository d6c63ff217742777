package dev.allot.benchmarks.peers;

import dev.allot.core.solve.Solver;
import dev.allot.core.testing.SolverContract;

class TimefoldPeerTest extends SolverContract {
    @Override
    protected Solver solver() {
        return new TimefoldPeer();
    }

    @Override
    protected long plenty() {
        return 200;
    }
}
