package dev.allot.benchmarks.peers;

import dev.allot.core.solve.SolveSession;
import java.time.Duration;
import java.util.Optional;

/** A general solver of mixed integer programs, on one thread. */
interface GeneralSolver {
    /** Of the whole time, what is left for rounding. */
    double ROUNDING_SHARE = 0.05;

    /** A limit of no time would be none. */
    long LEAST_NANOS = 1_000_000;

    /**
     * Its best point, by column; empty if it found none.
     *
     * @param session whose {@link #limit} of time it keeps, and which may say stop before
     */
    double[] solve(FullProgram program, SolveSession session);

    /** What is left for a solver that starts now, positive; empty if there is no limit. The rest of the time is for rounding. */
    static Optional<Duration> limit(SolveSession session) {
        return session.options()
                .timeLimit()
                .map(time -> Duration.ofNanos(Math.max(
                        LEAST_NANOS, session.timeLeft().toNanos() - (long) (ROUNDING_SHARE * time.toNanos()))));
    }
}
