package dev.allot.study;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.datasets.jsonl.RoutingFile;
import dev.allot.study.evaluate.Evaluation;
import dev.allot.study.evaluate.EvaluationFailedException;
import dev.allot.study.evaluate.MixLedger;
import dev.allot.study.evaluate.RecordedEvaluator;
import dev.allot.study.evaluate.StudyLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A study whose mixes people evaluate elsewhere: it says which mixes to train on next, and takes their scores, in the log and by the design
 * of the closed loop. {@link Study#told} then learns and routes.
 */
public final class AskedStudy {
    /** What the log says of the evaluator. */
    static final String EVALUATOR = "told";

    private final StudyFiles files;
    private final List<Source> sources;
    private final LoopSettings settings;
    private final long seed;

    /**
     * A study.
     *
     * @param folder where its files are, made if missing
     * @param sources the sources, the default source first
     * @param settings its design and budgets are used
     * @param seed of all randomness
     */
    public AskedStudy(Path folder, List<Source> sources, LoopSettings settings, long seed) {
        this.files = new StudyFiles(folder);
        this.sources = List.copyOf(sources);
        this.settings = settings;
        this.seed = seed;
    }

    /** Known scores only: nothing is evaluated here. */
    static RecordedEvaluator recorded(RoutingProblem pool, StudyLog log) {
        return new RecordedEvaluator(
                (mix, seed) -> {
                    throw new EvaluationFailedException("no score of it was told");
                },
                pool,
                log,
                Study.CONTEXT,
                0,
                0,
                1);
    }

    /**
     * The evaluations to make next: those asked for before and not told of, oldest first, and new ones if they are fewer than {@code count}.
     * Writes the mix of each as a routing file.
     *
     * @param replicates how many of them are to repeat one of a mix that was chosen before, as far as there is any and those asked for before
     *     leave room
     * @return the files by the evaluations' ids, in order
     */
    public Map<String, Path> ask(
            String name, FeatureSpace features, List<Instance> instances, int count, int replicates) {
        try (StudyLog log = StudyLog.open(files.log())) {
            StudyStart.of(name, instances, sources, EVALUATOR)
                    .enter(
                            log,
                            files.log(),
                            event -> event.put("design", settings.design().id()).put("seed", seed));
            RoutingProblem pool = RoutingProblem.builder(features, sources)
                    .instances(instances)
                    .build();
            MixLedger ledger = new MixLedger(log, pool, Study.CONTEXT);
            RecordedEvaluator recorded = recorded(pool, log);
            List<Evaluation> awaited = new ArrayList<>(ledger.evaluations().stream()
                    .filter(each -> recorded.known(each).isEmpty())
                    .limit(count)
                    .toList());
            int more = count - awaited.size();
            if (more > 0) {
                int again = replicates
                        - (int) awaited.stream().filter(Evaluation::isReplicate).count();
                awaited.addAll(new DesignPhase(pool, ledger, recorded, settings, seed)
                        .choose(more, Math.min(Math.max(again, 0), more)));
            }
            return write(awaited, instances.stream().map(Instance::id).toList());
        }
    }

    private Map<String, Path> write(List<Evaluation> evaluations, List<String> ids) {
        Map<String, Path> written = new LinkedHashMap<>();
        try {
            Files.createDirectories(files.mixes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + files.mixes(), e);
        }
        for (Evaluation evaluation : evaluations) {
            String id = evaluation.id();
            Path file = files.mixes().resolve(id + ".jsonl");
            RoutingFile.write(file, ids, evaluation.mix());
            written.put(id, file);
        }
        return written;
    }

    /**
     * Takes scores of mixes that were asked for.
     *
     * @param folder of the study
     * @param scores finite, by evaluation id
     * @throws InvalidInputException if the folder holds no such study, a mix was never asked for, or another score of it was told before;
     *     nothing is taken then
     */
    public static void tell(Path folder, Map<String, Double> scores) {
        StudyFiles files = new StudyFiles(folder);
        if (!Files.isRegularFile(files.log())) {
            throw InvalidInputException.in(folder, "holds no study; 'allot ask' starts one");
        }
        try (StudyLog log = StudyLog.open(files.log())) {
            Map<String, Double> told = MixLedger.told(log, Study.CONTEXT);
            scores.forEach((mix, score) -> requireNew(files, mix, score, told.get(mix)));
            scores.forEach((mix, score) -> {
                if (told.getOrDefault(mix, score).isNaN()) {
                    log.append(StudyLog.event("evaluated")
                            .put("context", Study.CONTEXT)
                            .put("mix", mix)
                            .put("purpose", "design")
                            .put("score", score));
                }
            });
        }
    }

    /** A score may be told twice, if it is the same. */
    private static void requireNew(StudyFiles files, String mix, double score, @Nullable Double known) {
        if (known == null) {
            throw InvalidInputException.in(
                    files.log(), "mix '" + mix + "' was never asked for; its id is the name of its routing file");
        }
        if (!known.isNaN() && known != score) {
            throw InvalidInputException.in(
                    files.log(), "the score " + known + " of mix '" + mix + "' was told before, not " + score);
        }
    }
}
