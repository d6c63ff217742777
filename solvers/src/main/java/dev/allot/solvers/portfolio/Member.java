package dev.allot.solvers.portfolio;

import dev.allot.core.solve.Solver;

/**
 * A method that takes part in a portfolio.
 *
 * @param solver the method
 * @param share how much of the run it is to have, in proportion to the others' shares; positive
 * @param manner how it uses that
 * @param evaluationCost how much more work one of its evaluations is than one of a method that tries move after move; at least 1. Where a
 *     run is shared out in evaluations, its own count for so many
 */
public record Member(Solver solver, double share, Manner manner, double evaluationCost) {
    /** How a member uses its share of a run. Where a run has no limit, every member runs once, to its natural end. */
    public enum Manner {
        /** One run within its share. */
        ONCE,
        /** A run that may go on until all is over; another one, with another seed, when it ends before. */
        STEADY,
        /** Runs that are as long as its share, for methods that plan for their length, such as cooling schedules. */
        PLANNED,
        /** Runs that cannot pause, such as native ones: each is twice as long as the one before and waits until it is paid for. */
        PIECES
    }

    /** Checks the numbers. */
    public Member {
        if (!(share > 0 && Double.isFinite(share))) {
            throw new IllegalArgumentException(
                    "the share of '" + solver.id() + "' is " + share + "; it must be positive");
        }
        if (!(evaluationCost >= 1 && Double.isFinite(evaluationCost))) {
            throw new IllegalArgumentException(
                    "an evaluation of '" + solver.id() + "' costs " + evaluationCost + "; it must be at least 1");
        }
    }

    /** A member whose evaluations are about as much work as others'. */
    public Member(Solver solver, double share, Manner manner) {
        this(solver, share, manner, 1);
    }
}
