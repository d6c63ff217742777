package dev.allot.cli.options;

import dev.allot.core.io.InvalidInputException;
import dev.allot.predictor.PredictorFamilies;
import dev.allot.predictor.PredictorFamily;

/** Looks up the ids of predictor families. */
public final class Families {
    private Families() {}

    /**
     * The family of an id.
     *
     * @param option that the id was given to
     * @throws InvalidInputException if there is none on the class path
     */
    public static PredictorFamily find(String option, String id) {
        return PredictorFamilies.find(id.strip())
                .orElseThrow(() -> new InvalidInputException(option + ": there is no family '" + id + "'; there are "
                        + String.join(
                                ", ",
                                PredictorFamilies.all().stream()
                                        .map(PredictorFamily::id)
                                        .toList())));
    }
}
