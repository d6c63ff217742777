package dev.allot.study.compare;

import dev.allot.core.solve.SolveOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a run ends: the same for all strategies that are compared.
 *
 * @param time after this much of it; a run without it is measured in evaluations
 * @param evaluations after so many of them
 */
public record RunLimit(Optional<Duration> time, OptionalLong evaluations) {
    /** Checks that there is a limit. */
    public RunLimit {
        if (time.isEmpty() && evaluations.isEmpty()) {
            throw new IllegalArgumentException("a run needs a limit of time or evaluations");
        }
    }

    /** A limit of time. */
    public static RunLimit of(Duration time) {
        return new RunLimit(Optional.of(time), OptionalLong.empty());
    }

    /** A limit of evaluations. */
    public static RunLimit of(long evaluations) {
        return new RunLimit(Optional.empty(), OptionalLong.of(evaluations));
    }

    /** These options with this limit. */
    SolveOptions on(SolveOptions options) {
        SolveOptions timed = time.map(options::withTimeLimit).orElse(options);
        return evaluations.isPresent() ? timed.withEvaluationLimit(evaluations.getAsLong()) : timed;
    }

    /** Whether progress is measured in seconds; otherwise in evaluations. */
    public boolean isTimed() {
        return time.isPresent();
    }

    /** The end of a run, in seconds or evaluations. */
    public double horizon() {
        return time.map(RunLimit::seconds).orElseGet(() -> (double) evaluations.orElseThrow());
    }

    /** Where a moment lies on the way to the {@link #horizon()}. */
    double position(Moment moment) {
        return isTimed() ? moment.seconds() : moment.evaluations();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** In words: {@code 10s}, {@code 5000 evaluations}. */
    @Override
    public String toString() {
        String ofTime = time.map(
                        t -> BigDecimal.valueOf(seconds(t)).stripTrailingZeros().toPlainString() + "s")
                .orElse("");
        String ofEvaluations = evaluations.isPresent() ? evaluations.getAsLong() + " evaluations" : "";
        return ofTime + (ofTime.isEmpty() || ofEvaluations.isEmpty() ? "" : ", ") + ofEvaluations;
    }
}
