package dev.allot.cli.solve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.model.Sense;
import dev.allot.core.model.Solution;
import dev.allot.core.model.StatedProblem;
import dev.allot.core.routing.Routing;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.TracePoint;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A result as JSON, with the fields that docs/cli.md describes; numbers that are not finite are null. */
final class ResultDocument {
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final Sense sense;

    private ResultDocument(Sense sense) {
        this.sense = sense;
    }

    /** The document of a routing that was found. */
    static ResultDocument of(SolveResult result, Routing routing, Recount recount) {
        ResultDocument document = new ResultDocument(Sense.MAXIMISE);
        document.outcome(result);
        recount.measured()
                .ifPresent(interval -> document.root
                        .putObject("interval")
                        .put("coverage", Recount.COVERAGE)
                        .put("low", interval.lower())
                        .put("high", interval.upper()));
        put(document.root, "cost", recount.cost());
        ObjectNode sources = document.root.putObject("sources");
        routing.counts().forEach(sources::put);
        document.run(result).put("predictorScore", Double.toString(recount.predictorScore()));
        return document;
    }

    /** The document of a solution of a general problem, in the terms of the problem as it is stated. */
    static ResultDocument of(SolveResult result, StatedProblem stated, Solution solution) {
        ResultDocument document = new ResultDocument(stated.sense());
        document.outcome(result);
        document.root.put("problem", stated.name());
        document.root.put("sense", stated.sense().name().toLowerCase(Locale.ROOT));
        ObjectNode values = document.root.putObject("values");
        for (int j = 0; j < stated.problem().variableCount(); j++) {
            if (solution.value(j) != 0) {
                values.put(stated.problem().variableName(j), solution.value(j));
            }
        }
        ObjectNode provenance = document.run(result);
        if (stated.problem().surrogate().isPresent()) {
            provenance.put("predictorScore", Double.toString(stated.sense().restore(solution.predictorValue())));
        }
        return document;
    }

    private void outcome(SolveResult result) {
        root.put("solver", result.solver());
        root.put("termination", result.termination().name());
        root.put("primal", result.primal().name());
        put(root, "objective", sense.restore(result.objective()));
        put(root, "bound", sense.restore(result.bound()));
        put(root, "gap", result.gap());
    }

    private ObjectNode run(SolveResult result) {
        root.put("evaluations", result.evaluations());
        root.put("elapsedSeconds", seconds(result.elapsed()));
        root.put("seed", result.seed());
        ArrayNode trace = root.putArray("trace");
        for (TracePoint point : result.trace()) {
            ObjectNode node = trace.addObject();
            node.put("elapsedSeconds", seconds(point.elapsed()));
            node.put("evaluations", point.evaluations());
            put(node, "objective", sense.restore(point.objective()));
            put(node, "bound", sense.restore(point.bound()));
        }
        ObjectNode provenance = root.putObject("provenance");
        for (Map.Entry<String, String> entry : new TreeMap<>(result.provenance()).entrySet()) {
            provenance.put(entry.getKey(), entry.getValue());
        }
        return provenance;
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
