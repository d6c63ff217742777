package dev.allot.core.solve;

import dev.allot.core.model.Solution;

/** Hears of progress, in the thread of the solver that made it; must return quickly. */
public interface SolveListener {
    /** A better feasible point was found. */
    default void incumbent(TracePoint point, Solution solution) {}

    /** A better bound was proven. */
    default void bound(TracePoint point) {}
}
