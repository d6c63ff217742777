package dev.allot.study;

import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.design.TriedMix;
import dev.allot.study.evaluate.EvaluationFailedException;
import dev.allot.study.evaluate.MixLedger;
import dev.allot.study.evaluate.RecordedEvaluator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * The first phase of the loop: mixes are chosen in batches, each in the light of the scores of those before, and evaluated. Choices are kept
 * in a ledger, so that a study which goes on later, with more evaluations or other settings, goes on from all it has.
 */
final class DesignPhase {
    private static final int LEAST_EVALUATIONS = 10;

    private final RoutingProblem pool;
    private final MixLedger ledger;
    private final RecordedEvaluator evaluator;
    private final LoopSettings settings;
    private final long seed;

    DesignPhase(RoutingProblem pool, MixLedger ledger, RecordedEvaluator evaluator, LoopSettings settings, long seed) {
        this.pool = pool;
        this.ledger = ledger;
        this.evaluator = evaluator;
        this.settings = settings;
        this.seed = seed;
    }

    /**
     * Aggregates and scores of the mixes whose evaluation succeeded, and their costs.
     *
     * @param table a mix a row
     * @param costs of the mixes, in the table's order
     * @param failed how many evaluations failed for good
     */
    record EvaluatedDesign(TrainingTable table, double[] costs, int failed) {}

    /** Chooses and evaluates until the settings' number of evaluations is done, or the evaluator breaks. */
    EvaluatedDesign run(Progress progress) {
        evaluate(ledger.mixes(), progress);
        while (ledger.mixes().size() < settings.evaluations()
                && evaluator.broken().isEmpty()) {
            evaluate(choose(nextBatch()), progress);
        }
        EvaluatedDesign design = table();
        evaluator
                .broken()
                .ifPresent(why -> progress.note(why + "; no more are made, and the study ends with the "
                        + design.table().size()
                        + " scores it has; the same command goes on once the evaluator is mended"));
        return design;
    }

    /** Chooses mixes and enters them in the ledger. */
    List<Routing> choose(int count) {
        List<TriedMix> tried = tried();
        // A stream of its own for each batch: a study that goes on later draws what it would have drawn at once.
        SplittableRandom random = new SplittableRandom(seed + 0x9e3779b97f4a7c15L * tried.size()).split();
        List<Routing> chosen = settings.design().propose(pool, settings.shares(), tried, count, random);
        ledger.add(chosen);
        return chosen;
    }

    private int nextBatch() {
        int done = ledger.mixes().size();
        int size = done < settings.initial() ? settings.initial() - done : settings.batch();
        return Math.min(size, settings.evaluations() - done);
    }

    private void evaluate(List<Routing> mixes, Progress progress) {
        if (!mixes.isEmpty()) {
            evaluator.evaluate(mixes, "design", progress::step);
        }
    }

    private List<TriedMix> tried() {
        return ledger.mixes().stream()
                .map(mix -> new TriedMix(mix, evaluator.known(mix).orElse(OptionalDouble.empty())))
                .toList();
    }

    /**
     * What is known by now.
     *
     * @throws EvaluationFailedException if it is too little to learn from
     */
    EvaluatedDesign table() {
        List<TriedMix> tried = tried();
        List<TriedMix> scored =
                tried.stream().filter(t -> t.score().isPresent()).toList();
        if (scored.size() < LEAST_EVALUATIONS) {
            throw new EvaluationFailedException("only " + scored.size() + " of " + tried.size()
                    + " evaluations succeeded; at least " + LEAST_EVALUATIONS + " are needed to learn from ("
                    + ledger.logName() + " says why they failed)");
        }
        CompiledRouting compiled = pool.compile();
        double[][] rows =
                scored.stream().map(t -> compiled.aggregates(t.routing())).toArray(double[][]::new);
        double[] scores =
                scored.stream().mapToDouble(t -> t.score().getAsDouble()).toArray();
        double[] costs =
                scored.stream().mapToDouble(t -> pool.cost(t.routing())).toArray();
        int failed = (int) ledger.mixes().stream()
                .filter(mix -> evaluator.known(mix).map(OptionalDouble::isEmpty).orElse(false))
                .count();
        return new EvaluatedDesign(new TrainingTable(EarlierScores.names(pool), rows, scores), costs, failed);
    }
}
