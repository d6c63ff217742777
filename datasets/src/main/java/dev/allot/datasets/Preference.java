package dev.allot.datasets;

import java.util.Optional;

/** Which of two responses is better. */
public enum Preference {
    /** The first response; "a" in files. */
    FIRST("a"),
    /** The second response; "b" in files. */
    SECOND("b"),
    /** Neither; "tie" in files. */
    TIE("tie");

    private final String code;

    Preference(String code) {
        this.code = code;
    }

    /** The word for it in files: "a", "b" or "tie". */
    public String code() {
        return code;
    }

    /** The preference a word of a file stands for, if it stands for one. */
    public static Optional<Preference> ofCode(String code) {
        return switch (code) {
            case "a" -> Optional.of(FIRST);
            case "b" -> Optional.of(SECOND);
            case "tie" -> Optional.of(TIE);
            default -> Optional.empty();
        };
    }

    /** The preference that a difference, first minus second, speaks for: {@code FIRST} if positive. */
    public static Preference ofDifference(double difference) {
        return difference > 0 ? FIRST : difference < 0 ? SECOND : TIE;
    }
}
