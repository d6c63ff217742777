package dev.allot.solvers.portfolio;

import dev.allot.core.solve.Solver;

/** A method whose search several threads can share. */
public interface TeamSolver extends Solver {
    /**
     * This method for one run on one problem: all threads that call its {@link Solver#search search}, each with a session of its own, work
     * on the same search, and return when it is over or their session stops. A thread whose session stopped may call again.
     */
    Solver team();
}
