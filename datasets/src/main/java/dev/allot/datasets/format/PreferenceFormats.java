package dev.allot.datasets.format;

import dev.allot.core.io.InvalidInputException;
import java.util.List;

/** The forms of preference sets that can be read. */
public final class PreferenceFormats {
    private static final List<PreferenceFormat> ALL =
            List.of(new JsonlFormat(), new PandaLmFormat(), new HannaFormat(), new HyperFormat());

    private PreferenceFormats() {}

    /** All formats, with their defaults. */
    public static List<PreferenceFormat> all() {
        return ALL;
    }

    /** The ids of all formats. */
    public static List<String> ids() {
        return ALL.stream().map(PreferenceFormat::id).toList();
    }

    /**
     * The format of an id.
     *
     * @throws InvalidInputException if there is none
     */
    public static PreferenceFormat find(String id) {
        return ALL.stream()
                .filter(format -> format.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "unknown format '" + id + "'; there are " + String.join(", ", ids())));
    }
}
