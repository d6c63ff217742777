package dev.allot.benchmarks.study;

import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.HiddenTruth;
import dev.allot.datasets.generate.Mechanism;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.stack.Stack;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.TriedMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What share of an oracle's gain over random mixes is realised by what is chosen by a stack, and by the family that studies use by default, on the
 * same mixes of the information design: mean over budgets of 25, 50 and 75 %, and the stack's lead, with 95 % intervals over worlds of hidden
 * truth. Arguments: seeds for each mechanism (default 1), instances (default 2000), the first seed (default 0). Prints a table anew after each
 * world.
 */
public final class RealisedStacks {
    private static final List<Integer> CHECKPOINTS = List.of(60, 250);
    private static final int BATCH = 10;
    private static final long SOLVE_EVALUATIONS = 20_000;

    private RealisedStacks() {}

    /** Runs the comparison. */
    public static void main(String[] args) {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        int size = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        Solver solver = SolverRegistry.load().find("local-search").orElseThrow();
        Samples samples = new Samples();
        for (int seed = first; seed < first + seeds * Mechanism.values().length; seed++) {
            World world = world(size, seed);
            SplittableRandom noise = new SplittableRandom(seed);
            List<TriedMix> tried = new ArrayList<>();
            for (int checkpoint : CHECKPOINTS) {
                world.explore(new InformationDesign(), BATCH, tried, checkpoint, seed, noise);
                TrainingTable table = world.table(tried);
                double stack = realised(world, new Stack(), table, solver);
                double usual = realised(world, new BayesianConcave(), table, solver);
                samples.add(String.format(Locale.ROOT, "%4d  stack", checkpoint), stack);
                samples.add(String.format(Locale.ROOT, "%4d  bayesian-concave", checkpoint), usual);
                samples.add(String.format(Locale.ROOT, "%4d  lead of the stack", checkpoint), stack - usual);
            }
            System.out.println("worlds: " + (seed - first + 1));
            samples.print();
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

    private static double realised(World world, PredictorFamily family, TrainingTable table, Solver solver) {
        Surrogate expected = family.train(table, 1).surrogate();
        double sum = 0;
        for (double share : World.SHARES) {
            Routing mix = world.best(expected, share, solver, SOLVE_EVALUATIONS);
            sum += world.truth().realised(mix, world.limit(share)) / World.SHARES.size();
        }
        return sum;
    }
}
