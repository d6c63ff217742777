package dev.allot.study;

import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.PreferencePair;
import java.util.Locale;
import java.util.Optional;

/** What is kept on one side of a split: with anything larger than a pair, realised scores are of prompts or groups that nothing was learned on. */
public enum SplitBy {
    /** Each pair by itself. */
    PAIR,
    /** All pairs of one prompt. */
    PROMPT,
    /** All pairs of one group. */
    GROUP;

    /** Name for people: {@code prompt}, say. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that name, if there is one. */
    public static Optional<SplitBy> find(String id) {
        for (SplitBy by : values()) {
            if (by.id().equals(id)) {
                return Optional.of(by);
            }
        }
        return Optional.empty();
    }

    /**
     * What a pair shares with those that go with it.
     *
     * @param set name of the set
     * @throws InvalidInputException if the pair does not say
     */
    String key(String set, PreferencePair pair) {
        String key = switch (this) {
            case PAIR -> pair.instance().id();
            case PROMPT -> pair.prompt();
            case GROUP -> pair.instance().traits().group();
        };
        if (key == null) {
            throw new InvalidInputException(set + ": pair '" + pair.instance().id() + "' has no " + id()
                    + "; a split by " + id() + " needs one of every pair");
        }
        return key;
    }
}
