package dev.allot.study;

import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.design.TriedMix;
import dev.allot.study.evaluate.Evaluation;
import dev.allot.study.evaluate.EvaluationFailedException;
import dev.allot.study.evaluate.MixLedger;
import dev.allot.study.evaluate.RecordedEvaluator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The first phase of the loop: mixes are chosen in batches, each in the light of the scores of those before, and evaluated, some of them
 * again. Choices are kept in a ledger, so that a study which goes on later, with more evaluations or other settings, goes on from all it has.
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
     * @param table an evaluation a row
     * @param mixes of the rows: evaluations of the same mix have the same number; -1 where another row has the same evaluation
     * @param costs of the mixes, in the table's order
     * @param best the mix of the greatest score
     * @param failed how many evaluations failed for good
     */
    record EvaluatedDesign(TrainingTable table, int[] mixes, double[] costs, Routing best, int failed) {}

    /** Chooses and evaluates until the settings' number of evaluations is done, or the evaluator breaks. */
    EvaluatedDesign run(Progress progress) {
        evaluate(ledger.evaluations(), progress);
        while (ledger.evaluations().size() < settings.evaluations()
                && evaluator.broken().isEmpty()) {
            int batch = nextBatch();
            int due = Repeats.due(settings, ledger.evaluations().size() + batch)
                    - repeats().done();
            evaluate(choose(batch, Math.min(Math.max(due, 0), batch)), progress);
        }
        EvaluatedDesign design = table();
        tell(progress, design);
        return design;
    }

    private void tell(Progress progress, EvaluatedDesign design) {
        Optional<String> broken = evaluator.broken();
        broken.ifPresent(why -> progress.note(why + "; no more are made, and the study ends with the "
                + design.table().size()
                + " scores it has; the same command goes on once the evaluator is mended"));
        int missing = settings.replicates() - repeats().done();
        if (broken.isEmpty() && missing > 0) {
            progress.note("all evaluations were made before, and " + missing + " of the " + settings.replicates()
                    + " that were to repeat one are missing; " + missing + " more --evaluations make room for them");
        }
    }

    private Repeats repeats() {
        return new Repeats(
                settings.design(),
                ledger.evaluations(),
                mix -> evaluator
                        .known(Evaluation.first(mix))
                        .map(OptionalDouble::isPresent)
                        .orElse(true));
    }

    /**
     * Chooses evaluations and enters them in the ledger.
     *
     * @param count how many
     * @param again how many of them are to repeat one, as far as there is any to repeat
     */
    List<Evaluation> choose(int count, int again) {
        List<TriedMix> tried = new ArrayList<>(tried());
        // A stream of its own for each batch: a study that goes on later draws what it would have drawn at once.
        SplittableRandom random = new SplittableRandom(seed + 0x9e3779b97f4a7c15L * tried.size()).split();
        List<Evaluation> chosen = new ArrayList<>(repeats().next(again));
        chosen.forEach(evaluation -> tried.add(new TriedMix(evaluation.mix(), OptionalDouble.empty(), true)));
        List<Routing> mixes = chosen.size() == count
                ? List.of()
                : settings.design().propose(pool, settings.shares(), tried, count - chosen.size(), random);
        ledger.add(List.copyOf(chosen), mixes);
        mixes.forEach(mix -> chosen.add(Evaluation.first(mix)));
        return chosen;
    }

    private int nextBatch() {
        int done = ledger.evaluations().size();
        int size = done < settings.first() ? settings.first() - done : settings.batch();
        return Math.min(size, settings.evaluations() - done);
    }

    private void evaluate(List<Evaluation> evaluations, Progress progress) {
        if (!evaluations.isEmpty()) {
            evaluator.evaluate(evaluations, "design", progress::step);
        }
    }

    private List<TriedMix> tried() {
        return ledger.evaluations().stream()
                .map(each -> new TriedMix(
                        each.mix(), evaluator.known(each).orElse(OptionalDouble.empty()), each.isReplicate()))
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
        Routing best = Collections.max(
                        scored, Comparator.comparingDouble(t -> t.score().getAsDouble()))
                .routing();
        int failed = (int) ledger.evaluations().stream()
                .filter(each ->
                        evaluator.known(each).map(OptionalDouble::isEmpty).orElse(false))
                .count();
        return new EvaluatedDesign(
                new TrainingTable(EarlierScores.names(pool), rows, scores), mixesOfRows(), costs, best, failed);
    }

    private int[] mixesOfRows() {
        Map<Routing, Integer> numbers = new HashMap<>();
        Set<Evaluation> seen = new HashSet<>();
        return ledger.evaluations().stream()
                .filter(each ->
                        evaluator.known(each).filter(OptionalDouble::isPresent).isPresent())
                .mapToInt(each -> {
                    int number = numbers.computeIfAbsent(each.mix(), mix -> numbers.size());
                    return seen.add(each) ? number : -1;
                })
                .toArray();
    }
}
