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
import dev.allot.predictor.TrainingTable;
import dev.allot.study.design.MixDesign;
import dev.allot.study.design.TriedMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Ways to explore the same worlds of hidden truth, each learned from by the default predictor: what share of an oracle's gain over random
 * mixes is realised after so many evaluations, mean over budgets of 25, 50 and 75 %, and how much more than by the first way, world by world.
 */
final class Contest {
    private static final int BATCH = 20;
    private static final long SOLVE_EVALUATIONS = 20_000;

    private final List<Integer> checkpoints;
    private final Samples samples = new Samples();
    private Map<Integer, Double> first = new TreeMap<>();

    private Contest(List<Integer> checkpoints) {
        this.checkpoints = checkpoints;
    }

    /** All ways in one world: calls of {@link Contest#run}, of which the first is the one that the others are compared with. */
    interface Ways {
        void run(Contest contest, World world, int seed);
    }

    /**
     * Runs all ways in one world after another, and prints a table with 95 % intervals over worlds, anew after each.
     *
     * @param args worlds (default 8), instances (default 2000), the first seed (default 0)
     */
    static void inWorlds(String[] args, List<Integer> checkpoints, Ways ways) {
        int worlds = args.length > 0 ? Integer.parseInt(args[0]) : 8;
        int size = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        Contest contest = new Contest(checkpoints);
        for (int seed = first; seed < first + worlds; seed++) {
            contest.first = new TreeMap<>();
            ways.run(contest, world(size, seed), seed);
            System.out.println("worlds: " + (seed - first + 1));
            contest.samples.print();
        }
    }

    /** A generated set and a truth of it. */
    static World world(int size, int seed) {
        List<Instance> instances = new ArrayList<>();
        new PreferenceGenerator(GeneratorSettings.of(size, 1000 + seed))
                .instances()
                .forEach(instances::add);
        return World.of(instances, truth(instances, seed));
    }

    /** A truth of a set. */
    static HiddenTruth truth(List<Instance> instances, int seed) {
        return HiddenTruth.draw(instances, PreferenceGenerator.features().size(), Mechanism.of(seed), 1000 + seed);
    }

    /**
     * Explores and learns in one way.
     *
     * @param design which may know of earlier scores, too
     * @param earlier what the predictor knows before
     */
    void run(String way, World world, int seed, MixDesign design, List<TrainingTable> earlier) {
        SplittableRandom noise = new SplittableRandom(seed);
        List<TriedMix> tried = new ArrayList<>();
        long start = System.nanoTime();
        for (int checkpoint : checkpoints) {
            world.explore(design, BATCH, tried, checkpoint, seed, noise);
            Surrogate mean = new BayesianConcave()
                    .borrowing(earlier)
                    .train(world.table(tried), seed)
                    .surrogate();
            samples.add(key("own time, s", way, checkpoint), (System.nanoTime() - start) / 1e9);
            double realised = realised(world, mean);
            samples.add(key("realised", way, checkpoint), realised);
            samples.add(
                    key("more than the first", way, checkpoint), realised - first.getOrDefault(checkpoint, realised));
            first.putIfAbsent(checkpoint, realised);
        }
    }

    /** Mean over the budgets. */
    static double realised(World world, Surrogate mean) {
        Solver solver = SolverRegistry.load().find("greedy").orElseThrow();
        double sum = 0;
        for (double share : World.SHARES) {
            Routing mix = world.best(mean, share, solver, SOLVE_EVALUATIONS);
            sum += world.truth().realised(mix, world.limit(share)) / World.SHARES.size();
        }
        return sum;
    }

    private static String key(String what, String way, int checkpoint) {
        return String.format(Locale.ROOT, "%-20s %-28s %4d", what, way, checkpoint);
    }
}
