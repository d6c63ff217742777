package dev.allot.study.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The mixes that were chosen for evaluation, in order, kept in the study's log before the first of them is evaluated: a study that goes on
 * later knows what its scores belong to, whatever it would choose today. The log holds each as its source indices, a byte an instance,
 * deflated, in base 64.
 */
public final class MixLedger {
    private static final String EVENT = "proposed";

    private final StudyLog log;
    private final RoutingProblem problem;
    private final String context;
    private final List<Routing> mixes = new ArrayList<>();

    /**
     * The ledger of a context, with what the log holds of it.
     *
     * @param problem the routing problem of the mixes
     * @param context distinguishes the ledgers of a log
     * @throws InvalidInputException if a mix in the log is none of this problem's
     */
    public MixLedger(StudyLog log, RoutingProblem problem, String context) {
        this.log = log;
        this.problem = problem;
        this.context = context;
        for (JsonNode event : log.events()) {
            if (event.path("event").asText().equals(EVENT)
                    && event.path("context").asText().equals(context)) {
                event.path("mixes").forEach(mix -> mixes.add(decode(mix)));
            }
        }
    }

    /** Name of the log's file. */
    public String logName() {
        return log.name();
    }

    /** The mixes, oldest first. */
    public List<Routing> mixes() {
        return List.copyOf(mixes);
    }

    /** Adds mixes that were chosen together, and writes them to the log in one line: all of them or none. */
    public void add(List<Routing> chosen) {
        ObjectNode event = StudyLog.event(EVENT).put("context", context);
        ArrayNode entries = event.putArray("mixes");
        for (Routing mix : chosen) {
            entries.addObject().put("mix", RecordedEvaluator.key(mix)).put("routing", encode(mix));
        }
        log.append(event);
        mixes.addAll(chosen);
    }

    /** The ids of all mixes of a context in a log, and their scores; NaN where there is none. */
    public static Map<String, Double> told(StudyLog log, String context) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (JsonNode event : log.events()) {
            if (event.path("context").asText().equals(context)) {
                event.path("mixes")
                        .forEach(entry -> scores.putIfAbsent(entry.path("mix").asText(), Double.NaN));
                if (event.path("event").asText().equals("evaluated")) {
                    scores.replace(
                            event.path("mix").asText(), event.path("score").asDouble());
                }
            }
        }
        return scores;
    }

    private static String encode(Routing mix) {
        byte[] indices = new byte[mix.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (byte) mix.sourceIndex(i);
        }
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(indices);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 12];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return Base64.getEncoder().encodeToString(out.toByteArray());
        } finally {
            deflater.end();
        }
    }

    private Routing decode(JsonNode entry) {
        byte[] indices = new byte[problem.size()];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Base64.getDecoder().decode(entry.path("routing").asText()));
            int read = 0;
            while (read < indices.length && !inflater.finished()) {
                int more = inflater.inflate(indices, read, indices.length - read);
                if (more == 0 && inflater.needsInput()) {
                    break;
                }
                read += more;
            }
            int[] sources = new int[indices.length];
            for (int i = 0; i < sources.length; i++) {
                sources[i] = indices[i];
            }
            Routing mix = Routing.of(problem.sources(), sources);
            if (read == indices.length
                    && RecordedEvaluator.key(mix).equals(entry.path("mix").asText())) {
                return mix;
            }
        } catch (DataFormatException | IllegalArgumentException damaged) {
            // Reported below like any other that does not fit.
        } finally {
            inflater.end();
        }
        throw new InvalidInputException("the study's log is damaged: mix '"
                + entry.path("mix").asText() + "' is none of " + problem.size()
                + " instances; restore the file or choose another folder");
    }
}
