package dev.allot.core.solve;

/** What a solver found. Why it stopped is the other question: {@link TerminationStatus}. */
public enum PrimalStatus {
    /** The incumbent keeps all constraints. */
    FEASIBLE_POINT,
    /** There is a point, but it violates constraints. */
    INFEASIBLE_POINT,
    /** No point at all. */
    NO_SOLUTION
}
