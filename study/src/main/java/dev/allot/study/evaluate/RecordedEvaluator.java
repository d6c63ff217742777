package dev.allot.study.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.routing.RoutingProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Makes each evaluation once: results and failures are written to the study's log and looked up there. A failing evaluation is tried again a
 * number of times, then recorded as failed and left out; if none of the first few succeeds, the study ends there. After many failures in a
 * row it is the evaluator that is broken: nothing is evaluated any more, and those failures do not count once the log is opened again.
 */
public final class RecordedEvaluator {
    /** If so many evaluations fail and none succeeds, it is the evaluator that is broken. */
    private static final int FIRST_FEW = 5;

    /** If so many evaluations fail in a row, it is the evaluator that broke. Where half of all fail by themselves, that is one row in 1024. */
    private static final int IN_A_ROW = 10;

    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final Evaluator evaluator;
    private final RoutingProblem problem;
    private final StudyLog log;
    private final String context;
    private final long seed;
    private final int retries;
    private final int parallel;
    private final Map<String, OptionalDouble> known = new HashMap<>();
    /** The evaluations that failed since the last success. */
    private final List<String> failing = new ArrayList<>();

    private boolean broken;
    private String lastReason = "";

    /**
     * Wraps an evaluator.
     *
     * @param problem the routing problem of the mixes, for their costs
     * @param log where results go and come from
     * @param context what else, besides the mix, a result depends on; results of other contexts are not used
     * @param seed of the seeds of all evaluations
     * @param retries how often a failed evaluation is tried again
     * @param parallel how many evaluations may run at once
     */
    public RecordedEvaluator(
            Evaluator evaluator,
            RoutingProblem problem,
            StudyLog log,
            String context,
            long seed,
            int retries,
            int parallel) {
        this.evaluator = evaluator;
        this.problem = problem;
        this.log = log;
        this.context = context;
        this.seed = seed;
        this.retries = retries;
        this.parallel = parallel;
        for (JsonNode event : log.events()) {
            if (event.path("context").asText().equals(context)) {
                switch (event.path("event").asText()) {
                    case "evaluated" ->
                        enter(
                                event.path("mix").asText(),
                                OptionalDouble.of(event.path("score").asDouble()));
                    case "failed" -> {
                        enter(event.path("mix").asText(), OptionalDouble.empty());
                        forgetIfBroken();
                    }
                    default -> {
                        // Other events are not about mixes.
                    }
                }
            }
        }
        if (!anySucceeded()) {
            // As below.
            known.clear();
        }
        failing.clear();
    }

    private void enter(String id, OptionalDouble score) {
        known.put(id, score);
        if (score.isPresent()) {
            failing.clear();
        } else {
            failing.add(id);
        }
    }

    /** The evaluator was broken; whoever starts again has mended it. */
    private void forgetIfBroken() {
        if (failing.size() >= IN_A_ROW) {
            failing.forEach(known::remove);
            failing.clear();
        }
    }

    private boolean anySucceeded() {
        return known.values().stream().anyMatch(OptionalDouble::isPresent);
    }

    /**
     * The scores of some evaluations, empty where one failed for good or the evaluator is broken. Those that are known are not made again; of
     * equal ones, one is made.
     *
     * @param purpose what they are for: written to the log
     * @param afterEach called after each, from any thread
     * @throws EvaluationFailedException if the first few evaluations of all failed
     */
    public List<OptionalDouble> evaluate(List<Evaluation> evaluations, String purpose, Runnable afterEach) {
        ExecutorService pool = Executors.newFixedThreadPool(parallel);
        try {
            Map<String, Future<OptionalDouble>> running = new HashMap<>();
            List<Future<OptionalDouble>> inOrder = new ArrayList<>();
            for (Evaluation evaluation : evaluations) {
                inOrder.add(running.computeIfAbsent(
                        evaluation.id(),
                        id -> pool.submit(() -> {
                            OptionalDouble score = lookUpOrEvaluate(id, evaluation, purpose);
                            afterEach.run();
                            return score;
                        })));
            }
            List<OptionalDouble> scores = new ArrayList<>();
            for (Future<OptionalDouble> future : inOrder) {
                scores.add(await(future));
            }
            return scores;
        } finally {
            end(pool);
        }
    }

