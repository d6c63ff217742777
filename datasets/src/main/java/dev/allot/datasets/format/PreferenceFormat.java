package dev.allot.datasets.format;

import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.PreferenceSet;
import java.nio.file.Path;

/** A form that preference sets are published in. Immutable. */
public interface PreferenceFormat {
    /** What users call it: lower case, without blanks. */
    String id();

    /** What it is and what the path must be, in one line. */
    String describe();

    /**
     * Reads a set.
     *
     * @param path a file or a folder, as the format has it
     * @throws InvalidInputException if anything is wrong with it
     */
    PreferenceSet read(Path path);
}
