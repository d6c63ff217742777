package dev.allot.benchmarks.compare;

import dev.allot.cli.Main;
import java.util.stream.Stream;

/**
 * {@code allot compare} on this module's class path: the solvers that this module registers as services, the peers, take part under their
 * ids. It takes the same options.
 */
public final class CompareWithPeers {
    private CompareWithPeers() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        Main.main(Stream.concat(Stream.of("compare"), Stream.of(args)).toArray(String[]::new));
    }
}
