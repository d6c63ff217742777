package dev.allot.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.routing.Traits;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import dev.allot.study.evaluate.CommandEvaluator;
import dev.allot.study.evaluate.EmbeddedEvaluator;
import dev.allot.study.evaluate.RecordedEvaluator;
import dev.allot.study.evaluate.StudyLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * A study in a folder: the closed loop, once or in replications, with a log that a later run resumes from, and what it found as files.
 *
 * <p>With the embedded evaluator each replication cuts the set anew into pairs to be routed, validation pairs that score the design, and test
 * pairs for the realised scores, so that intervals cover everything that is random. With a command of the user's there is one replication,
 * and the same command gives the realised scores.
 */
public final class Study {
    private final StudyFiles files;
    private final List<Source> sources;
    private final LoopSettings settings;
    private final long seed;
    private final Progress progress;

    /**
     * A study.
     *
     * @param folder where its files are, made if missing; a study that was interrupted there is resumed
     * @param sources the sources, the default source first
     * @param settings of each pass; the first of its solvers is the one whose routings are written
     * @param seed of all randomness
     */
    public Study(Path folder, List<Source> sources, LoopSettings settings, long seed, Progress progress) {
        this.files = new StudyFiles(folder);
        this.sources = List.copyOf(sources);
        this.settings = settings;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * Runs with the embedded reward model.
     *
     * @param replications passes of the whole loop
     * @param threads replications that run at once
     * @throws InvalidInputException if the set lacks what the reward model needs, or the folder holds another study
     */
    public StudySummary embedded(PreferenceSet set, int replications, int threads) {
        requireLabels(set);
        try (StudyLog log = StudyLog.open(files.log())) {
            start(log, set.name(), set.instances(), "embedded");
            progress.expect(replications * ClosedLoop.steps(settings, sources.size()));
            List<Replication> done = inParallel(replications, threads, r -> replicate(set, log, seed + r));
            Replication first = done.get(0);
            return finish(set.name(), done, first.split.test().size(), log);
        }
    }

    /**
     * Runs with a command that trains and scores; see {@link CommandEvaluator}.
     *
     * @param timeout of one evaluation
     * @param retries how often a failed one is tried again
     * @param parallel how many run at once
     */
    public StudySummary external(
            String name,
            FeatureSpace features,
            List<Instance> instances,
            String command,
            Duration timeout,
            int retries,
            int parallel) {
        try (StudyLog log = StudyLog.open(files.log())) {
            start(log, name, instances, command);
            progress.expect(ClosedLoop.steps(settings, sources.size()));
            RoutingProblem pool = RoutingProblem.builder(features, sources)
                    .instances(instances)
                    .build();
            List<String> ids = instances.stream().map(Instance::id).toList();
            CommandEvaluator evaluator = new CommandEvaluator(command, ids, files.mixes(), timeout);
            RecordedEvaluator recorded = new RecordedEvaluator(evaluator, pool, log, "command", retries, parallel);
            LoopResult result = new ClosedLoop(pool, recorded, recorded, settings, seed, progress).run();
            return finish(
                    name,
                    List.of(new Replication(new Split(List.of(), List.of(), List.of()), pool, ids, result)),
                    0,
                    log);
        }
    }

    private void requireLabels(PreferenceSet set) {
        Set<String> known = Set.copyOf(set.sourceNames());
        for (Source source : sources) {
            if (!known.contains(source.name())) {
                throw new InvalidInputException(set.name() + ": no pair has a label by source '" + source.name()
                        + "'; there are labels by " + String.join(", ", set.sourceNames()));
            }
        }
        if (set.differenceNames().isEmpty()) {
            throw new InvalidInputException(
                    set.name()
                            + ": the embedded evaluator needs the field 'difference' (features of the first response minus the second's)");
        }
    }

    /** Checks that the folder holds nothing or the beginnings of this very study: its scores must mean the same. */
    private void start(StudyLog log, String name, List<Instance> instances, String evaluator) {
        CRC32 checksum = new CRC32();
        for (Instance instance : instances) {
            Traits t = instance.traits();
            // Sorted, since the iteration order of immutable maps changes from run to run.
            String text = String.join(
                    "\n",
                    instance.id(),
                    t.features().toString(),
                    t.group(),
                    new TreeMap<>(t.costs()).toString(),
                    t.risk() + "",
                    t.pin());
            checksum.update(text.getBytes(StandardCharsets.UTF_8));
        }
        String fingerprint = Long.toHexString(checksum.getValue()) + "-" + instances.size() + "-" + sources;
        for (JsonNode event : log.events()) {
            if (event.path("event").asText().equals("started")
                    && !(event.path("fingerprint").asText().equals(fingerprint)
                            && event.path("evaluator").asText().equals(evaluator))) {
                throw InvalidInputException.in(
                        files.log(),
                        "this folder holds a study of '" + event.path("name").asText()
                                + "' with other instances, sources or another evaluator; choose another folder");
            }
        }
        log.append(StudyLog.event("started")
                .put("name", name)
                .put("fingerprint", fingerprint)
                .put("evaluator", evaluator)
                .put("evaluations", settings.evaluations())
                .put("design", settings.design().id())
                .put("seed", seed));
    }

    private record Replication(Split split, RoutingProblem pool, List<String> ids, LoopResult result) {}

    private Replication replicate(PreferenceSet set, StudyLog log, long replicationSeed) {
        Split split = Split.of(set.name(), set.pairs(), replicationSeed);
        List<Instance> instances =
                split.pool().stream().map(PreferencePair::instance).toList();
        RoutingProblem pool = RoutingProblem.builder(set.features(), sources)
                .instances(instances)
                .build();
        String context = "seed " + replicationSeed;
        RecordedEvaluator evaluator = new RecordedEvaluator(
                new EmbeddedEvaluator(split.pool(), split.validation()), pool, log, context + " validation", 0, 1);
        RecordedEvaluator judge = new RecordedEvaluator(
                new EmbeddedEvaluator(split.pool(), split.test()), pool, log, context + " test", 0, 1);
        LoopResult result = new ClosedLoop(pool, evaluator, judge, settings, replicationSeed, progress).run();
        return new Replication(split, pool, instances.stream().map(Instance::id).toList(), result);
    }

    private StudySummary finish(String name, List<Replication> replications, int heldOut, StudyLog log) {
        List<LoopResult> results =
                replications.stream().map(Replication::result).toList();
        Replication first = replications.get(0);
        String chosen = settings.solvers().get(0).id();
        int evaluated = results.stream().mapToInt(r -> r.table().size()).sum();
        StudySummary summary = new StudySummary(
                name,
                first.pool.size(),
                heldOut,
                sources.stream().map(Source::name).toList(),
                settings.evaluations(),
                settings.evaluations() * replications.size() - evaluated,
                replications.size(),
                chosen,
                Summaries.families(results),
                Summaries.strategies(results),
                Summaries.points(results),
                Summaries.design(first.pool, first.result));
        for (Outcome outcome : first.result.outcomes()) {
            if (outcome.strategy().equals(chosen)) {
                files.writeRouting(outcome.share(), first.ids, outcome.routing());
            }
        }
        files.writeModel(first.result.table(), first.result.selection().predictor());
        files.writeSummary(summary);
        ObjectNode finished = StudyLog.event("finished").put("replications", replications.size());
        log.append(finished);
        return summary;
    }

    /** The work of one replication. */
    private interface Work {
        Replication run(int index);
    }

    private static List<Replication> inParallel(int count, int threads, Work work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Replication>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int index = i;
                futures.add(pool.submit(() -> work.run(index)));
            }
            List<Replication> results = new ArrayList<>();
            for (Future<Replication> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the study was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
