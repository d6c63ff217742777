package dev.allot.datasets.jsonl;

import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Traits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds one instance at a time from the fields of its line. */
final class InstanceReader {
    private final JsonLines lines;
    private final NameTable names;
    private final IdList ids = new IdList();
    /** Few groups, pins and sources serve many instances: one string for each. */
    private final Map<String, String> interned = new HashMap<>();

    private int[] indices = new int[32];
    private double[] values = new double[32];
    /** Per feature, the number of the object that named it last. */
    private int[] namedBy = new int[64];

    private int object;
    private int count;
    private boolean onlyTags;
    private @Nullable String id;
    private @Nullable String group;
    private Map<String, Double> costs = Map.of();
    private double risk;
    private @Nullable String pin;

    InstanceReader(JsonLines lines, NameTable names) {
        this.lines = lines;
        this.names = names;
    }

    /** Forgets the last object. */
    void begin() {
        object++;
        count = 0;
        onlyTags = true;
        id = null;
        group = null;
        costs = Map.of();
        risk = 0;
        pin = null;
    }

    /**
     * Reads the value of a field, if it is one that routing knows.
     *
     * @return whether it is
     */
    boolean read(String field) {
        switch (field) {
            case Fields.ID -> id = readId();
            case Fields.TAGS -> readTags();
            case Fields.FEATURES -> readFeatures();
            case Fields.GROUP -> group = optionalText();
            case Fields.COST -> readCosts();
            case Fields.RISK -> risk = lines.isNull() ? 0 : notNegative("");
            case Fields.PIN -> pin = optionalText();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The instance, after the last field. */
    Instance finish() {
        lines.require(Fields.ID);
        if (!lines.has(Fields.TAGS) && !lines.has(Fields.FEATURES)) {
            throw lines.problem(Fields.TAGS, "is missing, and so is 'features'; an instance has one or both");
        }
        if (id == null) {
            throw new IllegalStateException("no id was read");
        }
        if (!ids.append(id)) {
            throw lines.problem(
                    Fields.ID, "'" + id + "' comes twice; it is also the id of instance " + (ids.indexOf(id) + 1));
        }
        int[] at = Arrays.copyOf(indices, count);
        FeatureVector features =
                onlyTags ? FeatureVector.ofTags(at) : FeatureVector.of(at, Arrays.copyOf(values, count));
        return new Instance(id, new Traits(features, group, costs, risk, pin));
    }

    /** The ids so far. */
    IdList ids() {
        return ids;
    }

    /** Half a surrogate pair cannot be written again: two ids would become one. */
    private String readId() {
        String text = lines.text();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSurrogatePair(text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                    throw lines.problem("has half a surrogate pair, which is no character");
                }
                i++;
            }
        }
        return text;
    }

    private void readTags() {
        lines.enterArray();
        while (lines.nextElement()) {
            int index = lines.lookUp(names);
            if (index < 0) {
                throw unknown("tag", lines.text());
            }
            add(index, 1);
        }
    }

    private void readFeatures() {
        lines.enterObject();
        for (String name = lines.nextKey(); name != null; name = lines.nextKey()) {
            int index = names.indexOf(name);
            if (index < 0) {
                throw unknown("feature", name);
            }
            double value = lines.number("'" + name + "' ");
            onlyTags &= value == 1;
            add(index, value);
        }
    }

    private RuntimeException unknown(String what, String name) {
        return lines.problem("unknown " + what + " '" + name + "'; it is not one of the " + names.size()
                + " features of the model or feature list");
    }

    private void add(int index, double value) {
        if (index >= namedBy.length) {
            namedBy = Arrays.copyOf(namedBy, Math.max(index + 1, 2 * namedBy.length));
        }
        if (namedBy[index] == object) {
            throw lines.problem("names '" + names.name(index) + "' a second time; tags and features name each once");
        }
        namedBy[index] = object;
        if (count == indices.length) {
            indices = Arrays.copyOf(indices, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        indices[count] = index;
        values[count++] = value;
    }

    private void readCosts() {
        if (lines.isNull()) {
            return;
        }
        lines.enterObject();
        Map<String, Double> read = new HashMap<>();
        for (String source = lines.nextKey(); source != null; source = lines.nextKey()) {
            if (read.put(intern(source), notNegative("the cost of '" + source + "' ")) != null) {
                throw lines.problem("names '" + source + "' twice");
            }
        }
        costs = Map.copyOf(read);
    }

    private double notNegative(String what) {
        double value = lines.number(what);
        if (value < 0) {
            throw lines.problem(what + "is " + value + "; it must not be negative");
        }
        return value;
    }

    private @Nullable String optionalText() {
        return lines.isNull() ? null : intern(lines.text());
    }

    private String intern(String text) {
        return interned.computeIfAbsent(text, t -> t);
    }
}
