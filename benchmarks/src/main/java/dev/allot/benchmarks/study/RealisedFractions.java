package dev.allot.benchmarks.study;

import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.core.surrogate.Interval;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.HiddenTruth;
import dev.allot.datasets.generate.Mechanism;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.predictor.BayesianLinear;
import dev.allot.predictor.LinearPosterior;
import dev.allot.predictor.PredictorFamilies;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.Estimate;
import dev.allot.study.design.AlgorithmOneDesign;
import dev.allot.study.design.DirectionDesign;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.MixDesign;
import dev.allot.study.design.TriedMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Designs and predictors in worlds of hidden truth: what share of an oracle's gain over random mixes is realised at budgets of 25, 50 and 75 %
 * after 60, 100 and 250 evaluations. Arguments: seeds for each mechanism (default 2), instances (default 7000). Prints a table with 95 %
 * intervals over worlds, anew after each world.
 */
public final class RealisedFractions {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));
    private static final List<Double> SHARES = List.of(0.25, 0.5, 0.75);
    private static final List<Integer> CHECKPOINTS = List.of(60, 100, 250);
    private static final int INITIAL = 40;
    private static final int BATCH = 10;
    private static final double COVERAGE = 0.9;

    /** What is compared: a design with the families that learn from its mixes. */
    private static final Map<MixDesign, List<String>> CASES = Map.of(
            new AlgorithmOneDesign(), List.of("boosted-trees", "linear"),
            new DirectionDesign(), List.of("linear", "bayesian"),
            new InformationDesign(), List.of("linear", "bayesian"));

    private final Map<String, List<Double>> results = new TreeMap<>();

    private RealisedFractions() {}

    /** Runs the comparison. */
    public static void main(String[] args) {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        int size = args.length > 1 ? Integer.parseInt(args[1]) : 7000;
        RealisedFractions comparison = new RealisedFractions();
        for (int seed = 0; seed < seeds * Mechanism.values().length; seed++) {
            World world = World.of(size, seed);
            for (Map.Entry<MixDesign, List<String>> entry : CASES.entrySet()) {
                comparison.run(world, entry.getKey(), entry.getValue());
            }
            System.out.println("worlds: " + (seed + 1));
            comparison.print();
        }
    }

    /** A set and its truth. */
    private record World(RoutingProblem problem, HiddenTruth truth, int seed) {
        static World of(int size, int seed) {
            List<Instance> instances = new ArrayList<>();
            new PreferenceGenerator(GeneratorSettings.of(size, 1000 + seed))
                    .instances()
                    .forEach(instances::add);
            RoutingProblem problem = RoutingProblem.builder(PreferenceGenerator.features(), SOURCES)
                    .instances(instances)
                    .build();
            HiddenTruth truth =
                    HiddenTruth.draw(instances, PreferenceGenerator.features().size(), Mechanism.of(seed), 1000 + seed);
            return new World(problem, truth, seed);
        }
    }

    private void run(World world, MixDesign design, List<String> families) {
        SplittableRandom noise = new SplittableRandom(world.seed);
        List<TriedMix> tried = new ArrayList<>();
        long start = System.nanoTime();
        for (int checkpoint : CHECKPOINTS) {
            while (tried.size() < checkpoint) {
                int count = Math.min(tried.isEmpty() ? INITIAL : BATCH, checkpoint - tried.size());
                SplittableRandom random = new SplittableRandom(31L * world.seed + tried.size()).split();
                for (Routing mix : design.propose(world.problem, SHARES, tried, count, random)) {
                    tried.add(new TriedMix(mix, OptionalDouble.of(world.truth.measure(mix, noise))));
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            record(design.id(), "own time, s", checkpoint, seconds);
            TrainingTable table = table(world, tried);
            for (String id : families) {
                PredictorFamily family = PredictorFamilies.find(id).orElseThrow();
                solve(world, design, checkpoint, family, table, noise);
            }
        }
    }

    private static TrainingTable table(World world, List<TriedMix> tried) {
        var compiled = world.problem.compile();
        double[][] rows =
                tried.stream().map(t -> compiled.aggregates(t.routing())).toArray(double[][]::new);
        double[] scores =
                tried.stream().mapToDouble(t -> t.score().getAsDouble()).toArray();
        return new TrainingTable(PreferenceGenerator.features().names(), rows, scores);
    }

    private void solve(
            World world,
            MixDesign design,
            int checkpoint,
            PredictorFamily family,
            TrainingTable table,
            SplittableRandom noise) {
        var surrogate = family.train(table, 1).surrogate();
        Solver solver = SolverRegistry.load()
                .find(family.id().equals("boosted-trees") ? "local-search" : "greedy")
                .orElseThrow();
        double sum = 0;
        for (double share : SHARES) {
            int limit = (int) (share * world.problem.size());
            var compiled = world.problem
                    .withConstraints(List.of(new RoutingConstraint.Budget(limit)))
                    .compile(surrogate);
            Routing mix = compiled.decode(solver.solve(
                            compiled.problem(),
                            SolveOptions.defaults().withEvaluationLimit(50_000).withSeed(1))
                    .incumbent()
                    .orElseThrow());
            double realised = world.truth.realised(mix, limit);
            sum += realised / SHARES.size();
            record(design.id(), family.id() + " at " + share, checkpoint, realised);
            if (family instanceof BayesianLinear bayesian) {
                LinearPosterior posterior = bayesian.posterior(table);
                Interval interval = posterior.predictive(compiled.aggregates(mix), COVERAGE);
                boolean covered = interval.contains(world.truth.measure(mix, noise));
                record(design.id(), "90 % intervals cover", checkpoint, covered ? 1 : 0);
            }
        }
        record(design.id(), family.id(), checkpoint, sum);
    }

    private void record(String design, String what, int checkpoint, double value) {
        String key = String.format(Locale.ROOT, "%-12s %-24s %4d", design, what, checkpoint);
        results.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    private void print() {
        results.forEach((key, values) -> {
            Estimate e = Estimate.of(values);
            System.out.printf(Locale.ROOT, "%s  %7.3f  [%.3f, %.3f]%n", key, e.mean(), e.low(), e.high());
        });
    }
}
