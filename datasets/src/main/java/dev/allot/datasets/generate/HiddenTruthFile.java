package dev.allot.datasets.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.AtomicFile;
import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.jsonl.JsonTrees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A hidden truth with the ids of its instances: a first line {@code {"base":..,"saturation":..,"curvature":..,"noise":..}}, then
 * {@code {"id":..,"gain":..}} a line, in the order of the set.
 *
 * @param ids of the instances
 * @param truth what is true of them
 */
public record HiddenTruthFile(List<String> ids, HiddenTruth truth) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Checks that there is an id for each gain. */
    public HiddenTruthFile {
        ids = List.copyOf(ids);
        if (ids.size() != truth.size()) {
            throw new IllegalArgumentException(ids.size() + " ids for " + truth.size() + " gains");
        }
    }

    /** Writes the file, whole or not at all. */
    public void write(Path file) {
        AtomicFile.writeText(file, out -> {
            ObjectNode head = JSON.createObjectNode()
                    .put("base", truth.base())
                    .put("saturation", truth.saturation())
                    .put("curvature", truth.curvature())
                    .put("noise", truth.noise());
            out.write(JSON.writeValueAsString(head) + "\n");
            double[] gains = truth.gains();
            for (int i = 0; i < gains.length; i++) {
                ObjectNode line = JSON.createObjectNode().put("id", ids.get(i)).put("gain", gains[i]);
                out.write(JSON.writeValueAsString(line) + "\n");
            }
        });
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if a field is missing or no number, or there is no instance
     */
    public static HiddenTruthFile read(Path file) {
        List<ObjectNode> head = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<Double> gains = new ArrayList<>();
        JsonTrees.forEach(file, (line, object) -> {
            if (head.isEmpty()) {
                for (String field : List.of("base", "saturation", "curvature", "noise")) {
                    number(file, line, object, field);
                }
                head.add(object);
            } else {
                JsonNode id = object.path("id");
                if (!id.isTextual()) {
                    throw InvalidInputException.at(file, line, "field 'id' is missing or no text");
                }
                ids.add(id.asText());
                gains.add(number(file, line, object, "gain"));
            }
        });
        if (gains.isEmpty()) {
            throw InvalidInputException.in(file, "holds no gains; this is no truth that 'generate --truth' wrote");
        }
        ObjectNode first = head.get(0);
        try {
            HiddenTruth truth = new HiddenTruth(
                    first.get("base").doubleValue(),
                    gains.stream().mapToDouble(Double::doubleValue).toArray(),
                    first.get("saturation").doubleValue(),
                    first.get("curvature").doubleValue(),
                    first.get("noise").doubleValue());
            return new HiddenTruthFile(ids, truth);
        } catch (IllegalArgumentException e) {
            throw InvalidInputException.in(file, String.valueOf(e.getMessage()));
        }
    }

    private static double number(Path file, long line, ObjectNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw InvalidInputException.at(file, line, "field '" + field + "' is missing or no finite number");
        }
        return value.doubleValue();
    }
}
