package dev.allot.solvers.portfolio;

import dev.allot.core.solve.Solver;

/**
 * A method that takes part in a portfolio.
 *
 * @param solver the method
 * @param share how much of the run it is to have, in proportion to the others' shares; positive
 * @param manner how it uses that
 */
public record Member(Solver solver, double share, Manner manner) {
    /** How a member uses its share of a run. Where a run has no limit, every member runs once, to its natural end. */
    public enum Manner {
        /**
         * One run within its share. It keeps its turn as long as it gets somewhere: until nothing better has come for as long as it took to
         * the last better point.
         */
        ONCE,
        /** A run that may go on until all is over, and another one, with another seed, when it ends before. */
        STEADY,
        /** Runs that know their length beforehand, such as cooling schedules: one after the other, each twice as long. */
        EPISODES,
        /** The same for methods that cannot pause once they run, such as native ones: each run waits until it is paid for. */
        PIECES
    }

    /** Checks the share. */
    public Member {
        if (!(share > 0 && Double.isFinite(share))) {
            throw new IllegalArgumentException(
                    "the share of '" + solver.id() + "' is " + share + "; it must be positive");
        }
    }
}
