package dev.allot.datasets.jsonl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;

/** The objects of a file of one JSON object a line as trees, whatever their fields: for the formats of others. NaN is let pass. */
public final class JsonTrees {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonTrees() {}

    /** What is done with an object. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes the object of a line; lines count from 1. */
        void accept(long line, ObjectNode object);
    }

    /**
     * Visits every object, in order; the file may be gzip.
     *
     * @throws InvalidInputException if the file cannot be read, or a line is not one JSON object
     */
    public static void forEach(Path file, Visitor visitor) {
        try (LineReader lines = LineReader.open(file)) {
            while (lines.next()) {
                visitor.accept(lines.number(), object(lines));
            }
        }
    }

    private static ObjectNode object(LineReader lines) {
        try {
            JsonNode tree = MAPPER.readTree(lines.buffer(), lines.start(), lines.length());
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw InvalidInputException.at(lines.file(), lines.number(), "is not a JSON object");
        } catch (JsonProcessingException e) {
            throw InvalidInputException.at(lines.file(), lines.number(), "is not JSON: " + JsonFaults.message(e));
        } catch (IOException e) {
            throw InvalidInputException.at(lines.file(), lines.number(), "is not JSON: " + e.getMessage());
        }
    }
}
