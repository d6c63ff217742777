package dev.allot.datasets.jsonl;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.Instance;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Preference pairs, one JSON object a line: an instance line with labels, the gold label, and the feature differences of the responses. */
public final class PreferenceFile {
    private PreferenceFile() {}

    /**
     * Reads a set with all it names; its features come in the order of their first appearance.
     *
     * @throws InvalidInputException if anything is wrong
     */
    public static PreferenceSet read(Path file) {
        try (JsonLines lines = JsonLines.open(file, Fields.INSTANCE)) {
            return read(lines, name(file), NameTable.growing());
        }
    }

    /**
     * Reads a set whose features are among the given ones.
     *
     * @throws InvalidInputException if anything is wrong
     */
    public static PreferenceSet read(Path file, FeatureSpace features) {
        try (JsonLines lines = JsonLines.open(file, Fields.INSTANCE)) {
            return read(lines, name(file), NameTable.of(features.names()));
        }
    }

    /**
     * Reads a set from a stream, plain or gzip, and closes it.
     *
     * @param name of the set; messages call the stream so
     */
    public static PreferenceSet read(InputStream stream, String name, FeatureSpace features) {
        try (JsonLines lines = JsonLines.open(Path.of(name), stream, Fields.INSTANCE)) {
            return read(lines, name, NameTable.of(features.names()));
        }
    }

    /** The file's name without the ending. */
    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.jsonl(\\.gz)?$", "");
    }

    private static PreferenceSet read(JsonLines lines, String name, NameTable names) {
        Reader reader = new Reader(lines, names);
        List<PreferencePair> pairs = new ArrayList<>();
        while (lines.nextObject()) {
            pairs.add(reader.pair());
        }
        InstanceFile.notEmpty(lines, reader.instances.ids());
        List<String> differenceNames = reader.differenceNames == null ? List.of() : reader.differenceNames.names();
        return new PreferenceSet(name, FeatureSpace.of(names.names()), differenceNames, pairs);
    }

    /** Writes a set; a name that ends in .gz is written in gzip, "-" is standard output. */
    public static void write(Path file, PreferenceSet set) {
        write(file, set.features(), set.differenceNames(), set.pairs());
    }

    /**
     * Writes pairs as they come.
     *
     * @param differenceNames names of the entries of each pair's difference; may be empty
     */
    public static void write(
            Path file, FeatureSpace features, List<String> differenceNames, Iterable<PreferencePair> pairs) {
        Output.write(file, out -> {
            PairWriter writer = new PairWriter(out, features, differenceNames);
            for (PreferencePair pair : pairs) {
                writer.write(pair);
            }
            writer.flush();
        });
    }

    /** Reads what a line has beyond its instance. */
    private static final class Reader {
        private final JsonLines lines;
        private final InstanceReader instances;
        /** As the first line has them; null before it. */
        private @Nullable NameTable differenceNames;

        private final Map<String, Preference> labels = new HashMap<>();
        private @Nullable Preference gold;
        private double[] difference = new double[0];
        private @Nullable String prompt;

        Reader(JsonLines lines, NameTable names) {
            this.lines = lines;
            instances = new InstanceReader(lines, names);
        }

        PreferencePair pair() {
            instances.begin();
            labels.clear();
            gold = null;
            difference = new double[0];
            prompt = null;
            for (String field = lines.nextField(); field != null; field = lines.nextField()) {
                if (!instances.read(field)) {
                    switch (field) {
                        case Fields.LABELS -> readLabels();
                        case Fields.GOLD -> gold = lines.isNull() ? null : preference("");
                        case Fields.DIFFERENCE -> readDifference();
                        case Fields.PROMPT -> prompt = lines.isNull() ? null : lines.text();
                        default -> lines.skip();
                    }
                }
            }
            Instance instance = instances.finish();
            if (differenceNames == null) {
                differenceNames = NameTable.of(List.of());
            }
            if (difference.length != differenceNames.size()) {
                throw lines.problem(
                        Fields.DIFFERENCE, "is missing; the lines before it have " + differenceNames.size() + " names");
            }
            return new PreferencePair(instance, labels, gold, difference, prompt);
        }

        private void readLabels() {
            if (lines.isNull()) {
                return;
            }
            lines.enterObject();
            for (String source = lines.nextKey(); source != null; source = lines.nextKey()) {
                if (!lines.isNull() && labels.put(source, preference("the label of '" + source + "' ")) != null) {
                    throw lines.problem("names '" + source + "' twice");
                }
            }
        }

        private Preference preference(String what) {
            String code = lines.text();
            Optional<Preference> preference = Preference.ofCode(code);
            return preference.orElseThrow(() -> lines.problem(what + "is '" + code + "'; it must be a, b or tie"));
        }

        private void readDifference() {
            NameTable known = differenceNames;
            boolean first = known == null;
            NameTable names = known == null ? NameTable.growing() : known;
            double[] values = new double[first ? 32 : names.size()];
            Arrays.fill(values, Double.NaN);
            int read = 0;
            lines.enterObject();
            for (String name = lines.nextKey(); name != null; name = lines.nextKey()) {
                int index = names.indexOf(name);
                if (index < 0) {
                    throw lines.problem("has '" + name + "', which the first line does not have");
                }
                if (index >= values.length) {
                    int size = values.length;
                    values = Arrays.copyOf(values, 2 * size);
                    Arrays.fill(values, size, values.length, Double.NaN);
                }
                if (!Double.isNaN(values[index])) {
                    throw lines.problem("names '" + name + "' twice");
                }
                values[index] = lines.number("'" + name + "' ");
                read++;
            }
            if (first) {
                differenceNames = NameTable.of(names.names());
                values = Arrays.copyOf(values, read);
            } else if (read < values.length) {
                throw lines.problem("has no '" + names.name(firstMissing(values)) + "', which the first line has");
            }
            difference = values;
        }

        private static int firstMissing(double[] values) {
            int i = 0;
            while (!Double.isNaN(values[i])) {
                i++;
            }
            return i;
        }
    }
}
