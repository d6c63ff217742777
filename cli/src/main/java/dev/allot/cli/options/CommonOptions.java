package dev.allot.cli.options;

import dev.allot.cli.output.Console;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // the parser sets the fields, and reads some
public final class CommonOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Seed.class,
            description = "Seed of all randomness (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;

    @Option(names = "--stacktrace", description = "Show where an error came from.")
    private boolean stacktrace;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    /** The seed. */
    public long seed() {
        return seed;
    }

    /** Where the command prints. */
    public Console console() {
        return Console.of(command.commandLine(), quiet);
    }

    /** The command that has these options. */
    public CommandSpec command() {
        return command;
    }
}
