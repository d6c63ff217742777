package dev.allot.benchmarks.study;

import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.TrustRegion;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.HiddenTruth;
import dev.allot.datasets.generate.Mechanism;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.PredictorFamilies;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.TriedMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Robust objectives in worlds of hidden truth: what share of an oracle's gain over random mixes is realised, mean over budgets of 25, 50 and
 * 75 %, where routings are chosen by expected scores, by lower confidence bounds, within a trust region, and by trees, from the same mixes.
 * Gains are over expected scores in the same world, those of trust regions for trees over the same trees. Arguments: seeds for each mechanism (default 1), instances (default 2500), the first
 * seed (default 0). Prints a table with 95 % intervals over worlds, anew after each world.
 */
public final class RobustObjectives {
    private static final List<Integer> CHECKPOINTS = List.of(60, 100, 250);
    private static final List<Double> KAPPAS = List.of(0.5, 1.0, 2.0);
    private static final List<Double> FACTORS = List.of(1.0, 0.7);
    /** After how many evaluations trees are tried. */
    private static final int TREES_AT = 250;

    private static final List<String> TREES = List.of("boosted-trees", "bagged-trees");
    private static final int BATCH = 10;
    private static final long SOLVE_EVALUATIONS = 50_000;
    private static final String LINEAR_SOLVER = "greedy";
    private static final String SEARCH = "simulated-annealing";
    private static final String EXPECTED = "expected score";

    private final Samples samples = new Samples();

    private RobustObjectives() {}

    /** Runs the comparison. */
    public static void main(String[] args) {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        int size = args.length > 1 ? Integer.parseInt(args[1]) : 2500;
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        RobustObjectives comparison = new RobustObjectives();
        for (int seed = first; seed < first + seeds * Mechanism.values().length; seed++) {
            comparison.run(world(size, seed), seed);
            System.out.println("worlds: " + (seed - first + 1));
            comparison.samples.print();
        }
    }

    private static World world(int size, int seed) {
        List<Instance> instances = new ArrayList<>();
        new PreferenceGenerator(GeneratorSettings.of(size, 2000 + seed))
                .instances()
                .forEach(instances::add);
        return World.of(
                instances,
                HiddenTruth.draw(instances, PreferenceGenerator.features().size(), Mechanism.of(seed), 2000 + seed));
    }

    private void run(World world, int seed) {
        SplittableRandom noise = new SplittableRandom(seed);
        List<TriedMix> tried = new ArrayList<>();
        for (int checkpoint : CHECKPOINTS) {
            world.explore(new InformationDesign(), BATCH, tried, checkpoint, seed, noise);
            TrainingTable table = world.table(tried);
            BayesianConcave family = new BayesianConcave();
            Surrogate expected = family.posterior(table).mean();
            double usual = realised(world, expected, List.of(), LINEAR_SOLVER);
            samples.add(key(EXPECTED, checkpoint), usual);
            for (double kappa : KAPPAS) {
                Surrogate bound = family.posterior(table).lowerConfidenceBound(kappa);
                record("kappa " + kappa, checkpoint, realised(world, bound, List.of(), SEARCH), usual);
            }
            for (double factor : FACTORS) {
                List<RoutingConstraint> trust =
                        TrustRegion.around(table.rows(), factor).constraints(world.problem());
                record("trust " + factor, checkpoint, realised(world, expected, trust, SEARCH), usual);
            }
            if (checkpoint == TREES_AT) {
                trees(world, table, usual);
            }
        }
    }

    private void trees(World world, TrainingTable table, double usual) {
        for (String id : TREES) {
            Surrogate trees =
                    PredictorFamilies.find(id).orElseThrow().train(table, 1).surrogate();
            double free = realised(world, trees, List.of(), SEARCH);
            record(id, TREES_AT, free, usual);
            for (double factor : FACTORS) {
                List<RoutingConstraint> trust =
                        TrustRegion.around(table.rows(), factor).constraints(world.problem());
                record(id + ", trust " + factor, TREES_AT, realised(world, trees, trust, SEARCH), free);
            }
        }
    }

    private static double realised(
            World world, Surrogate surrogate, List<RoutingConstraint> constraints, String solverId) {
        Solver solver = SolverRegistry.load().find(solverId).orElseThrow();
        double sum = 0;
        for (double share : World.SHARES) {
            Routing mix = world.best(surrogate, share, constraints, solver, SOLVE_EVALUATIONS);
            sum += world.truth().realised(mix, world.limit(share)) / World.SHARES.size();
        }
        return sum;
    }

    private void record(String name, int checkpoint, double realised, double other) {
        samples.add(key(name, checkpoint), realised);
        samples.add(key(name + ", gain", checkpoint), realised - other);
    }

    private static String key(String name, int checkpoint) {
        return String.format(Locale.ROOT, "%4d  %-32s", checkpoint, name);
    }
}
