package dev.allot.solvers.greedy;

import dev.allot.core.solve.SolveSession;
import dev.allot.solvers.search.Opening;
import java.util.Optional;

/**
 * Where improving methods start: at the incumbent where others have found one, else at the better of a feasible start and one quick greedy
 * construction by slopes.
 */
public final class GreedyStart {
    private static final double WIDTH = 0.3;
    private static final long ROUNDS = 12;
    /** The construction takes at most this share of the evaluations left. */
    private static final double SHARE = 0.2;

    private static final long LEAST_ROUNDS = 8;

    private GreedyStart() {}

    /** Feasible values, scored and offered; empty if none were found or the session says stop. */
    public static Optional<double[]> find(Opening opening) {
        SolveSession session = opening.session();
        if (session.incumbent().isPresent() && session.options().warmStart().isEmpty()) {
            // Another method has been here before; there is nothing to begin with.
            return session.incumbent().map(s -> s.values());
        }
        if (opening.start().isEmpty()) {
            return Optional.empty();
        }
        SlopeGains slopes = new SlopeGains(opening.problem(), WIDTH);
        long round = 1 + slopes.evaluations(opening.problem().variableCount());
        long rounds = Math.min(ROUNDS, (long) (SHARE * session.evaluationsLeft() / round));
        if (rounds >= LEAST_ROUNDS && !session.shouldStop()) {
            new GreedyFill(opening).construct(slopes, rounds);
        }
        return session.shouldStop() ? Optional.empty() : session.incumbent().map(s -> s.values());
    }
}
