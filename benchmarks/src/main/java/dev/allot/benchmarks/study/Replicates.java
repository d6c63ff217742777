package dev.allot.benchmarks.study;

import dev.allot.core.routing.Routing;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.core.surrogate.Interval;
import dev.allot.datasets.generate.HiddenTruth;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.ConcavePosterior;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.Caution;
import dev.allot.study.LoopSettings;
import dev.allot.study.Repeats;
import dev.allot.study.ReplicatedNoise;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.MixDesign;
import dev.allot.study.design.TriedMix;
import dev.allot.study.evaluate.Evaluation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * What it costs, in worlds of hidden truth, that some of 100 evaluations repeat one, and how well noise is known then: realised fractions at
 * budgets of 25, 50 and 75 %, and how many times the true noise the predictor takes it for, and what replicates show. Arguments: worlds (default
 * 8), instances (default 2000), the first seed (default 0), the noise (default 0.006). Prints a table with 95 % intervals over worlds, anew after each.
 */
public final class Replicates {
    private static final int EVALUATIONS = 100;
    private static final int BATCH = 10;
    private static final List<Integer> REPLICATES = List.of(0, 20);
    private static final long SOLVE_EVALUATIONS = 50_000;
    private static final double COVERAGE = 0.9;
    private static final double UNLIKELY = 0.05;

    private final Samples samples = new Samples();

    private Replicates() {}

    /** Runs the comparison. */
    public static void main(String[] args) {
        int worlds = args.length > 0 ? Integer.parseInt(args[0]) : 8;
        int size = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
        int first = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        double noise = args.length > 3 ? Double.parseDouble(args[3]) : HiddenTruth.NOISE;
        Replicates comparison = new Replicates();
        for (int seed = first; seed < first + worlds; seed++) {
            World world = withNoise(Contest.world(size, seed), noise);
            double without = comparison.run(world, seed, REPLICATES.get(0));
            for (int count : REPLICATES.subList(1, REPLICATES.size())) {
                comparison.record("realised, more than without", count, comparison.run(world, seed, count) - without);
            }
            System.out.println("worlds: " + (seed - first + 1));
            comparison.samples.print();
        }
    }

    private static World withNoise(World world, double noise) {
        HiddenTruth truth = world.truth();
        return new World(
                world.problem(),
                new HiddenTruth(truth.base(), truth.gains(), truth.saturation(), truth.curvature(), noise));
    }

    /** Returns the realised fraction. */
    private double run(World world, int seed, int replicates) {
        double truth = world.truth().noise();
        SplittableRandom noise = new SplittableRandom(seed);
        List<Evaluation> chosen = new ArrayList<>();
        List<TriedMix> tried = new ArrayList<>();
        explore(world, seed, settings(replicates), chosen, tried, noise);
        TrainingTable table = world.table(tried);
        ConcavePosterior posterior = new BayesianConcave().posterior(table);
        double fraction = solve(world, posterior, replicates, noise);
        record("realised", replicates, fraction);
        record("predictor's noise / true", replicates, posterior.noise() / truth);
        record("its error, squared", replicates, square(posterior.noise() / truth - 1));
        ReplicatedNoise.of(table, mixes(chosen), posterior).ifPresent(twins -> {
            record("twins' noise / true", replicates, twins.deviation() / truth);
            record("its error, squared (twins)", replicates, square(twins.deviation() / truth - 1));
            record("interval holds it", replicates, twins.low() <= truth && truth <= twins.high() ? 1 : 0);
            ReplicatedNoise.Misfit misfit = twins.misfit();
            if (misfit != null) {
                record("misfit found", replicates, misfit.probability() < UNLIKELY ? 1 : 0);
                record("F", replicates, misfit.ratio());
            }
        });
        return fraction;
    }

    private static LoopSettings settings(int replicates) {
        return new LoopSettings(
                        new InformationDesign(),
                        EVALUATIONS,
                        World.INITIAL,
                        BATCH,
                        World.SHARES,
                        List.of(),
                        0,
                        List.of(),
                        SolveOptions.defaults(),
                        0,
                        Caution.NONE)
                .repeating(replicates);
    }

    private static void explore(
            World world,
            int seed,
            LoopSettings settings,
            List<Evaluation> chosen,
            List<TriedMix> tried,
            SplittableRandom noise) {
        MixDesign design = settings.design();
        while (chosen.size() < EVALUATIONS) {
            int count = chosen.isEmpty() ? World.INITIAL : Math.min(BATCH, EVALUATIONS - chosen.size());
            SplittableRandom random = new SplittableRandom(31L * seed + chosen.size()).split();
            Repeats repeats = new Repeats(design, chosen, mix -> true);
            int due = Repeats.due(settings, chosen.size() + count) - repeats.done();
            List<Evaluation> batch = new ArrayList<>(repeats.next(Math.min(due, count)));
            List<TriedMix> known = new ArrayList<>(tried);
            batch.forEach(each -> known.add(new TriedMix(each.mix(), OptionalDouble.empty(), true)));
            design.propose(world.problem(), World.SHARES, known, count - batch.size(), random)
                    .forEach(mix -> batch.add(Evaluation.first(mix)));
            for (Evaluation each : batch) {
                double score = world.truth().measure(each.mix(), noise);
                tried.add(new TriedMix(each.mix(), OptionalDouble.of(score), each.isReplicate()));
            }
            chosen.addAll(batch);
        }
    }

    private static int[] mixes(List<Evaluation> chosen) {
        Map<Routing, Integer> numbers = new HashMap<>();
        return chosen.stream()
                .mapToInt(each -> numbers.computeIfAbsent(each.mix(), mix -> numbers.size()))
                .toArray();
    }

    private double solve(World world, ConcavePosterior posterior, int replicates, SplittableRandom noise) {
        Solver solver = SolverRegistry.load().find("greedy").orElseThrow();
        double sum = 0;
        for (double share : World.SHARES) {
            Routing mix = world.best(posterior.mean(), share, solver, SOLVE_EVALUATIONS);
            sum += world.truth().realised(mix, world.limit(share)) / World.SHARES.size();
            Interval measured = posterior.predictive(world.aggregates(mix), COVERAGE, 0);
            double score = world.truth().measure(mix, noise);
            record("measured in 90 % interval", replicates, measured.contains(score) ? 1 : 0);
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }

    private void record(String what, int replicates, double value) {
        samples.add(String.format(Locale.ROOT, "%-28s %3d replicates", what, replicates), value);
    }
}
