package dev.allot.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.surrogate.Interval;
import dev.allot.predictor.format.Documents;
import dev.allot.predictor.format.Fields;
import dev.allot.predictor.format.ModelFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a model file says of what the model was learned on, described in docs/model-format.md. */
final class OriginDocument {
    /** XGBoost keeps attributes, texts by name, when it loads and saves a model. */
    private static final String ATTRIBUTE = "allot_origin";

    private OriginDocument() {}

    static Origin read(Fields origin, int width) throws ModelFormatException {
        double[][] ranges = origin.matrix("ranges");
        if (ranges.length != width) {
            throw origin.refused("ranges", "has " + ranges.length + " entries for " + width + " features");
        }
        List<Interval> intervals = new ArrayList<>();
        for (int i = 0; i < ranges.length; i++) {
            if (ranges[i].length != 2 || ranges[i][0] > ranges[i][1]) {
                throw origin.refused("ranges[" + i + "]", "is not a least value and a greatest one");
            }
            intervals.add(new Interval(ranges[i][0], ranges[i][1]));
        }
        if (!origin.has("instances")) {
            return new Origin(OptionalInt.empty(), intervals);
        }
        int instances = origin.integer("instances");
        if (instances < 1) {
            throw origin.refused("instances", "is " + instances + "; it must be at least 1");
        }
        return new Origin(OptionalInt.of(instances), intervals);
    }

    /**
     * What an XGBoost file says among its attributes, if it is one of ours.
     *
     * @param width number of the model's features
     */
    static Optional<Origin> read(Map<String, String> attributes, int width) throws ModelFormatException {
        String text = attributes.get(ATTRIBUTE);
        if (text == null) {
            return Optional.empty();
        }
        try {
            JsonNode document = Documents.parse(text.getBytes(StandardCharsets.UTF_8));
            return Optional.of(read(Fields.of(document), width));
        } catch (ModelFormatException e) {
            throw new ModelFormatException("field 'learner.attributes." + ATTRIBUTE + "': " + e.problem(), e);
        }
    }

    /** The attributes of an XGBoost file that say it. */
    static Map<String, String> attributes(Optional<Origin> origin) {
        return origin.map(known -> Map.of(ATTRIBUTE, write(known).toString())).orElse(Map.of());
    }

    static ObjectNode write(Origin origin) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        origin.instances().ifPresent(size -> document.put("instances", size));
        ArrayNode ranges = document.putArray("ranges");
        for (Interval range : origin.ranges()) {
            ranges.addArray().add(range.lower()).add(range.upper());
        }
        return document;
    }
}
