package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import picocli.CommandLine.Option;

/** How many evaluations repeat one of the same mix. */
@SuppressWarnings("NullAway.Init") // the parser sets the field
public final class ReplicatesOption {
    private static final String NAME = "--replicates";

    @Option(
            names = NAME,
            paramLabel = "R",
            defaultValue = "0",
            converter = Numbers.CountFromZero.class,
            description = "Of the evaluations, how many repeat one of a mix that was chosen before, to tell noise "
                    + "(default: ${DEFAULT-VALUE}).")
    private int count;

    /** The number. */
    public int count() {
        return count;
    }

    /**
     * Checks that there are evaluators for them.
     *
     * @param possible whether there are
     * @param why there are not
     * @throws InvalidInputException if some are asked for and not possible
     */
    public void require(boolean possible, String why) {
        if (count > 0 && !possible) {
            throw new InvalidInputException(NAME + ": " + why);
        }
    }
}
