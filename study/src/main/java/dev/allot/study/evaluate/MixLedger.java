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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The evaluations that were chosen, in order, kept in the study's log before the first of them is made: a study that goes on later knows
 * what its scores belong to, whatever it would choose today. The log holds each mix as its source indices, a byte an instance, deflated, in
 * base 64, and a replicate as the key of its mix and a number, in a list of its own.
 */
public final class MixLedger {
    private static final String EVENT = "proposed";
    private static final String MIX = "mix";
    private static final String MIXES = "mixes";
    private static final String REPLICATES = "replicates";
    private static final String NUMBER = "number";

    private final StudyLog log;
    private final RoutingProblem problem;
    private final String context;
    private final List<Evaluation> evaluations = new ArrayList<>();
    private final Map<String, Routing> mixes = new HashMap<>();

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
                event.path(REPLICATES).forEach(entry -> enter(decodeReplicate(entry)));
                event.path(MIXES).forEach(entry -> enter(Evaluation.first(decode(entry))));
            }
        }
    }

    /** Name of the log's file. */
    public String logName() {
        return log.name();
    }

    private void enter(Evaluation evaluation) {
        evaluations.add(evaluation);
        mixes.put(Evaluation.key(evaluation.mix()), evaluation.mix());
    }

    /** The evaluations, oldest first. */
    public List<Evaluation> evaluations() {
        return List.copyOf(evaluations);
    }

    /**
     * Adds evaluations that were chosen together, and writes them to the log in one line: all of them or none.
     *
     * @param replicates of mixes that are in the ledger; they come first
     * @param chosen mixes to be evaluated for the first time
     */
    public void add(List<Evaluation> replicates, List<Routing> chosen) {
        ObjectNode event = StudyLog.event(EVENT).put("context", context);
        if (!replicates.isEmpty()) {
            ArrayNode entries = event.putArray(REPLICATES);
            for (Evaluation replicate : replicates) {
                entries.addObject().put(MIX, Evaluation.key(replicate.mix())).put(NUMBER, replicate.number());
            }
        }
        ArrayNode entries = event.putArray(MIXES);
        for (Routing mix : chosen) {
            entries.addObject().put(MIX, Evaluation.key(mix)).put("routing", encode(mix));
        }
        log.append(event);
        replicates.forEach(this::enter);
        chosen.forEach(mix -> enter(Evaluation.first(mix)));
    }

    /** The ids of all evaluations of a context in a log, and their scores; NaN where there is none. */
    public static Map<String, Double> told(StudyLog log, String context) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (JsonNode event : log.events()) {
            if (event.path("context").asText().equals(context)) {
                for (JsonNode entry : event.path(REPLICATES)) {
                    scores.putIfAbsent(
                            Evaluation.id(
                                    entry.path(MIX).asText(), entry.path(NUMBER).asInt()),
                            Double.NaN);
                }
                event.path(MIXES)
                        .forEach(entry -> scores.putIfAbsent(entry.path(MIX).asText(), Double.NaN));
                if (event.path("event").asText().equals("evaluated")) {
                    scores.replace(event.path(MIX).asText(), event.path("score").asDouble());
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
                    && Evaluation.key(mix).equals(entry.path(MIX).asText())) {
                return mix;
            }
        } catch (DataFormatException | IllegalArgumentException damaged) {
            // Reported below like any other that does not fit.
        } finally {
            inflater.end();
        }
        throw damaged(entry, "is none of " + problem.size() + " instances");
    }

    private Evaluation decodeReplicate(JsonNode entry) {
        Routing mix = mixes.get(entry.path(MIX).asText());
        int number = entry.path(NUMBER).asInt();
        if (mix == null || number < 2) {
            throw damaged(entry, "is evaluated again, but was never chosen");
        }
        return new Evaluation(mix, number);
    }

    private static InvalidInputException damaged(JsonNode entry, String how) {
        return new InvalidInputException("the study's log is damaged: mix '"
                + entry.path(MIX).asText() + "' " + how + "; restore the file or choose another folder");
    }
}
