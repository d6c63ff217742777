package dev.allot.cli.options;

import dev.allot.cli.output.OutputTarget;
import dev.allot.core.io.InvalidInputException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder of something that goes on where it was: a study or a comparison. */
@SuppressWarnings("NullAway.Init") // the parser sets the field
public final class FolderOption {
    private static final String NAME = "--dir";

    @Option(
            names = NAME,
            paramLabel = "DIR",
            required = true,
            description = "The folder that everything is written to, and that a later run goes on from.")
    private Path folder;

    /** The folder. */
    public Path path() {
        return folder;
    }

    /**
     * Checks that files can be written into the folder, which need not be there yet.
     *
     * @throws InvalidInputException if the path leads through a file
     */
    public void requireWritable() {
        OutputTarget.requireFolder(NAME, folder);
    }
}
