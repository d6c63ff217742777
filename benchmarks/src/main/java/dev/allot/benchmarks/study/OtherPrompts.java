package dev.allot.benchmarks.study;

import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.datasets.PreferencePair;
import dev.allot.datasets.PreferenceSet;
import dev.allot.datasets.format.PreferenceFormats;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.ConcavePosterior;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.Split;
import dev.allot.study.SplitBy;
import dev.allot.study.evaluate.EmbeddedEvaluator;
import dev.allot.study.evaluate.Evaluation;
import dev.allot.study.evaluate.MixLedger;
import dev.allot.study.evaluate.RecordedEvaluator;
import dev.allot.study.evaluate.StudyLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What sets scores on other prompts apart from those that mixes were designed on: how much harder the prompts are, by random mixes, and how
 * much of a routed mix's gain over them is lost. Takes the mixes of a finished study with the embedded evaluator, splits by prompt, seed 1 and
 * two sources of 0.001 and 0.3. Arguments: the study's folder, the format and path of its instances, the number of its replications. Prints
 * means with 95 % intervals over replications, anew after each.
 */
public final class OtherPrompts {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0.001), new Source("human", 0.3));
    private static final List<Double> SHARES = List.of(0.25, 0.5);
    private static final int RANDOM_MIXES = 4;
    private static final long SOLVE_EVALUATIONS = 50_000;

    private final Samples samples = new Samples();

    private OtherPrompts() {}

    /** Runs the comparison. */
    public static void main(String[] args) {
        PreferenceSet set = PreferenceFormats.find(args[1]).read(Path.of(args[2]));
        OtherPrompts comparison = new OtherPrompts();
        try (StudyLog log = StudyLog.open(Path.of(args[0], "study.jsonl"))) {
            for (int seed = 1; seed <= Integer.parseInt(args[3]); seed++) {
                comparison.run(set, log, seed);
                System.out.println("replications: " + seed);
                comparison.samples.print();
            }
        }
    }

    private void run(PreferenceSet set, StudyLog log, int seed) {
        Split split = Split.of(set.name(), set.pairs(), SplitBy.PROMPT, seed);
        List<Instance> instances =
                split.pool().stream().map(PreferencePair::instance).toList();
        RoutingProblem pool = RoutingProblem.builder(set.features(), SOURCES)
                .instances(instances)
                .build();
        EmbeddedEvaluator validation = new EmbeddedEvaluator(split.pool(), split.validation(), OtherPrompts::prompt);
        EmbeddedEvaluator test = new EmbeddedEvaluator(split.pool(), split.test(), OtherPrompts::prompt);
        ConcavePosterior posterior = posterior(pool, log, seed, validation);
        SplittableRandom random = new SplittableRandom(99L + seed);
        Solver solver = SolverRegistry.load().find("greedy").orElseThrow();
        SolveOptions options =
                SolveOptions.defaults().withEvaluationLimit(SOLVE_EVALUATIONS).withSeed(1);
        for (double share : SHARES) {
            double validated = 0;
            double tested = 0;
            for (int i = 0; i < RANDOM_MIXES; i++) {
                Routing mix = random(pool.size(), share, random);
                validated += validation.evaluate(mix, 0) / RANDOM_MIXES;
                tested += test.evaluate(mix, 0) / RANDOM_MIXES;
            }
            List<RoutingConstraint> budget = List.of(new RoutingConstraint.Budget(share * pool.dearestCost()));
            CompiledRouting compiled = pool.withConstraints(budget).compile(posterior.mean());
            Routing best = compiled.decode(
                    solver.solve(compiled.problem(), options).incumbent().orElseThrow());
            double onValidation = validation.evaluate(best, 0);
            double onTest = test.evaluate(best, 0);
            record(
                    share,
                    "predicted less validation score of the best",
                    posterior.mean().value(compiled.aggregates(best)) - onValidation);
            record(share, "test less validation score, random mixes", tested - validated);
            record(share, "test less validation score of the best", onTest - onValidation);
            record(share, "gain over random on validation prompts", onValidation - validated);
            record(share, "gain over random on test prompts", onTest - tested);
            record(share, "gain lost", onValidation - validated - (onTest - tested));
        }
    }

    private static String prompt(PreferencePair pair) {
        return String.valueOf(pair.prompt());
    }

    private static ConcavePosterior posterior(
            RoutingProblem pool, StudyLog log, int seed, EmbeddedEvaluator validation) {
        String context = "seed " + seed;
        RecordedEvaluator recorded = new RecordedEvaluator(validation, pool, log, context + " validation", seed, 0, 1);
        CompiledRouting compiled = pool.compile();
        List<Evaluation> evaluations = new MixLedger(log, pool, context).evaluations();
        double[][] rows = evaluations.stream()
                .map(each -> compiled.aggregates(each.mix()))
                .toArray(double[][]::new);
        double[] scores = evaluations.stream()
                .mapToDouble(each -> recorded.known(each).orElseThrow().getAsDouble())
                .toArray();
        List<String> names =
                IntStream.range(0, rows[0].length).mapToObj(Integer::toString).toList();
        return new BayesianConcave().posterior(new TrainingTable(names, rows, scores));
    }

    private static Routing random(int size, double share, SplittableRandom random) {
        int[] sources = new int[size];
        int left = (int) (share * size);
        for (int i = 0; i < size; i++) {
            if (random.nextInt(size - i) < left) {
                sources[i] = 1;
                left--;
            }
        }
        return Routing.of(SOURCES, sources);
    }

    private void record(double share, String what, double value) {
        samples.add(String.format(Locale.ROOT, "%.2f %-45s", share, what), value);
    }
}
