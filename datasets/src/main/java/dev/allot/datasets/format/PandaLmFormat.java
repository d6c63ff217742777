package dev.allot.datasets.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Traits;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import dev.allot.datasets.text.PairMeasures;
import dev.allot.datasets.text.ResponseFeatures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The test set of PandaLM (Wang et al., "PandaLM: An Automatic Evaluation Benchmark for LLM Instruction Tuning Optimization", ICLR 2024): a
 * folder with {@code testset-v1.json} and the votes of GPT-3.5 ({@code gpt-3.5-turbo-testset-v1.json}) and PandaLM-7B
 * ({@code pandalm-7b-testset-v1.json}), one of which may be missing.
 *
 * <p>The first annotator's vote is the label that {@code human} sells; gold is what the other two agree on, so that what is paid for is not
 * what is scored against. Votes that are not 1, 2 or a tie are unusable. Tags are the compared models, the area of the application that
 * motivated the instruction (also the group), whether there is an input, and bins of what can be measured of the texts.
 */
public record PandaLmFormat() implements PreferenceFormat {
    private static final String PAIRS = "testset-v1.json";
    private static final String GPT = "gpt-3.5-turbo-testset-v1.json";
    private static final String PANDALM = "pandalm-7b-testset-v1.json";

    @Override
    public String id() {
        return "pandalm";
    }

    @Override
    public String describe() {
        return "PandaLM's test set: a folder with " + PAIRS + ", " + GPT + " and " + PANDALM;
    }

    /** What one pair's record says. */
    private record Row(
            String idx,
            String area,
            List<String> models,
            String instruction,
            String input,
            String first,
            String second,
            Preference paid,
            @Nullable Preference gold) {}

    @Override
    public PreferenceSet read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw InvalidInputException.in(folder, "is not a folder; PandaLM is a folder with " + PAIRS);
        }
        List<Row> rows = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (JsonRecords.Entry record : JsonRecords.readArray(folder.resolve(PAIRS))) {
            Row row = row(record);
            if (!known.add(row.idx)) {
                throw record.problem("idx", "'" + row.idx + "' comes twice");
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw InvalidInputException.in(folder.resolve(PAIRS), "has no pairs");
        }
        Map<String, Map<String, Preference>> votes = new HashMap<>();
        if (Files.exists(folder.resolve(GPT))) {
            votes.put("lm", votes(folder.resolve(GPT), "gpt_result"));
        }
        if (Files.exists(folder.resolve(PANDALM))) {
            votes.put("pandalm", votes(folder.resolve(PANDALM), "pandalm_result"));
        }
        if (votes.isEmpty()) {
            throw InvalidInputException.in(
                    folder, "has no language model's votes; " + GPT + " or " + PANDALM + " is needed");
        }
        return set(rows, votes);
    }

    private static Row row(JsonRecords.Entry record) {
        Preference second = vote(record, "annotator2");
        Preference third = vote(record, "annotator3");
        String models = record.text("cmp_key");
        return new Row(
                record.text("idx"),
                ApplicationAreas.of(record.text("motivation_app")),
                List.of(models.split("_", -1)),
                record.text("instruction"),
                record.text("input"),
                record.text("response1"),
                record.text("response2"),
                vote(record, "annotator1"),
                second == third ? second : null);
    }

    private static Preference vote(JsonRecords.Entry record, String field) {
        Preference vote = preference(record.value(field));
        if (vote == null) {
            throw record.problem(field, "is " + record.value(field) + "; it must be 0, 1 or 2");
        }
        return vote;
    }

    private static @Nullable Preference preference(JsonNode vote) {
        return switch (vote.asText().strip()) {
            case "1" -> Preference.FIRST;
            case "2" -> Preference.SECOND;
            case "0", "Tie", "tie" -> Preference.TIE;
            default -> null;
        };
    }

    private static Map<String, Preference> votes(Path file, String field) {
        Map<String, Preference> votes = new HashMap<>();
        for (JsonRecords.Entry record : JsonRecords.readArray(file)) {
            Preference vote = preference(record.value(field));
            if (vote != null && votes.put(record.text("idx"), vote) != null) {
                throw record.problem("idx", "comes twice");
            }
        }
        return votes;
    }

    private static PreferenceSet set(List<Row> rows, Map<String, Map<String, Preference>> votes) {
        TagSpace tags = tags(rows);
        List<FeatureVector> vectors = tags.vectors();
        Differences differences = Differences.scaled(
                ResponseFeatures.names(),
                rows.stream()
                        .map(r -> ResponseFeatures.difference(r.instruction, r.input, r.first, r.second))
                        .toList());
        List<PreferencePair> pairs = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            Map<String, Preference> labels = new HashMap<>();
            labels.put("human", row.paid);
            votes.forEach((source, byIdx) -> {
                Preference vote = byIdx.get(row.idx);
                if (vote != null) {
                    labels.put(source, vote);
                }
            });
            Traits traits = new Traits(vectors.get(i), row.area, Map.of(), 0, null);
            pairs.add(new PreferencePair(
                    new Instance("pandalm-" + row.idx, traits),
                    labels,
                    row.gold,
                    differences.rows().get(i)));
        }
        return new PreferenceSet("pandalm", tags.features(), differences.names(), pairs);
    }

    /** A loop a kind, so that features of a kind stand together. */
    private static TagSpace tags(List<Row> rows) {
        TagSpace tags = new TagSpace(rows.size());
        List<PairMeasures> measures = rows.stream()
                .map(r -> PairMeasures.of(r.instruction + "\n" + r.input, r.first, r.second))
                .toList();
        addBins(tags, "bigram_overlap", measures, false, PairMeasures::bigramOverlap);
        addBins(tags, "len_longer", measures, true, PairMeasures::longer);
        addBins(tags, "len_shorter", measures, true, PairMeasures::shorter);
        addBins(tags, "prompt_len", measures, true, PairMeasures::promptLength);
        addBins(tags, "rouge_l", measures, false, PairMeasures::rougeL);
        addBins(tags, "token_len_diff", measures, true, PairMeasures::lengthDifference);
        for (int i = 0; i < rows.size(); i++) {
            for (String model : rows.get(i).models.stream().distinct().toList()) {
                tags.add(i, "compared_model=" + model);
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            tags.add(i, "application_area=" + rows.get(i).area);
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).input.isBlank()) {
                tags.add(i, "has_input");
            }
        }
        return tags;
    }

    private static void addBins(
            TagSpace tags,
            String measure,
            List<PairMeasures> measures,
            boolean ranked,
            ToDoubleFunction<PairMeasures> value) {
        tags.addBins(measure, measures.stream().mapToDouble(value).toArray(), ranked);
    }
}