    /** Ends evaluations that are under way, and waits for them: a command that is to be killed is gone afterwards. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        try {
            pool.awaitTermination(FAREWELL.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static OptionalDouble await(Future<OptionalDouble> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while mixes were being evaluated", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private OptionalDouble lookUpOrEvaluate(String id, Evaluation evaluation, String purpose) {
        synchronized (known) {
            OptionalDouble score = known.get(id);
            if (score != null) {
                return score;
            }
            requireMended();
            if (broken) {
                return OptionalDouble.empty();
            }
        }
        OptionalDouble score = evaluateWithRetries(id, evaluation, purpose);
        synchronized (known) {
            enter(id, score);
            requireMended();
            broken |= failing.size() >= IN_A_ROW;
        }
        return score;
    }

    /** Why nothing is evaluated any more: the reason of the last of many failures in a row; empty while the evaluator works. */
    public Optional<String> broken() {
        synchronized (known) {
            return broken
                    ? Optional.of("the last " + failing.size() + " evaluations failed, the last because " + lastReason)
                    : Optional.empty();
        }
    }

    /** Nothing is evaluated any more once each of the first few evaluations has failed. */
    private void requireMended() {
        if (known.size() >= FIRST_FEW && !anySucceeded()) {
            throw new EvaluationFailedException("each of the first " + known.size()
                    + " evaluations failed, the last because " + lastReason
                    + "; mend the evaluator and start again (" + log.name()
                    + " has every attempt; none of them counts then)");
        }
    }

    private OptionalDouble evaluateWithRetries(String id, Evaluation evaluation, String purpose) {
        for (int attempt = 1; ; attempt++) {
            long start = System.nanoTime();
            try {
                double score = evaluateOnce(evaluation);
                if (!Double.isFinite(score)) {
                    throw new EvaluationFailedException("the score is " + score + ", which is not finite");
                }
                log.append(event("evaluated", id, evaluation, purpose)
                        .put("score", score)
                        .put("attempts", attempt)
                        .put("seconds", (System.nanoTime() - start) / 1e9));
                return OptionalDouble.of(score);
            } catch (EvaluationFailedException e) {
                boolean last = attempt > retries;
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                synchronized (known) {
                    lastReason = String.valueOf(e.getMessage());
                }
                log.append(event(last ? "failed" : "attempt-failed", id, evaluation, purpose)
                        .put("reason", e.getMessage())
                        .put("attempts", attempt)
                        .put("seconds", (System.nanoTime() - start) / 1e9));
                if (last) {
                    return OptionalDouble.empty();
                }
            }
        }
    }

    /** What goes wrong inside an evaluator concerns its evaluation, not the study. */
    private double evaluateOnce(Evaluation evaluation) {
        try {
            return evaluator.evaluate(evaluation.mix(), evaluation.seed(seed));
        } catch (EvaluationFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            EvaluationFailedException failure = new EvaluationFailedException(
                    "the evaluator broke: " + Objects.requireNonNullElse(e.getMessage(), e.toString()));
            failure.initCause(e);
            throw failure;
        }
    }

    private ObjectNode event(String kind, String id, Evaluation evaluation, String purpose) {
        ObjectNode event =
                StudyLog.event(kind).put("context", context).put("mix", id).put("purpose", purpose);
        if (evaluation.isReplicate()) {
            event.put("replicate", evaluation.number());
        }
        ObjectNode sources = event.putObject("sources");
        evaluation.mix().counts().forEach(sources::put);
        return event.put("cost", problem.cost(evaluation.mix()));
    }

    /** What is known of an evaluation: its score, empty if it failed for good; nothing at all if it was never made. */
    public Optional<OptionalDouble> known(Evaluation evaluation) {
        synchronized (known) {
            return Optional.ofNullable(known.get(evaluation.id()));
        }
    }
}
