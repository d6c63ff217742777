package dev.allot.solvers;

class BranchAndBoundOnTwoThreadsContractTest extends BranchAndBoundContractTest {
    @Override
    protected int threads() {
        return 2;
    }
}
