package dev.allot.core.io;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a user gave is wrong. The message is one line that names the file, the line and the field as far as they are known, says what is
 * wrong and what would be right.
 */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a complete message of one line: for options and for input that has no place. */
    public InvalidInputException(String message) {
        super(oneLine(message));
    }

    private InvalidInputException(String message, @Nullable Throwable cause) {
        super(oneLine(message), cause);
    }

    /** In a file as a whole. */
    public static InvalidInputException in(Path file, String problem) {
        return new InvalidInputException(file + ": " + problem);
    }

    /** In a file as a whole, with what caused it. */
    public static InvalidInputException in(Path file, String problem, Throwable cause) {
        return new InvalidInputException(file + ": " + problem, cause);
    }

    /** In a line of a file; lines count from 1. */
    public static InvalidInputException at(Path file, long line, String problem) {
        return new InvalidInputException(file + ":" + line + ": " + problem);
    }

    /** In a field of a line of a file; lines count from 1. */
    public static InvalidInputException at(Path file, long line, String field, String problem) {
        return new InvalidInputException(file + ":" + line + ": field '" + field + "': " + problem);
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }
}
