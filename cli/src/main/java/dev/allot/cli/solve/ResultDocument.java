package dev.allot.cli.solve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.routing.Routing;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.TracePoint;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A result as JSON, with the fields that docs/cli.md describes; numbers that are not finite are null. */
final class ResultDocument {
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

    /** The document of a routing that was found. */
    ResultDocument(SolveResult result, Routing routing, Recount recount) {
        root.put("solver", result.solver());
        root.put("termination", result.termination().name());
        root.put("primal", result.primal().name());
        put(root, "objective", result.objective());
        put(root, "bound", result.bound());
        put(root, "gap", result.gap());
        put(root, "cost", recount.cost());
        ObjectNode sources = root.putObject("sources");
        routing.counts().forEach(sources::put);
        root.put("evaluations", result.evaluations());
        root.put("elapsedSeconds", seconds(result.elapsed()));
        root.put("seed", result.seed());
        ArrayNode trace = root.putArray("trace");
        for (TracePoint point : result.trace()) {
            ObjectNode node = trace.addObject();
            node.put("elapsedSeconds", seconds(point.elapsed()));
            node.put("evaluations", point.evaluations());
            put(node, "objective", point.objective());
            put(node, "bound", point.bound());
        }
        ObjectNode provenance = root.putObject("provenance");
        for (Map.Entry<String, String> entry : new TreeMap<>(result.provenance()).entrySet()) {
            provenance.put(entry.getKey(), entry.getValue());
        }
        provenance.put("predictorScore", Double.toString(recount.predictorScore()));
    }

    private static void put(ObjectNode node, String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, value);
        } else {
            node.putNull(field);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** The text, with a line break at its end. */
    String text() {
        return root.toPrettyString() + "\n";
    }
}
