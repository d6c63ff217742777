package dev.allot.study;

import dev.allot.core.routing.Instance;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.evaluate.EvaluationFailedException;
import dev.allot.study.evaluate.Evaluator;
import dev.allot.study.evaluate.MixLedger;
import dev.allot.study.evaluate.RecordedEvaluator;
import dev.allot.study.evaluate.StudyLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes before the loop if there is a cheaper evaluator: mixes are chosen by the same design and scored by it, in a log of their own
 * that is resumed like the study's.
 */
final class CheaperPhase {
    /** Cheap mixes that are chosen at a time, in mixes of the evaluator that counts: their scores hardly change what is asked next. */
    private static final int BATCHES = 4;

    private final Path file;
    private final String name;
    private final List<Instance> instances;
    private final RoutingProblem pool;
    private final LoopSettings settings;
    private final long seed;
    private final Progress progress;

    CheaperPhase(
            Path file,
            String name,
            List<Instance> instances,
            RoutingProblem pool,
            LoopSettings settings,
            long seed,
            Progress progress) {
        this.file = file;
        this.name = name;
        this.instances = instances;
        this.pool = pool;
        this.settings = settings;
        this.seed = seed;
        this.progress = progress;
    }

    /** Has mixes scored; gives the settings of a loop that knows their scores. */
    LoopSettings run(CheaperEvaluator cheaper, Evaluator evaluator, int retries, int parallel) {
        try (StudyLog log = StudyLog.open(file)) {
            StudyStart.of(name, instances, pool.sources(), cheaper.command())
                    .enter(
                            log,
                            file,
                            event -> event.put("evaluations", cheaper.evaluations())
                                    .put("design", settings.design().id())
                                    .put("seed", seed));
            RecordedEvaluator recorded =
                    new RecordedEvaluator(evaluator, pool, log, Study.CONTEXT, seed, retries, parallel);
            MixLedger ledger = new MixLedger(log, pool, Study.CONTEXT);
            LoopSettings cheap = settings.evaluating(cheaper.evaluations(), BATCHES * settings.batch());
            TrainingTable table;
            try {
                table = new DesignPhase(pool, ledger, recorded, cheap, seed)
                        .run(progress)
                        .table();
            } catch (EvaluationFailedException e) {
                throw new EvaluationFailedException("the cheaper evaluator: " + e.getMessage());
            }
            List<EarlierScores> known = new ArrayList<>(settings.earlier());
            known.add(new EarlierScores(cheaper.command(), table));
            return settings.knowing(known);
        }
    }
}
