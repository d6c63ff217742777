package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.PreferenceSet;
import dev.allot.datasets.format.HyperFormat;
import dev.allot.datasets.format.PreferenceFormats;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which instances, in which format. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
public final class InstanceOptions {
    private static final String JSONL = "jsonl";

    @Option(
            names = "--instances",
            paramLabel = "F",
            required = true,
            description = "The instances: a file, or a folder for formats of several files.")
    private Path instances;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = JSONL,
            description =
                    "Format of the instances: jsonl (plain or gzip), pandalm, hanna, hyper (default: ${DEFAULT-VALUE}).")
    private String format;

    @Option(
            names = "--hyper-compat",
            description = "With --format hyper: features as the paper's code counts them, its edge cases included.")
    private boolean hyperCompat;

    /** The file or folder. */
    public Path path() {
        return instances;
    }

    /** Whether instances can be read one by one, without holding all of them. */
    public boolean isStreamed() {
        return format.equals(JSONL) && !hyperCompat;
    }

    /**
     * Everything the file or folder holds, labels included.
     *
     * @throws InvalidInputException if there is no such format, or anything is wrong with the input
     */
    public PreferenceSet readSet() {
        if (!hyperCompat) {
            return PreferenceFormats.find(format).read(instances);
        }
        HyperFormat compatible = new HyperFormat(true);
        if (!format.equals(compatible.id())) {
            throw new InvalidInputException("--hyper-compat is for --format " + compatible.id() + ", not " + format);
        }
        return compatible.read(instances);
    }
}
