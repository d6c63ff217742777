package dev.allot.solvers.portfolio;

import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveSession;
import java.time.Duration;

/**
 * The unit in which a run is shared out. With an evaluation limit, or without any limit, it is the evaluation, so that results repeat;
 * looks at the clock count as well, lest a method that scores nothing for long never comes to the end of its turn. With a time limit
 * alone it is the nanosecond.
 */
enum Meter {
    EVALUATIONS(256, 20_000),
    NANOSECONDS(4_000_000, 200_000_000);

    /** A turn is at least this share of what was spent before it, so that changing turns costs little in long runs. */
    private static final double TURN_SHARE = 1.0 / 32;

    private final double shortestTurn;
    private final double longestTurn;

    Meter(double shortestTurn, double longestTurn) {
        this.shortestTurn = shortestTurn;
        this.longestTurn = longestTurn;
    }

    static Meter of(SolveOptions options) {
        return options.evaluationLimit() == Long.MAX_VALUE
                        && options.timeLimit().isPresent()
                ? NANOSECONDS
                : EVALUATIONS;
    }

    /** What is left of the whole run; {@link Long#MAX_VALUE} without a limit. */
    long left(SolveSession session) {
        return this == EVALUATIONS
                ? session.evaluationsLeft()
                : session.timeLeft().toNanos();
    }

    /** What one session has spent, looks included, an evaluation costing so much. */
    double spent(SolveSession session, long looks, double evaluationCost) {
        return this == EVALUATIONS
                ? session.evaluations() * evaluationCost + looks
                : session.elapsed().toNanos();
    }

    /** Limits a run to so much. */
    SolveOptions limit(SolveOptions options, double most, double evaluationCost) {
        return this == EVALUATIONS
                ? options.withEvaluationLimit((long) Math.max(1, most / evaluationCost))
                : options.withTimeLimit(Duration.ofNanos((long) most));
    }

    /** The length of the next turn where all members together have spent so much. */
    double turn(double spent) {
        return Math.max(shortestTurn, Math.min(longestTurn, spent * TURN_SHARE));
    }
}
