package dev.allot.datasets.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.jsonl.JsonFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Records of other people's JSON, whole in memory: their sets are small and their types loose. */
final class JsonRecords {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonRecords() {}

    /**
     * One object of a file.
     *
     * @param file where it stands
     * @param number its place, from 1
     * @param json the object
     */
    record Entry(Path file, int number, JsonNode json) {
        /** A field that must be there. */
        JsonNode value(String field) {
            JsonNode value = json.get(field);
            if (value == null || value.isNull()) {
                throw problem(field, "is missing");
            }
            return value;
        }

        /** A field as text; numbers and truth values are read as they are written, since some responses are such. */
        String text(String field) {
            JsonNode value = value(field);
            if (value.isContainerNode()) {
                throw problem(field, "is " + (value.isArray() ? "an array" : "an object") + "; text is needed");
            }
            return value.isBoolean() ? (value.booleanValue() ? "True" : "False") : value.asText();
        }

        /** What is wrong with a field. */
        InvalidInputException problem(String field, String problem) {
            return InvalidInputException.in(file, "record " + number + ": field '" + field + "': " + problem);
        }
    }

    /** The objects of an array that is a whole file. */
    static List<Entry> readArray(Path file) {
        JsonNode root = readTree(file);
        if (!root.isArray()) {
            throw InvalidInputException.in(file, "is not a JSON array of records");
        }
        List<Entry> records = new ArrayList<>();
        for (JsonNode json : root) {
            if (!json.isObject()) {
                throw InvalidInputException.in(file, "record " + (records.size() + 1) + " is not an object");
            }
            records.add(new Entry(file, records.size() + 1, json));
        }
        return records;
    }

    private static JsonNode readTree(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return MAPPER.readTree(in);
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw InvalidInputException.at(file, line, "is not JSON: " + JsonFaults.message(e));
        } catch (NoSuchFileException e) {
            throw InvalidInputException.in(file, "no such file", e);
        } catch (IOException e) {
            throw InvalidInputException.in(file, "cannot be read (" + e.getMessage() + ")", e);
        }
    }
}
