package dev.allot.solvers;

import dev.allot.core.solve.Solver;
import dev.allot.core.testing.SolverContract;

class RandomSamplingContractTest extends SolverContract {
    @Override
    protected Solver solver() {
        return new RandomSampling();
    }

    /** One evaluation is a draw with its repair. */
    @Override
    protected long plenty() {
        return 500;
    }
}
