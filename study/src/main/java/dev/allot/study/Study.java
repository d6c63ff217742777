package dev.allot.study;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import dev.allot.predictor.Origin;
import dev.allot.study.budget.BudgetAnalysis;
import dev.allot.study.evaluate.CommandEvaluator;
import dev.allot.study.evaluate.EmbeddedEvaluator;
import dev.allot.study.evaluate.MixLedger;
import dev.allot.study.evaluate.RecordedEvaluator;
import dev.allot.study.evaluate.StudyLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * A study in a folder: the closed loop, once or in replications, with a log that a later run resumes from, and what it found as files.
 *
 * <p>With the embedded evaluator each replication cuts the set anew into pairs to be routed, validation pairs that score the design, and test
 * pairs for the realised scores, so that intervals cover everything that is random. With a command of the user's there is one replication,
 * and the same command gives the realised scores.
 */
public final class Study {
    /** Of mixes and scores in the log of a study with one replication. */
    static final String CONTEXT = "command";

    private static final String EMBEDDED = "embedded";

    private final StudyFiles files;
    private final List<Source> sources;
    private final LoopSettings settings;
    private final long seed;
    private final OptionalDouble tolerance;
    private final Progress progress;

    /**
     * A study that recommends the cheapest budget within one standard error of the best.
     *
     * @param folder where its files are, made if missing; a study that was interrupted there is resumed
     * @param sources the sources, the default source first
     * @param settings of each pass; the first of its solvers is the one whose routings are written
     * @param seed of all randomness
     */
    public Study(Path folder, List<Source> sources, LoopSettings settings, long seed, Progress progress) {
        this(folder, sources, settings, OptionalDouble.empty(), seed, progress);
    }

