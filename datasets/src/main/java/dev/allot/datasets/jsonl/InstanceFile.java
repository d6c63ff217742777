package dev.allot.datasets.jsonl;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.Instance;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Instances to be routed, one JSON object a line, plain or gzip; docs/instance-format.md has the fields. Files are streamed: what is held
 * is one line, and the ids, packed. Labels and whatever else evaluators need is passed over.
 */
public final class InstanceFile {
    private InstanceFile() {}

    /**
     * Hands over every instance, in order.
     *
     * @param features the features that tags and features of the file are among
     * @return number of instances, at least 1
     * @throws InvalidInputException at the first thing that is wrong: in the file, or by {@code consumer}, whose
     *     {@code IllegalArgumentException} is taken as a complaint about the line
     */
    public static long forEach(Path file, FeatureSpace features, Consumer<Instance> consumer) {
        return read(file, features, consumer).size();
    }

    /** As {@link #forEach}, but returns the ids, packed; a routing of the file is written with them. */
    public static IdList read(Path file, FeatureSpace features, Consumer<Instance> consumer) {
        try (JsonLines lines = JsonLines.open(file, Fields.INSTANCE)) {
            InstanceReader reader = new InstanceReader(lines, NameTable.of(features.names()));
            while (lines.nextObject()) {
                reader.begin();
                for (String field = lines.nextField(); field != null; field = lines.nextField()) {
                    if (!reader.read(field)) {
                        lines.skip();
                    }
                }
                Instance instance = reader.finish();
                try {
                    consumer.accept(instance);
                } catch (IllegalArgumentException e) {
                    throw lines.problem(String.valueOf(e.getMessage()));
                }
            }
            return notEmpty(lines, reader.ids());
        }
    }

    /** The features that a file names, in the order of their first appearance. */
    public static FeatureSpace features(Path file) {
        try (JsonLines lines = JsonLines.open(file, Fields.INSTANCE)) {
            NameTable names = NameTable.growing();
            boolean empty = true;
            while (lines.nextObject()) {
                empty = false;
                for (String field = lines.nextField(); field != null; field = lines.nextField()) {
                    switch (field) {
                        case Fields.TAGS -> readTags(lines, names);
                        case Fields.FEATURES -> readKeys(lines, names);
                        default -> lines.skip();
                    }
                }
            }
            if (empty) {
                throw lines.fileProblem("is empty; one instance a line is needed");
            }
            return FeatureSpace.of(names.names());
        }
    }

    private static void readTags(JsonLines lines, NameTable names) {
        lines.enterArray();
        while (lines.nextElement()) {
            lines.lookUp(names);
        }
    }

    private static void readKeys(JsonLines lines, NameTable names) {
        lines.enterObject();
        for (String name = lines.nextKey(); name != null; name = lines.nextKey()) {
            names.indexOf(name);
            lines.skip();
        }
    }

    /** The ids of a file, in order. */
    public static IdList ids(Path file) {
        try (JsonLines lines = JsonLines.open(file, Fields.INSTANCE)) {
            IdList ids = new IdList();
            while (lines.nextObject()) {
                for (String field = lines.nextField(); field != null; field = lines.nextField()) {
                    if (!field.equals(Fields.ID)) {
                        lines.skip();
                    } else if (!ids.append(lines.text())) {
                        throw lines.problem("'" + lines.text() + "' comes twice");
                    }
                }
                lines.require(Fields.ID);
            }
            return notEmpty(lines, ids);
        }
    }

    /** Writes instances as they come; a name that ends in .gz is written in gzip, "-" is standard output. */
    public static void write(Path file, FeatureSpace features, Iterable<Instance> instances) {
        Output.write(file, out -> {
            PairWriter writer = new PairWriter(out, features, List.of());
            for (Instance instance : instances) {
                writer.write(instance);
            }
            writer.flush();
        });
    }

    static IdList notEmpty(JsonLines lines, IdList ids) {
        if (ids.isEmpty()) {
            throw lines.fileProblem("is empty; one instance a line is needed");
        }
        return ids;
    }
}
