package dev.allot.datasets.orlibrary;

import dev.allot.core.io.InvalidInputException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/** The numbers of a text file, one after another, whatever the line breaks between them. */
final class NumberReader implements Closeable {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final int LONGEST_SHOWN = 40;

    private final Path file;
    private final BufferedReader in;
    private StringTokenizer tokens = new StringTokenizer("");
    private long line;

    private NumberReader(Path file, BufferedReader in) {
        this.file = file;
        this.in = in;
    }

    /**
     * Opens a file.
     *
     * @throws InvalidInputException if it cannot be read
     */
    static NumberReader open(Path file) {
        if (Files.isDirectory(file)) {
            throw InvalidInputException.in(file, "is a folder; a file is needed here");
        }
        try {
            return new NumberReader(file, Files.newBufferedReader(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static InvalidInputException unreadable(Path file, IOException e) {
        String problem = "cannot be read (" + e.getMessage() + ")";
        if (e instanceof NoSuchFileException) {
            problem = "no such file";
        } else if (e instanceof AccessDeniedException) {
            problem = "permission denied";
        } else if (e instanceof CharacterCodingException) {
            problem = "is not text";
        }
        return InvalidInputException.in(file, problem, e);
    }

    /** The next number, which must be finite. */
    double number(String what) {
        if (!advance()) {
            throw problem("the file ends where " + what + " should be");
        }
        String token = tokens.nextToken();
        double value = NUMBER.matcher(token).matches() ? Double.parseDouble(token) : Double.NaN;
        if (!Double.isFinite(value)) {
            String shown = token.length() > LONGEST_SHOWN ? token.substring(0, LONGEST_SHOWN) + "..." : token;
            throw problem("'" + shown + "' stands where " + what + " should be, a number");
        }
        return value;
    }

    /** The next number, which must be an integer of at least 1 and at most {@code most}. */
    int count(String what, int most) {
        double value = number(what);
        if (value != Math.rint(value) || value < 1 || value > most) {
            throw problem(what + " is " + value + "; it must be an integer from 1 to " + most);
        }
        return (int) value;
    }

    /** The next numbers. */
    double[] numbers(int count, String what) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(what + " " + (i + 1));
        }
        return numbers;
    }

    /** Checks that nothing follows. */
    void end(String after) {
        if (advance()) {
            throw problem("'" + tokens.nextToken() + "' stands after " + after + ", where the file should end");
        }
    }

    private boolean advance() {
        try {
            while (!tokens.hasMoreTokens()) {
                String text = in.readLine();
                if (text == null) {
                    return false;
                }
                line++;
                tokens = new StringTokenizer(text);
            }
            return true;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** What is wrong where the reader stands. */
    InvalidInputException problem(String what) {
        return InvalidInputException.at(file, Math.max(1, line), what);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + file, e);
        }
    }
}
