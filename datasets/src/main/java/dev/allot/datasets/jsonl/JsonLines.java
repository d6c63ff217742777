package dev.allot.datasets.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.allot.core.io.InvalidInputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a file of one JSON object a line, read field by field and value by value. Whatever is wrong comes out as an
 * {@link InvalidInputException} that names the file, the line and the field.
 *
 * <p>Each line is parsed on its own: a broken one is found where it is, and cannot swallow the next.
 */
final class JsonLines implements Closeable {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final LineReader lines;
    private final List<String> known;
    private final Map<String, Integer> indices = new HashMap<>();
    private @Nullable JsonParser parser;
    private String field = "";
    private long seen;

    private JsonLines(LineReader lines, List<String> known) {
        this.lines = lines;
        this.known = known;
        for (int i = 0; i < known.size(); i++) {
            indices.put(known.get(i), i);
        }
    }

    /**
     * Opens a file.
     *
     * @param known the fields that an object may have, at most 64
     */
    static JsonLines open(Path file, List<String> known) {
        return new JsonLines(LineReader.open(file), known);
    }

    /** Reads a stream, which it will close; messages call it {@code file}. */
    static JsonLines open(Path file, InputStream stream, List<String> known) {
        return new JsonLines(LineReader.open(file, stream), known);
    }

    /**
     * Goes to the next object.
     *
     * @return whether there is one
     */
    boolean nextObject() {
        closeParser();
        field = "";
        seen = 0;
        if (!lines.next()) {
            return false;
        }
        try {
            parser = FACTORY.createParser(lines.buffer(), lines.start(), lines.length());
        } catch (IOException e) {
            throw malformed(e);
        }
        JsonToken token = advance();
        if (token != JsonToken.START_OBJECT) {
            throw problem("is " + describe(token) + ", not a JSON object");
        }
        return true;
    }

    /** The next field of the object, or null at its end. The value follows. */
    @Nullable
    String nextField() {
        field = "";
        JsonToken token = advance();
        if (token == JsonToken.END_OBJECT) {
            if (advance() != null) {
                throw problem("goes on after its object; one object a line");
            }
            return null;
        }
        String name = name();
        Integer index = indices.get(name);
        if (index == null) {
            throw problem("unknown field '" + name + "'; known are " + String.join(", ", known));
        }
        field = known.get(index);
        if ((seen & 1L << index) != 0) {
            throw problem("comes twice");
        }
        seen |= 1L << index;
        advance();
        return field;
    }

    /** Whether the value is null. */
    boolean isNull() {
        return token() == JsonToken.VALUE_NULL;
    }

    /** Passes over the value, whatever it is. */
    void skip() {
        try {
            parser().skipChildren();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** The value, a string that is not empty. */
    String text() {
        String text = anyText();
        if (text.isEmpty()) {
            throw problem("is empty");
        }
        return text;
    }

    private String anyText() {
        if (token() != JsonToken.VALUE_STRING) {
            throw problem("is " + describe(token()) + "; a string is needed");
        }
        try {
            return parser().getText();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** The value, a string, as an index of a table of names. */
    int lookUp(NameTable table) {
        if (token() != JsonToken.VALUE_STRING) {
            throw problem("has " + describe(token()) + " where a name is needed");
        }
        try {
            JsonParser p = parser();
            return table.indexOf(p.getTextCharacters(), p.getTextOffset(), p.getTextLength());
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** The value, a finite number; {@code what} names it in messages. */
    double number(String what) {
        if (token() != JsonToken.VALUE_NUMBER_FLOAT && token() != JsonToken.VALUE_NUMBER_INT) {
            throw problem(what + "is " + describe(token()) + "; a number is needed");
        }
        try {
            double value = parser().getDoubleValue();
            if (!Double.isFinite(value)) {
                throw problem(what + "is " + parser().getText() + ", which is not finite");
            }
            return value;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Enters the value, an array. */
    void enterArray() {
        if (token() != JsonToken.START_ARRAY) {
            throw problem("is " + describe(token()) + "; an array is needed");
        }
    }

    /**
     * Goes to the next element of the array.
     *
     * @return whether there is one
     */
    boolean nextElement() {
        return advance() != JsonToken.END_ARRAY;
    }

    /** Enters the value, an object. */
    void enterObject() {
        if (token() != JsonToken.START_OBJECT) {
            throw problem("is " + describe(token()) + "; an object is needed");
        }
    }

    /** The next key of the object that was entered, or null at its end. The value follows. */
    @Nullable
    String nextKey() {
        if (advance() == JsonToken.END_OBJECT) {
            return null;
        }
        String name = name();
        advance();
        return name;
    }

    /** Makes sure that the object had a field. */
    void require(String name) {
        if (!has(name)) {
            field = name;
            throw problem("is missing");
        }
    }

    /** Whether the object had a field so far. */
    boolean has(String name) {
        Integer index = indices.get(name);
        if (index == null) {
            throw new NoSuchElementException(name);
        }
        return (seen & 1L << index) != 0;
    }

    /** Something wrong where the reading stands. */
    InvalidInputException problem(String problem) {
        return field.isEmpty()
                ? InvalidInputException.at(lines.file(), lines.number(), problem)
                : InvalidInputException.at(lines.file(), lines.number(), field, problem);
    }

    /** Something wrong with a field of the object that was read. */
    InvalidInputException problem(String inField, String problem) {
        return InvalidInputException.at(lines.file(), lines.number(), inField, problem);
    }

    /** The file as a whole is wrong. */
    InvalidInputException fileProblem(String problem) {
        return InvalidInputException.in(lines.file(), problem);
    }

    private InvalidInputException malformed(IOException e) {
        String what;
        String message =
                e instanceof JsonProcessingException j ? JsonFaults.message(j) : String.valueOf(e.getMessage());
        if (message.startsWith("Unexpected end-of-input")) {
            what = "ends within its object; the line is truncated, or has a line break inside";
        } else if (e instanceof CharacterCodingException || message.contains("UTF-8")) {
            what = "is not in UTF-8" + where(e);
        } else {
            what = "is not JSON: " + message + where(e);
        }
        return problem(what);
    }

    private static String where(IOException e) {
        return e instanceof JsonProcessingException j && j.getLocation() != null
                ? " (column " + j.getLocation().getColumnNr() + ")"
                : "";
    }

    private static String describe(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            default -> "incomplete";
        };
    }

    private @Nullable JsonToken advance() {
        try {
            return parser().nextToken();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private @Nullable JsonToken token() {
        return parser().currentToken();
    }

    private String name() {
        try {
            return parser().currentName();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    private JsonParser parser() {
        if (parser == null) {
            throw new IllegalStateException("no object yet");
        }
        return parser;
    }

    private void closeParser() {
        if (parser != null) {
            try {
                parser.close();
            } catch (IOException ignored) {
                // It reads from memory.
            }
            parser = null;
        }
    }

    @Override
    public void close() {
        closeParser();
        lines.close();
    }
}
