package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.PreferenceSet;
import dev.allot.datasets.format.HyperFormat;
import dev.allot.datasets.format.PreferenceFormats;
import java.nio.file.Path;

/**
 * Instances in a format.
 *
 * @param path a file, or a folder for formats of several files
 * @param format id of the format
 * @param hyperCompat whether features are counted as the paper's code does
 */
public record InstanceInput(Path path, String format, boolean hyperCompat) {
    /** The project's own format: one JSON object a line. */
    public static final String JSONL = "jsonl";

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
            return PreferenceFormats.find(format).read(path);
        }
        HyperFormat compatible = new HyperFormat(true);
        if (!format.equals(compatible.id())) {
            throw new InvalidInputException("--hyper-compat is for --format " + compatible.id() + ", not " + format);
        }
        return compatible.read(path);
    }
}
