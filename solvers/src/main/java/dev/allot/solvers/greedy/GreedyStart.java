package dev.allot.solvers.greedy;

import dev.allot.core.solve.SolveSession;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.StartPoint;
import java.util.Optional;
import java.util.SplittableRandom;

/** Where improving methods start: the better of a feasible start and one quick greedy construction by slopes. */
public final class GreedyStart {
    private static final double WIDTH = 0.3;
    private static final long ROUNDS = 50;
    /** The construction takes at most this share of the evaluations left. */
    private static final double SHARE = 0.2;

    private static final long LEAST_ROUNDS = 8;

    private GreedyStart() {}

    /** Feasible values, scored and offered; empty if none were found or the session says stop. */
    public static Optional<double[]> find(ConstraintRows constraints, SolveSession session, SplittableRandom random) {
        Optional<double[]> start = new StartPoint(constraints).find(session, random);
        if (start.isEmpty() || !session.tryEvaluate()) {
            return Optional.empty();
        }
        session.offer(start.get());
        SlopeGains slopes = new SlopeGains(constraints.problem(), WIDTH);
        long round = 1 + slopes.evaluations(constraints.problem().variableCount());
        long rounds = Math.min(ROUNDS, (long) (SHARE * session.evaluationsLeft() / round));
        if (rounds >= LEAST_ROUNDS && !session.shouldStop()) {
            new GreedyFill(constraints, session, random).construct(slopes, rounds);
        }
        return session.shouldStop() ? Optional.empty() : session.incumbent().map(s -> s.values());
    }
}
