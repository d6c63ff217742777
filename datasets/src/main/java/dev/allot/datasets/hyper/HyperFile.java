package dev.allot.datasets.hyper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.InvalidInputException;
import dev.allot.datasets.Preference;
import dev.allot.datasets.jsonl.JsonTrees;
import dev.allot.datasets.text.PairMeasures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * HyPER's {@code features.jsonl}, one instance a line. Its data are dirty: levels that no scale has are no tags, preferences that are no
 * preferences are no labels, missing measures are in no bin. A textual measure that no line has is computed from the texts, as far as
 * that needs no language model.
 *
 * @param rows what features are computed from
 * @param entries labels and texts, in the same order
 */
public record HyperFile(List<HyperRow> rows, List<Entry> entries) {
    private static final List<String> ID_COLUMNS = List.of("id", "comparison_id", "prompt_hash");
    private static final List<String> PROMPT_COLUMNS = List.of("text", "prompt");
    private static final List<String> FIRST_COLUMNS = List.of("response_a", "completion_a");
    private static final List<String> SECOND_COLUMNS = List.of("response_b", "completion_b");

    public HyperFile {
        rows = List.copyOf(rows);
        entries = List.copyOf(entries);
    }

    /**
     * What a line has beside its features.
     *
     * @param labels by source: {@code human}, {@code lm} (GPT-4), and where single annotations are there {@code crowd} and {@code expert},
     *     the first usable one of each
     * @param texts prompt and responses, if all three are there
     */
    public record Entry(
            Map<String, Preference> labels, @Nullable Texts texts) {
        public Entry {
            labels = Map.copyOf(labels);
        }
    }

    /** A prompt and two responses. */
    public record Texts(String prompt, String first, String second) {}

    /**
     * Reads a file, plain or gzip.
     *
     * @throws InvalidInputException if a line is not a JSON object or has no id, or an id comes twice
     */
    public static HyperFile read(Path file) {
        List<ObjectNode> objects = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        Set<String> known = new HashSet<>();
        JsonTrees.forEach(file, (line, object) -> {
            String id = text(object, ID_COLUMNS);
            if (id == null || id.isEmpty()) {
                throw InvalidInputException.at(
                        file, line, "has no id; one of " + String.join(", ", ID_COLUMNS) + " is needed");
            }
            if (!known.add(id)) {
                throw InvalidInputException.at(file, line, "the id '" + id + "' comes twice");
            }
            ids.add(id);
            objects.add(object);
        });
        if (objects.isEmpty()) {
            throw InvalidInputException.in(file, "is empty; one instance a line is needed");
        }
        boolean[] given = new boolean[HyperFeatures.MEASURES.size()];
        for (int m = 0; m < given.length; m++) {
            String measure = HyperFeatures.MEASURES.get(m);
            given[m] = objects.stream().anyMatch(object -> object.hasNonNull(measure));
        }
        List<HyperRow> rows = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            ObjectNode object = objects.get(i);
            Texts texts = texts(object);
            rows.add(row(ids.get(i), object, given, texts));
            entries.add(new Entry(labels(object), texts));
        }
        return new HyperFile(rows, entries);
    }

    private static HyperRow row(String id, ObjectNode object, boolean[] given, @Nullable Texts texts) {
        double[] measures = new double[given.length];
        PairMeasures computed = texts == null ? null : PairMeasures.of(texts.prompt(), texts.first(), texts.second());
        for (int m = 0; m < measures.length; m++) {
            String measure = HyperFeatures.MEASURES.get(m);
            JsonNode value = object.get(measure);
            if (given[m]) {
                measures[m] = value != null && value.isNumber() ? value.doubleValue() : Double.NaN;
            } else {
                measures[m] = computed == null ? Double.NaN : computed(measure, computed);
            }
        }
        Map<String, Set<String>> lists = new HashMap<>();
        for (String column : List.of(HyperFeatures.SUBJECT, HyperFeatures.LANGUAGES)) {
            lists.put(column, values(object.get(column)));
        }
        Map<String, String> levels = new HashMap<>();
        for (HyperFeatures.Scale scale : HyperFeatures.SCALES) {
            JsonNode level = object.get(scale.column());
            if (level != null && level.isTextual()) {
                levels.put(scale.column(), level.textValue());
            }
        }
        Set<String> existing = new HashSet<>();
        for (String column : HyperFeatures.OPEN_SETS) {
            JsonNode value = object.get(column);
            if (value != null && (value.isTextual() ? !value.textValue().isEmpty() : !value.isEmpty())) {
                existing.add(column);
            }
        }
        return new HyperRow(id, measures, lists, levels, existing);
    }

    private static double computed(String measure, PairMeasures computed) {
        return switch (measure) {
            case "prompt_len" -> computed.promptLength();
            case "len_longer" -> computed.longer();
            case "len_shorter" -> computed.shorter();
            case "token_len_diff" -> computed.lengthDifference();
            case "rouge" -> computed.rouge1();
            default -> Double.NaN;
        };
    }

    /** The values of a list; a text alone is a list of one. */
    private static Set<String> values(@Nullable JsonNode list) {
        Set<String> values = new HashSet<>();
        if (list != null && list.isTextual()) {
            values.add(list.textValue());
        } else if (list != null) {
            list.forEach(value -> values.add(value.asText()));
        }
        return values;
    }

    private static @Nullable Texts texts(ObjectNode object) {
        String prompt = text(object, PROMPT_COLUMNS);
        String first = text(object, FIRST_COLUMNS);
        String second = text(object, SECOND_COLUMNS);
        return prompt == null || first == null || second == null ? null : new Texts(prompt, first, second);
    }

    private static @Nullable String text(ObjectNode object, List<String> columns) {
        for (String column : columns) {
            JsonNode value = object.get(column);
            if (value != null && value.isValueNode() && !value.isNull()) {
                return value.asText();
            }
        }
        return null;
    }

    private static Map<String, Preference> labels(ObjectNode object) {
        Map<String, Preference> labels = new HashMap<>();
        put(labels, "human", preference(object.get("pref_human")));
        put(labels, "lm", preference(object.get("pref_gpt4")));
        put(labels, "crowd", first(object.get("normal_worker_annotations")));
        put(labels, "expert", first(object.get("expert_worker_annotations")));
        return labels;
    }

    private static void put(Map<String, Preference> labels, String source, @Nullable Preference label) {
        if (label != null) {
            labels.put(source, label);
        }
    }

    private static @Nullable Preference first(@Nullable JsonNode annotations) {
        if (annotations != null) {
            for (JsonNode annotation : annotations) {
                Preference preference = preference(annotation.get("overall_pref"));
                if (preference != null) {
                    return preference;
                }
            }
        }
        return null;
    }

    /** The words that HyPER's code knows, in any case; null for all others. */
    static @Nullable Preference preference(@Nullable JsonNode word) {
        if (word == null || !word.isTextual()) {
            return null;
        }
        return switch (word.textValue().strip().toLowerCase(Locale.ROOT)) {
            case "a-is-better", "a-is-slightly-better", "a-is-clearly-better" -> Preference.FIRST;
            case "b-is-better", "b-is-slightly-better", "b-is-clearly-better" -> Preference.SECOND;
            case "tie" -> Preference.TIE;
            default -> null;
        };
    }
}
