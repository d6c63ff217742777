package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.PreferenceSet;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which instances, in which format. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
public final class InstanceOptions {
    @Option(
            names = "--instances",
            paramLabel = "F",
            required = true,
            description = "The instances: a file, or a folder for formats of several files.")
    private Path instances;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = InstanceInput.JSONL,
            description =
                    "Format of the instances: jsonl (plain or gzip), pandalm, hanna, hyper (default: ${DEFAULT-VALUE}).")
    private String format;

    @Option(
            names = "--hyper-compat",
            description = "With --format hyper: features as the paper's code counts them, its edge cases included.")
    private boolean hyperCompat;

    /**
     * Everything the file or folder holds, labels included.
     *
     * @throws InvalidInputException if there is no such format, or anything is wrong with the input
     */
    public PreferenceSet readSet() {
        return new InstanceInput(instances, format, hyperCompat).readSet();
    }
}
