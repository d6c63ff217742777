package dev.allot.benchmarks.study;

import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.core.surrogate.Interval;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.HiddenTruth;
import dev.allot.datasets.generate.Mechanism;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.ConcavePosterior;
import dev.allot.predictor.PredictorFamilies;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.design.AlgorithmOneDesign;
import dev.allot.study.design.DirectionDesign;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.MixDesign;
import dev.allot.study.design.TriedMix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Designs and predictors in worlds of hidden truth: what share of an oracle's gain over random mixes is realised at budgets of 25, 50 and 75 %
 * after 60, 100 and 250 evaluations, how many of the mixes chosen are worse than random ones, and how often 90 % intervals hold the measured
 * scores of what was chosen, and the true ones. What studies do by default is also compared with every other design in the same worlds, and
 * after 60 evaluations with what the paper's recipe has after 250. Arguments: seeds for each mechanism (default 2), instances (default 7000),
 * the first seed (default 0). Prints a table with 95 % intervals over worlds, anew after each world.
 */
public final class RealisedFractions {
    private static final List<Integer> CHECKPOINTS = List.of(60, 100, 250);
    private static final int BATCH = 10;
    private static final long SOLVE_EVALUATIONS = 50_000;
    private static final double COVERAGE = 0.9;

    /** So seldom that there are none. */
    private static final int NEVER = Integer.MAX_VALUE;

    /** A design with the families that learn from its mixes. */
    private record Case(String name, MixDesign design, List<String> families) {}

    private static final List<Case> CASES = List.of(
            new Case("algorithm-1", new AlgorithmOneDesign(), List.of("boosted-trees", "linear")),
            new Case("directions", new DirectionDesign(), List.of("bayesian")),
            new Case(
                    "no pilots",
                    new InformationDesign(4, World.INITIAL, NEVER),
                    List.of("bayesian", "bayesian-concave")),
            new Case("information", new InformationDesign(), List.of("bayesian", "bayesian-concave")));

    /** What studies do by default. */
    private static final Case DEFAULT = CASES.get(CASES.size() - 1);

    private static final String DEFAULT_FAMILY = "bayesian-concave";

    private final Samples samples = new Samples();

    private RealisedFractions() {}

    /** Runs the comparison. */
    public static void main(String[] args) {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        int size = args.length > 1 ? Integer.parseInt(args[1]) : 7000;
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        RealisedFractions comparison = new RealisedFractions();
        for (int seed = first; seed < first + seeds * Mechanism.values().length; seed++) {
            World world = world(size, seed);
            Map<Cell, Double> fractions = new LinkedHashMap<>();
            for (Case each : CASES) {
                comparison.run(world, seed, each, fractions);
            }
            comparison.compare(fractions);
            System.out.println("worlds: " + (seed - first + 1));
            comparison.samples.print();
        }
    }

    private static World world(int size, int seed) {
        List<Instance> instances = new ArrayList<>();
        new PreferenceGenerator(GeneratorSettings.of(size, 1000 + seed))
                .instances()
                .forEach(instances::add);
        return World.of(
                instances,
                HiddenTruth.draw(instances, PreferenceGenerator.features().size(), Mechanism.of(seed), 1000 + seed));
    }

    /** What was learned by whom from how many mixes of which design. */
    private record Cell(Case design, String family, int evaluations) {}

    /** The default's lead over every other cell of as many evaluations, and its lead over the paper's recipe with the fewest of its own. */
    private void compare(Map<Cell, Double> fractions) {
        fractions.forEach((cell, fraction) -> {
            int last = CHECKPOINTS.get(CHECKPOINTS.size() - 1);
            if (cell.design.equals(DEFAULT)) {
                return;
            }
            double lead = ofDefault(fractions, cell.evaluations) - fraction;
            record(cell.design, "lead over " + cell.family, cell.evaluations, lead);
            if (cell.evaluations == last) {
                int few = CHECKPOINTS.get(0);
                record(
                        cell.design,
                        "lead of " + few + " over " + cell.family,
                        last,
                        ofDefault(fractions, few) - fraction);
            }
        });
    }

    private static double ofDefault(Map<Cell, Double> fractions, int evaluations) {
        return Objects.requireNonNull(fractions.get(new Cell(DEFAULT, DEFAULT_FAMILY, evaluations)));
    }

    private void run(World world, int seed, Case each, Map<Cell, Double> fractions) {
        SplittableRandom noise = new SplittableRandom(seed);
        List<TriedMix> tried = new ArrayList<>();
        long start = System.nanoTime();
        for (int checkpoint : CHECKPOINTS) {
            world.explore(each.design, BATCH, tried, checkpoint, seed, noise);
            double seconds = (System.nanoTime() - start) / 1e9;
            record(each, "own time, s", checkpoint, seconds);
            TrainingTable table = world.table(tried);
            for (String id : each.families) {
                PredictorFamily family = PredictorFamilies.find(id).orElseThrow();
                double fraction = solve(world, each, checkpoint, family, table, noise);
                fractions.put(new Cell(each, id, checkpoint), fraction);
            }
        }
    }

    /** Returns the mean over the budgets. */
    private double solve(
            World world,
            Case each,
            int checkpoint,
            PredictorFamily family,
            TrainingTable table,
            SplittableRandom noise) {
        var surrogate = family.train(table, 1).surrogate();
        Solver solver = SolverRegistry.load()
                .find(family.id().equals("boosted-trees") ? "local-search" : "greedy")
                .orElseThrow();
        double sum = 0;
        for (double share : World.SHARES) {
            Routing mix = world.best(surrogate, share, solver, SOLVE_EVALUATIONS);
            double realised = world.truth().realised(mix, world.limit(share));
            sum += realised / World.SHARES.size();
            record(each, family.id() + " at " + share, checkpoint, realised);
            record(each, family.id() + " worse", checkpoint, realised < 0 ? 1 : 0);
            if (family instanceof BayesianConcave bayesian) {
                ConcavePosterior posterior = bayesian.posterior(table);
                double[] aggregates = world.aggregates(mix);
                Interval measured = posterior.predictive(aggregates, COVERAGE, 0);
                Interval credible = posterior.credible(aggregates, COVERAGE);
                record(
                        each,
                        "measured in interval",
                        checkpoint,
                        measured.contains(world.truth().measure(mix, noise)) ? 1 : 0);
                record(
                        each,
                        "true in interval",
                        checkpoint,
                        credible.contains(world.truth().score(mix)) ? 1 : 0);
            }
        }
        record(each, family.id(), checkpoint, sum);
        return sum;
    }

    private void record(Case each, String what, int checkpoint, double value) {
        String key = String.format(Locale.ROOT, "%-12s %-28s %4d", each.name, what, checkpoint);
        samples.add(key, value);
    }
}
