package dev.allot.datasets.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Traits;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes instances and pairs, one JSON object a line. Equal content gives equal bytes. */
final class PairWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final JsonGenerator json;
    private final SerializableString[] features;
    private final SerializableString[] differences;

    PairWriter(OutputStream out, FeatureSpace features, List<String> differenceNames) throws IOException {
        json = generator(out);
        this.features = serialized(features.names());
        differences = serialized(differenceNames);
    }

    /** A generator of objects on lines of their own; it does not close {@code out}. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        JsonGenerator generator = FACTORY.createGenerator(out);
        generator.setRootValueSeparator(new SerializedString(""));
        return generator;
    }

    private static SerializableString[] serialized(List<String> names) {
        return names.stream().map(SerializedString::new).toArray(SerializableString[]::new);
    }

    void write(Instance instance) throws IOException {
        json.writeStartObject();
        writeInstance(instance);
        end();
    }

    void write(PreferencePair pair) throws IOException {
        json.writeStartObject();
        writeInstance(pair.instance());
        if (!pair.labels().isEmpty()) {
            json.writeObjectFieldStart(Fields.LABELS);
            for (Map.Entry<String, Preference> label : new TreeMap<>(pair.labels()).entrySet()) {
                json.writeStringField(label.getKey(), label.getValue().code());
            }
            json.writeEndObject();
        }
        if (pair.gold() != null) {
            json.writeStringField(Fields.GOLD, pair.gold().code());
        }
        if (pair.prompt() != null) {
            json.writeStringField(Fields.PROMPT, pair.prompt());
        }
        if (differences.length > 0) {
            json.writeObjectFieldStart(Fields.DIFFERENCE);
            for (int i = 0; i < differences.length; i++) {
                json.writeFieldName(differences[i]);
                writeNumber(pair.difference()[i]);
            }
            json.writeEndObject();
        }
        end();
    }

    /** Without a needless ".0"; what is read is the same number, to its sign bit. */
    private void writeNumber(double value) throws IOException {
        int rounded = (int) value;
        if (rounded == value && (rounded != 0 || 1 / value > 0)) {
            json.writeNumber(rounded);
        } else {
            json.writeNumber(value);
        }
    }

    void flush() throws IOException {
        json.flush();
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void writeInstance(Instance instance) throws IOException {
        json.writeStringField(Fields.ID, instance.id());
        Traits traits = instance.traits();
        writeFeatures(traits.features());
        if (traits.group() != null) {
            json.writeStringField(Fields.GROUP, traits.group());
        }
        if (!traits.costs().isEmpty()) {
            json.writeObjectFieldStart(Fields.COST);
            for (Map.Entry<String, Double> cost : new TreeMap<>(traits.costs()).entrySet()) {
                json.writeNumberField(cost.getKey(), cost.getValue());
            }
            json.writeEndObject();
        }
        if (traits.risk() != 0) {
            json.writeNumberField(Fields.RISK, traits.risk());
        }
        if (traits.pin() != null) {
            json.writeStringField(Fields.PIN, traits.pin());
        }
    }

    /** Ones as tags, everything else as features. */
    private void writeFeatures(FeatureVector vector) throws IOException {
        int others = 0;
        json.writeArrayFieldStart(Fields.TAGS);
        for (int k = 0; k < vector.size(); k++) {
            if (vector.value(k) == 1) {
                json.writeString(features[vector.index(k)]);
            } else {
                others++;
            }
        }
        json.writeEndArray();
        if (others > 0) {
            json.writeObjectFieldStart(Fields.FEATURES);
            for (int k = 0; k < vector.size(); k++) {
                if (vector.value(k) != 1) {
                    json.writeFieldName(features[vector.index(k)]);
                    writeNumber(vector.value(k));
                }
            }
            json.writeEndObject();
        }
    }
}
