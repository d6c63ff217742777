package dev.allot.cli.options;

import dev.allot.core.solve.SolveOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** When a solve ends, and how many threads it has until then. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
public final class SolveLimits {
    /** Ends a search that no limit was given for. */
    public static final Duration DEFAULT_TIME = Duration.ofSeconds(10);

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = Numbers.Time.class,
            description = "End the search after this time: 500ms, 60s, 2m, 1h"
                    + " (default: 10s, if --evaluations is not given either).")
    private @Nullable Duration timeLimit;

    @Option(
            names = "--evaluations",
            paramLabel = "N",
            converter = Numbers.LongCount.class,
            description = "End the search after N scored candidates; with the same seed the result repeats.")
    private @Nullable Long evaluations;

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--target-gap",
            paramLabel = "GAP",
            converter = Numbers.NotNegative.class,
            description = "End once bound - objective is at most this, in the model's units.")
    private @Nullable Double targetGap;

    /** The limits, with this seed. */
    public SolveOptions options(long seed) {
        SolveOptions options = SolveOptions.defaults().withSeed(seed).withThreads(threads.threads());
        if (evaluations != null) {
            options = options.withEvaluationLimit(evaluations);
        }
        if (timeLimit != null || evaluations == null) {
            options = options.withTimeLimit(timeLimit == null ? DEFAULT_TIME : timeLimit);
        }
        return targetGap == null ? options : options.withTargetGap(targetGap);
    }
}
