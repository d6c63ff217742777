package dev.allot.benchmarks.peers;

import dev.allot.core.solve.Solver;
import dev.allot.core.testing.SolverContract;

class JMetalPeerTest extends SolverContract {
    @Override
    protected Solver solver() {
        return new JMetalPeer();
    }

    @Override
    protected long plenty() {
        return 200;
    }
}
