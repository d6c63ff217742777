package dev.allot.datasets.format;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Traits;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * HANNA (Chhun et al., "Of Human Criteria and Automatic Metrics", COLING 2022; with language models as judges in "Do Language Models Enjoy
 * Their Own Stories?", TACL 2024) as {@code hanna_stories_long.csv}, a story a line: pairs of stories to the same prompt, for each
 * criterion. The human-written stories are left out: they are the reference of half the metrics.
 *
 * <p>The first human slot is the label that {@code human} sells, the other two together are gold, the mean of ChatGPT's four scores is
 * {@code lm}'s; the other judges are sources under their own names. A slot is not a person, and slots hardly correlate: read a slot as
 * one draw from a crowd, and gold as two more. Equal scores are ties.
 *
 * @param criteria codes of the criteria to make pairs for, among {@link #ALL_CRITERIA}; at least one
 */
public record HannaFormat(List<String> criteria) implements PreferenceFormat {
    /** Relevance, coherence, empathy, surprise, engagement, complexity. */
    public static final List<String> ALL_CRITERIA = List.of("RE", "CH", "EM", "SU", "EG", "CX");

    private static final String FILE = "hanna_stories_long.csv";
    private static final String LEFT_OUT = "Human";
    private static final String LM_JUDGE = "ChatGPT";

    /** Means of four scores are rounded to five places in the file. */
    private static final double EQUAL = 1e-4;

    /** Metrics whose worth plausibly depends on the criterion: a reward model also gets them for each criterion alone. */
    private static final List<String> BY_CRITERION = List.of(
            "Text length",
            "Repetition-3",
            "Novelty-1",
            "Coverage",
            "ROUGE-1 F-Score",
            "BERTScore F1",
            "SUPERT-SS",
            "BARTScore-PS");

    public HannaFormat {
        criteria = List.copyOf(criteria);
        for (String criterion : criteria) {
            if (!ALL_CRITERIA.contains(criterion)) {
                throw new IllegalArgumentException(
                        "unknown criterion '" + criterion + "'; there are " + String.join(", ", ALL_CRITERIA));
            }
        }
        if (criteria.isEmpty()) {
            throw new IllegalArgumentException("no criterion; there are " + String.join(", ", ALL_CRITERIA));
        }
    }

    /** Pairs for all criteria. */
    public HannaFormat() {
        this(ALL_CRITERIA);
    }

    @Override
    public String id() {
        return "hanna";
    }

    @Override
    public String describe() {
        return "HANNA's stories: " + FILE + ", or the folder it is in";
    }

    @Override
    public PreferenceSet read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
        HannaStories all = HannaStories.read(file);
        List<HannaStories.Story> stories = all.stories().stream()
                .filter(story -> !story.system().equals(LEFT_OUT))
                .toList();
        Map<Integer, List<Integer>> byPrompt = new TreeMap<>();
        for (int i = 0; i < stories.size(); i++) {
            byPrompt.computeIfAbsent(stories.get(i).prompt(), p -> new ArrayList<>())
                    .add(i);
        }
        List<Pair> pairs = new ArrayList<>();
        for (String criterion : criteria) {
            for (List<Integer> those : byPrompt.values()) {
                for (int a = 0; a < those.size(); a++) {
                    for (int b = a + 1; b < those.size(); b++) {
                        int first = those.get(a);
                        int second = those.get(b);
                        pairs.add(new Pair(criterion, first, second, stories.get(first), stories.get(second)));
                    }
                }
            }
        }
        if (pairs.isEmpty()) {
            throw InvalidInputException.in(file, "has no two stories of different systems to one prompt");
        }
        return set(pairs, StandardisedMetrics.of(stories, all.metrics()));
    }

    /** Two stories to one prompt, with their places among all, judged by one criterion. */
    private record Pair(
            String criterion,
            int placeOfFirst,
            int placeOfSecond,
            HannaStories.Story first,
            HannaStories.Story second) {
        double gap(StandardisedMetrics metrics, int metric) {
            return metrics.value(placeOfFirst, metric) - metrics.value(placeOfSecond, metric);
        }

        double greater(StandardisedMetrics metrics, int metric) {
            return Math.max(metrics.value(placeOfFirst, metric), metrics.value(placeOfSecond, metric));
        }

        String id() {
            return String.format(
                    Locale.ROOT,
                    "%s-%03d-%s-%s",
                    criterion,
                    first.prompt(),
                    plain(first.system()),
                    plain(second.system()));
        }

        private static String plain(String system) {
            return system.replaceAll("[^A-Za-z0-9]", "");
        }

        Preference human(int slot) {
            return preference(first.human(slot, criterion) - second.human(slot, criterion));
        }

        Preference gold() {
            return preference(first.human(2, criterion)
                    + first.human(3, criterion)
                    - second.human(2, criterion)
                    - second.human(3, criterion));
        }

        Preference judge(String judge) {
            return preference(first.judge(judge, criterion) - second.judge(judge, criterion));
        }

        private static Preference preference(double difference) {
            return Math.abs(difference) < EQUAL ? Preference.TIE : Preference.ofDifference(difference);
        }
    }

    private PreferenceSet set(List<Pair> pairs, StandardisedMetrics metrics) {
        TagSpace tags = tags(pairs, metrics);
        List<FeatureVector> vectors = tags.vectors();
        List<String> names = new ArrayList<>(metrics.names());
        List<String> special = criteria.size() < 2
                ? List.of()
                : BY_CRITERION.stream().filter(metrics.names()::contains).toList();
        for (String criterion : special.isEmpty() ? List.<String>of() : criteria) {
            special.forEach(metric -> names.add(criterion + "*" + metric));
        }
        List<double[]> rows = new ArrayList<>();
        for (Pair pair : pairs) {
            double[] row = new double[names.size()];
            for (int j = 0; j < metrics.names().size(); j++) {
                row[j] = pair.gap(metrics, j);
            }
            int block = metrics.names().size() + special.size() * criteria.indexOf(pair.criterion);
            for (int j = 0; j < special.size(); j++) {
                row[block + j] = row[metrics.names().indexOf(special.get(j))];
            }
            rows.add(row);
        }
        Differences differences = Differences.scaled(names, rows);
        List<PreferencePair> result = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            Traits traits = new Traits(vectors.get(i), pair.criterion, Map.of(), 0, null);
            result.add(new PreferencePair(
                    new Instance(pair.id(), traits),
                    labels(pair),
                    pair.gold(),
                    differences.rows().get(i),
                    Integer.toString(pair.first.prompt())));
        }
        return new PreferenceSet("hanna", tags.features(), differences.names(), result);
    }

    private static Map<String, Preference> labels(Pair pair) {
        Map<String, Preference> labels = new HashMap<>();
        labels.put("human", pair.human(1));
        for (String judge : pair.first.judges()) {
            String source = judge.equals(LM_JUDGE) ? "lm" : judge.toLowerCase(Locale.ROOT);
            labels.put(source, pair.judge(judge));
        }
        return labels;
    }

    /** Criterion, systems, and thirds of how far apart and how long the stories are. */
    private static TagSpace tags(List<Pair> pairs, StandardisedMetrics metrics) {
        TagSpace tags = new TagSpace(pairs.size());
        for (int i = 0; i < pairs.size(); i++) {
            tags.add(i, "criterion=" + pairs.get(i).criterion);
        }
        for (int i = 0; i < pairs.size(); i++) {
            tags.add(i, "system=" + pairs.get(i).first.system());
            tags.add(i, "system=" + pairs.get(i).second.system());
        }
        Map<String, String> gaps = new LinkedHashMap<>();
        gaps.put("len_diff", "Text length");
        gaps.put("repetition_diff", "Repetition-3");
        gaps.put("novelty_diff", "Novelty-1");
        gaps.put("likelihood_diff", "BARTScore-PS");
        gaps.forEach((tag, metric) -> {
            int j = metrics.names().indexOf(metric);
            if (j >= 0) {
                tags.addBins(
                        tag,
                        pairs.stream()
                                .mapToDouble(p -> Math.abs(p.gap(metrics, j)))
                                .toArray(),
                        true);
            }
        });
        int length = metrics.names().indexOf("Text length");
        if (length >= 0) {
            tags.addBins(
                    "len_longer",
                    pairs.stream().mapToDouble(p -> p.greater(metrics, length)).toArray(),
                    true);
        }
        return tags;
    }
}
