package dev.allot.solvers.linear;

/** How a solve of a linear relaxation ended. */
enum SimplexStatus {
    /** At an optimal basis. */
    OPTIMAL,
    /** The last pivot row shows that no point keeps rows and bounds. */
    INFEASIBLE,
    /** The bound fell below the cutoff. */
    CUTOFF,
    /** Pivots or time ran out, or arithmetic broke down. */
    LIMIT
}