    /**
     * A study.
     *
     * @param tolerance how far below the best score the recommended budget's may be, at least 0; one standard error if empty
     */
    public Study(
            Path folder,
            List<Source> sources,
            LoopSettings settings,
            OptionalDouble tolerance,
            long seed,
            Progress progress) {
        this.files = new StudyFiles(folder);
        this.tolerance = tolerance;
        this.sources = List.copyOf(sources);
        this.settings = settings;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * Runs with the embedded reward model.
     *
     * @param by what stays together where each replication cuts the set
     * @param replications passes of the whole loop
     * @param threads replications that run at once
     * @throws InvalidInputException if the set lacks what the reward model needs, or the folder holds another study
     */
    public StudySummary embedded(PreferenceSet set, SplitBy by, int replications, int threads) {
        requireLabels(set);
        try (StudyLog log = StudyLog.open(files.log())) {
            start(log, set.name(), set.instances(), by == SplitBy.PAIR ? EMBEDDED : EMBEDDED + " by " + by.id());
            progress.expect(replications * ClosedLoop.steps(settings, sources.size()));
            List<Callable<Replication>> passes = new ArrayList<>();
            for (int r = 0; r < replications; r++) {
                long replicationSeed = seed + r;
                passes.add(() -> replicate(set, by, log, replicationSeed));
            }
            List<Replication> done = Parallel.run(passes, threads);
            Replication first = done.get(0);
            return finish(
                    set.name(), settings.evaluations(), done, first.split.test().size(), log);
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
        return external(name, features, instances, command, Optional.empty(), timeout, retries, parallel);
    }

    /**
     * The same with a cheaper evaluator, whose scores are had before: the predictor learns from them how far they go.
     *
     * @param timeout of one evaluation of either
     */
    public StudySummary external(
            String name,
            FeatureSpace features,
            List<Instance> instances,
            String command,
            Optional<CheaperEvaluator> cheaper,
            Duration timeout,
            int retries,
            int parallel) {
        try (StudyLog log = StudyLog.open(files.log())) {
            start(log, name, instances, command);
            progress.expect(ClosedLoop.steps(settings, sources.size())
                    + cheaper.map(CheaperEvaluator::evaluations).orElse(0));
            RoutingProblem pool = RoutingProblem.builder(features, sources)
                    .instances(instances)
                    .build();
            List<String> ids = instances.stream().map(Instance::id).toList();
            LoopSettings informed = settings.alignedTo(pool);
            if (cheaper.isPresent()) {
                CommandEvaluator evaluator = new CommandEvaluator(cheaper.get().command(), ids, files.mixes(), timeout);
                informed = new CheaperPhase(files.cheaperLog(), name, instances, pool, informed, seed, progress)
                        .run(cheaper.get(), evaluator, retries, parallel);
            }
            CommandEvaluator evaluator = new CommandEvaluator(command, ids, files.mixes(), timeout);
            RecordedEvaluator recorded = new RecordedEvaluator(evaluator, pool, log, CONTEXT, seed, retries, parallel);
            MixLedger ledger = new MixLedger(log, pool, CONTEXT);
            LoopResult result =
                    new ClosedLoop(pool, ledger, recorded, recorded, mix -> 0, informed, seed, progress).run();
            return finish(name, result.table().size() + result.failed(), List.of(alone(pool, ids, result)), 0, log);
        }
    }

    /**
     * Learns from scores that people told of mixes that an {@link AskedStudy} in this folder asked for, and routes; what strategies choose is
     * not evaluated.
     *
     * @throws dev.allot.study.evaluate.EvaluationFailedException if too few scores were told
     */
    public StudySummary told(String name, FeatureSpace features, List<Instance> instances) {
        try (StudyLog log = StudyLog.open(files.log())) {
            start(log, name, instances, AskedStudy.EVALUATOR);
            RoutingProblem pool = RoutingProblem.builder(features, sources)
                    .instances(instances)
                    .build();
            List<String> ids = instances.stream().map(Instance::id).toList();
            RecordedEvaluator recorded = AskedStudy.recorded(pool, log);
            MixLedger ledger = new MixLedger(log, pool, CONTEXT);
            LoopResult result = new ClosedLoop(
                            pool, ledger, recorded, recorded, mix -> 0, settings.alignedTo(pool), seed, progress)
                    .conclude();
            return finish(name, result.table().size(), List.of(alone(pool, ids, result)), 0, log);
        }
    }

    private static Replication alone(RoutingProblem pool, List<String> ids, LoopResult result) {
        return new Replication(new Split(List.of(), List.of(), List.of()), pool, ids, result);
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

    private void start(StudyLog log, String name, List<Instance> instances, String evaluator) {
        StudyStart.of(name, instances, sources, evaluator)
                .enter(
                        log,
                        files.log(),
                        event -> event.put("evaluations", settings.evaluations())
                                .put("replicates", settings.replicates())
                                .put("design", settings.design().id())
                                .put("kappa", settings.caution().kappa())
                                .put("trust", settings.caution().trust())
                                .put("seed", seed));
    }

    private record Replication(Split split, RoutingProblem pool, List<String> ids, LoopResult result) {}

    private Replication replicate(PreferenceSet set, SplitBy by, StudyLog log, long replicationSeed) {
        Split split = Split.of(set.name(), set.pairs(), by, replicationSeed);
        List<Instance> instances =
                split.pool().stream().map(PreferencePair::instance).toList();
        RoutingProblem pool = RoutingProblem.builder(set.features(), sources)
                .instances(instances)
                .build();
        String context = "seed " + replicationSeed;
        Function<PreferencePair, String> cluster = pair -> by.key(set.name(), pair);
        EmbeddedEvaluator validation = new EmbeddedEvaluator(split.pool(), split.validation(), cluster);
        EmbeddedEvaluator test = new EmbeddedEvaluator(split.pool(), split.test(), cluster);
        RecordedEvaluator evaluator =
                new RecordedEvaluator(validation, pool, log, context + " validation", replicationSeed, 0, 1);
        RecordedEvaluator judge = new RecordedEvaluator(test, pool, log, context + " test", replicationSeed, 0, 1);
        MixLedger ledger = new MixLedger(log, pool, context);
        LoopResult result = new ClosedLoop(
                        pool,
                        ledger,
                        evaluator,
                        judge,
                        mix -> validation.varianceOfDifference(test, mix),
                        settings.alignedTo(pool),
                        replicationSeed,
                        progress)
                .run();
        return new Replication(split, pool, instances.stream().map(Instance::id).toList(), result);
    }

    private StudySummary finish(
            String name, int evaluations, List<Replication> replications, int heldOut, StudyLog log) {
        List<LoopResult> results =
                replications.stream().map(Replication::result).toList();
        Replication first = replications.get(0);
        String chosen = settings.solvers().get(0).id();
        int failed = results.stream().mapToInt(LoopResult::failed).sum();
        BudgetAnalysis budget = BudgetAnalysis.of(first.pool, results, chosen, settings.shares(), tolerance, seed);
        StudySummary summary = new StudySummary(
                name,
                first.pool.size(),
                heldOut,
                sources.stream().map(Source::name).toList(),
                evaluations,
                Summaries.earlier(results),
                failed,
                replications.size(),
                chosen,
                settings.caution(),
                Summaries.families(results),
                Summaries.strategies(results),
                Summaries.points(results),
                Summaries.design(first.pool, first.result),
                LearnedFeatures.of(first.result.selection(), first.result.table(), seed)
                        .orElse(null),
                first.result.noise(),
                budget.findings());
        for (Outcome outcome : first.result.outcomes()) {
            if (outcome.strategy().equals(chosen)) {
                files.writeRouting(outcome.share(), first.ids, outcome.routing());
                int place = settings.shares().indexOf(outcome.share());
                files.writeCertainty(
                        outcome.share(),
                        first.ids,
                        outcome.routing(),
                        (i, source) -> budget.certainties().probability(place, i, source));
            }
        }
        Origin origin = Origin.of(first.result.table()).ofSet(first.pool.size());
        files.writeModel(
                first.result.table(), first.result.selection().predictor().withOrigin(origin));
        files.writeSummary(summary);
        ObjectNode finished = StudyLog.event("finished").put("replications", replications.size());
        log.append(finished);
        return summary;
    }
}
