package dev.allot.core.solve;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What a run may spend of time and evaluations, and what it has spent. Safe for several threads; only one of them pauses. */
final class Budget {
    private final long limitNanos;
    private final long evaluationLimit;
    private final AtomicLong evaluations = new AtomicLong();
    private volatile Clock clock = new Clock(0, System.nanoTime(), true);

    /** Time spent until a moment, and whether it has gone on since. */
    private record Clock(long spentNanos, long momentNanos, boolean running) {
        long nanos(long now) {
            return running ? spentNanos + now - momentNanos : spentNanos;
        }
    }

    /** The budget of a run that starts now. */
    Budget(SolveOptions options) {
        limitNanos = options.timeLimit().map(Budget::saturatedNanos).orElse(Long.MAX_VALUE);
        evaluationLimit = options.evaluationLimit();
    }

    private static long saturatedNanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    /** Counts one evaluation if one is left. */
    boolean tryCount() {
        long count = evaluations.get();
        while (count < evaluationLimit) {
            long seen = evaluations.compareAndExchange(count, count + 1);
            if (seen == count) {
                return true;
            }
            count = seen;
        }
        return false;
    }

    long evaluations() {
        return evaluations.get();
    }

    /** {@link Long#MAX_VALUE} without a limit. */
    long evaluationsLeft() {
        return evaluationLimit == Long.MAX_VALUE ? Long.MAX_VALUE : evaluationLimit - evaluations.get();
    }

    /** Lets the clock stand still while this runs. */
    void pause(Runnable pause) {
        long now = System.nanoTime();
        long spent = clock.nanos(now);
        clock = new Clock(spent, now, false);
        try {
            pause.run();
        } finally {
            clock = new Clock(spent, System.nanoTime(), true);
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(elapsedNanos());
    }

    private long elapsedNanos() {
        return clock.nanos(System.nanoTime());
    }

    /** Not negative; a very long time if there is no limit. */
    Duration timeLeft() {
        return Duration.ofNanos(
                limitNanos == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, limitNanos - elapsedNanos()));
    }

    /** What is used up, if anything is. */
    Optional<TerminationStatus> exhausted() {
        if (limitNanos != Long.MAX_VALUE && elapsedNanos() >= limitNanos) {
            return Optional.of(TerminationStatus.TIME_LIMIT);
        }
        return evaluations.get() >= evaluationLimit
                ? Optional.of(TerminationStatus.EVALUATION_LIMIT)
                : Optional.empty();
    }
}
