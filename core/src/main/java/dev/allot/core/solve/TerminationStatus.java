package dev.allot.core.solve;

/** Why a solver stopped. What it found is the other question: {@link PrimalStatus}. */
public enum TerminationStatus {
    /** The incumbent is proven optimal. */
    OPTIMAL,
    /** A complete scan of the neighbourhood, or the whole of a construction method, found nothing better. */
    LOCALLY_OPTIMAL,
    /** Proven: no point keeps all constraints. */
    INFEASIBLE,
    /** Bound minus objective is within the gap asked for. */
    GAP_LIMIT,
    /** The objective asked for is reached. */
    TARGET_REACHED,
    /** The time is used up. */
    TIME_LIMIT,
    /** The evaluations are used up. */
    EVALUATION_LIMIT,
    /** The caller asked to stop. */
    INTERRUPTED,
    /** Arithmetic broke down; see the result's detail. */
    NUMERICAL_ERROR,
    /** Anything else; see the result's detail. */
    OTHER_ERROR
}
