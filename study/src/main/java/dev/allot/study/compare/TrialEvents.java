package dev.allot.study.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.study.evaluate.StudyLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs as events of a log. Numbers that are not finite are null: no objective, or a bound that nothing is known of. */
final class TrialEvents {
    private static final String KIND = "trial";

    private TrialEvents() {}

    static boolean isTrial(JsonNode event) {
        return event.path("event").asText().equals(KIND);
    }

    static ObjectNode write(Trial trial) {
        TrialKey key = trial.key();
        ObjectNode event = StudyLog.event(KIND)
                .put("problem", key.problem())
                .put("fingerprint", key.fingerprint())
                .put("limit", key.limit())
                .put("solver", key.solver())
                .put("parameters", key.parameters())
                .put("seed", key.seed())
                .put("threads", key.threads())
                .put("outcome", trial.outcome());
        trial.detail().ifPresent(detail -> event.put("detail", detail));
        put(event, "objective", trial.objective());
        put(event, "bound", trial.bound());
        event.put("infeasible", trial.bound() == Double.NEGATIVE_INFINITY);
        event.put("seconds", trial.seconds()).put("evaluations", trial.evaluations());
        ArrayNode trace = event.putArray("trace");
        for (Moment moment : trial.trace()) {
            ArrayNode node = trace.addArray().add(moment.seconds()).add(moment.evaluations());
            add(node, moment.objective());
            add(node, moment.bound());
        }
        return event;
    }

    static Trial read(JsonNode event) {
        TrialKey key = new TrialKey(
                event.path("problem").asText(),
                event.path("fingerprint").asText(),
                event.path("limit").asText(),
                event.path("solver").asText(),
                event.path("parameters").asText(),
                event.path("seed").asLong(),
                event.path("threads").asInt());
        List<Moment> trace = new ArrayList<>();
        for (JsonNode node : event.path("trace")) {
            trace.add(new Moment(
                    node.path(0).asDouble(), node.path(1).asLong(), objective(node.path(2)), bound(node.path(3))));
        }
        return new Trial(
                key,
                event.path("outcome").asText(),
                Optional.ofNullable(event.path("detail").textValue()),
                objective(event.path("objective")),
                event.path("infeasible").asBoolean() ? Double.NEGATIVE_INFINITY : bound(event.path("bound")),
                event.path("seconds").asDouble(),
                event.path("evaluations").asLong(),
                trace);
    }

    private static double objective(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NEGATIVE_INFINITY;
    }

    private static double bound(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.POSITIVE_INFINITY;
    }

    private static void put(ObjectNode node, String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, value);
        } else {
            node.putNull(field);
        }
    }

    private static void add(ArrayNode node, double value) {
        if (Double.isFinite(value)) {
            node.add(value);
        } else {
            node.addNull();
        }
    }
}
