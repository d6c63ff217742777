package dev.allot.datasets.jsonl;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.Source;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Routings: {@code {"id":..,"source":..}} a line, every instance once. */
public final class RoutingFile {
    private RoutingFile() {}

    /**
     * Writes a routing in the order of its instances; a name that ends in .gz is written in gzip, "-" is standard output.
     *
     * @param ids of the instances, in order
     */
    public static void write(Path file, List<String> ids, Routing routing) {
        if (ids.size() != routing.size()) {
            throw new IllegalArgumentException(ids.size() + " ids for a routing of " + routing.size() + " instances");
        }
        Output.write(file, out -> {
            JsonGenerator json = PairWriter.generator(out);
            for (int i = 0; i < routing.size(); i++) {
                json.writeStartObject();
                json.writeStringField(Fields.ID, ids.get(i));
                json.writeStringField(Fields.SOURCE, routing.source(i).name());
                json.writeEndObject();
                json.writeRaw('\n');
            }
            json.flush();
        });
    }

    /**
     * Reads a routing.
     *
     * @param knownIds the ids of the instances; the routing comes in their order, whatever the file's
     * @param sources the sources that it may name
     * @throws InvalidInputException if an instance is unknown, comes twice or is missing, or a source is unknown
     */
    public static Routing read(Path file, List<String> knownIds, List<Source> sources) {
        IdList ids = IdList.of(knownIds);
        Map<String, Integer> sourceIndices = new HashMap<>();
        for (Source source : sources) {
            sourceIndices.put(source.name(), sourceIndices.size());
        }
        int[] sourceOf = new int[ids.size()];
        Arrays.fill(sourceOf, -1);
        try (JsonLines lines = JsonLines.open(file, Fields.ROUTING)) {
            while (lines.nextObject()) {
                readLine(lines, ids, sourceIndices, sourceOf);
            }
            int missing = (int) Arrays.stream(sourceOf).filter(s -> s < 0).count();
            if (missing > 0) {
                int first = 0;
                while (sourceOf[first] >= 0) {
                    first++;
                }
                throw lines.fileProblem("names no source for " + missing + " of " + ids.size()
                        + " instances; the first is '" + ids.get(first) + "'");
            }
        }
        return Routing.of(sources, sourceOf);
    }

    private static void readLine(JsonLines lines, IdList ids, Map<String, Integer> sources, int[] sourceOf) {
        int instance = -1;
        int source = -1;
        for (String field = lines.nextField(); field != null; field = lines.nextField()) {
            String text = lines.text();
            if (field.equals(Fields.ID)) {
                instance = ids.indexOf(text);
                if (instance < 0) {
                    throw lines.problem("'" + text + "' is not the id of an instance");
                }
            } else {
                source = sources.getOrDefault(text, -1);
                if (source < 0) {
                    throw lines.problem(
                            "'" + text + "' is not a source; they are " + String.join(", ", names(sources)));
                }
            }
        }
        lines.require(Fields.ID);
        lines.require(Fields.SOURCE);
        if (sourceOf[instance] >= 0) {
            throw lines.problem(Fields.ID, "'" + ids.get(instance) + "' comes twice");
        }
        sourceOf[instance] = source;
    }

    private static List<String> names(Map<String, Integer> sources) {
        return sources.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
