package dev.allot.datasets.jsonl;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** What is wrong with a text that is not JSON, in words for those who wrote it. */
public final class JsonFaults {
    private static final Pattern ADVICE_TO_PROGRAMMERS = Pattern.compile(": (maybe a|enable) .*", Pattern.DOTALL);

    private JsonFaults() {}

    /** The parser's message without what it says of its own settings. */
    public static String message(JsonProcessingException fault) {
        String message = String.valueOf(fault.getOriginalMessage());
        if (message.startsWith("Trailing token")) {
            return "it goes on after its end";
        }
        return ADVICE_TO_PROGRAMMERS.matcher(message).replaceFirst("");
    }
}
