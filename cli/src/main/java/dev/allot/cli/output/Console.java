package dev.allot.cli.output;

import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * Where a command prints.
 *
 * @param out standard output
 * @param error standard error
 * @param quiet whether nothing but errors is to be printed
 * @param terminal whether people watch standard error as it comes
 */
public record Console(PrintWriter out, PrintWriter error, boolean quiet, boolean terminal) {
    /** The console of a command; the launcher knows whether standard error is a terminal. */
    public static Console of(CommandLine command, boolean quiet) {
        return new Console(command.getOut(), command.getErr(), quiet, Boolean.getBoolean("allot.terminal"));
    }

    /** Prints a line for people, unless quiet. */
    public void print(String line) {
        if (!quiet) {
            out.println(line);
            out.flush();
        }
    }

    /** Prints a warning on standard error, unless quiet. */
    public void warn(String line) {
        if (!quiet) {
            error.println("allot: warning: " + line);
            error.flush();
        }
    }

    /** The same console, but printing nothing to standard output: something else goes there. */
    public Console silenced() {
        return new Console(out, error, true, terminal);
    }
}
