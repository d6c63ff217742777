package dev.allot.cli.options;

import picocli.CommandLine.Option;

/** How many threads one solve may use. */
public final class ThreadsOption {
    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Threads.class,
            description = "Threads that each solve may use (default: ${DEFAULT-VALUE}).")
    private int threads;

    /** The number of threads, at least 1. */
    public int threads() {
        return threads;
    }
}
