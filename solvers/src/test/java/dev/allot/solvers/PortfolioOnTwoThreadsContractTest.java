package dev.allot.solvers;

class PortfolioOnTwoThreadsContractTest extends PortfolioContractTest {
    @Override
    protected int threads() {
        return 2;
    }
}
