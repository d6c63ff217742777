package dev.allot.solvers;

import dev.allot.core.solve.SolveSession;
import java.time.Duration;
import java.util.Optional;

/**
 * How much of a run is over, for schedules that must fit it: by evaluations if they are limited, so that results repeat; else by the clock if
 * time is limited; else by a method's own natural length.
 */
final class Progress {
    private static final long PROPOSALS_PER_EVALUATION = 8;

    private final SolveSession session;
    private final long firstEvaluation;
    private final Optional<Duration> span;
    private final Duration begin;
    private final long evaluations;

    private Progress(SolveSession session, Optional<Duration> span, long evaluations) {
        this.session = session;
        this.span = span;
        this.evaluations = evaluations;
        begin = session.elapsed();
        firstEvaluation = session.evaluations();
    }

    /**
     * The progress from now to the end.
     *
     * @param naturalLength evaluations to spend where nothing is limited, at least 1
     */
    static Progress of(SolveSession session, long naturalLength) {
        long left = session.evaluationsLeft();
        if (left < Long.MAX_VALUE) {
            return new Progress(session, Optional.empty(), Math.max(1, left));
        }
        if (session.options().timeLimit().isPresent()) {
            return new Progress(session, Optional.of(session.timeLeft()), Long.MAX_VALUE);
        }
        return new Progress(session, Optional.empty(), naturalLength);
    }

    /** Whether the run's options limit it, so that its end is known. */
    boolean isLimited() {
        return span.isPresent() || session.evaluationsLeft() < Long.MAX_VALUE;
    }

    /**
     * The share that is over, from 0 to 1.
     *
     * @param proposals moves proposed so far; those that come to nothing count a little too, so that a run ends where none can be made
     */
    double fraction(long proposals) {
        if (span.isPresent()) {
            double passed = session.elapsed().minus(begin).toNanos();
            return Math.min(1, passed / Math.max(1, span.get().toNanos()));
        }
        double passed = Math.max(session.evaluations() - firstEvaluation, proposals / PROPOSALS_PER_EVALUATION);
        return Math.min(1, passed / evaluations);
    }
}
