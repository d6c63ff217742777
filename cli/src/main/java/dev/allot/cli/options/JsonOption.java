package dev.allot.cli.options;

import dev.allot.cli.output.Console;
import dev.allot.cli.output.OutputTarget;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The result for other programs. */
public final class JsonOption {
    private static final String NAME = "--json";

    @Option(
            names = NAME,
            paramLabel = "F",
            description = "Write the result with all its details as JSON; - is standard output.")
    private @Nullable Path file;

    /** Whether it is asked for. */
    public boolean isGiven() {
        return file != null;
    }

    /**
     * The console to print on beside this output and that of {@code --out}, once both are known to be writable.
     *
     * @param out where {@code --out} writes to, if it is given
     */
    public Console consoleBeside(@Nullable Path out, Console console) {
        Console beside = OutputTarget.consoleBeside(console, "--out", out, NAME, file);
        OutputTarget.requireFile("--out", out);
        OutputTarget.requireFile(NAME, file);
        return beside;
    }

    /** Writes the document, if it is asked for. */
    public void write(Supplier<String> document, Console console) {
        if (file != null) {
            OutputTarget.writeText(file, document.get(), console);
        }
    }
}
