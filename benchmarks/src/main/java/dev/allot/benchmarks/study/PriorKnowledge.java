package dev.allot.benchmarks.study;

import dev.allot.core.routing.Instance;
import dev.allot.datasets.generate.HiddenTruth;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.TriedMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What scores of another evaluator are worth, of a smaller reward model or an earlier study: 400 mixes scored in a world whose gains are
 * correlated with the true ones, on half their scale and with the same noise, before 60 and 100 evaluations that count. Arguments: worlds
 * (default 8), instances (default 2000), the first seed (default 0). Prints a table with 95 % intervals over worlds, anew after each.
 */
public final class PriorKnowledge {
    private static final List<Integer> CHECKPOINTS = List.of(60, 100);
    private static final List<Double> CORRELATIONS = List.of(0.0, 0.5, 0.8, 0.95);
    private static final int CHEAP = 400;
    private static final int CHEAP_BATCH = 120;
    private static final double SCALE = 0.5;

    /** Far from the seeds of the worlds themselves. */
    private static final int OTHER = 7919;

    private PriorKnowledge() {}

    /** Runs the comparison. */
    public static void main(String[] args) {
        Contest.inWorlds(args, CHECKPOINTS, (contest, world, seed) -> {
            contest.run("alone", world, seed, new InformationDesign(), List.of());
            for (double correlation : CORRELATIONS) {
                List<TrainingTable> cheap = List.of(cheap(world, seed, correlation));
                InformationDesign design = new InformationDesign();
                contest.run("predictor knows, corr. " + correlation, world, seed, design, cheap);
                contest.run("both know, corr. " + correlation, world, seed, design.knowing(cheap), cheap);
            }
        });
    }

    private static TrainingTable cheap(World world, int seed, double correlation) {
        World other = new World(world.problem(), correlated(world, seed, correlation));
        List<TriedMix> tried = new ArrayList<>();
        other.explore(
                new InformationDesign(), CHEAP_BATCH, tried, CHEAP, seed + OTHER, new SplittableRandom(seed + OTHER));
        return other.table(tried);
    }

    /** A truth of its own, mixed with the world's. */
    private static HiddenTruth correlated(World world, int seed, double correlation) {
        HiddenTruth truth = world.truth();
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < world.problem().size(); i++) {
            instances.add(new Instance(
                    "i" + i, world.problem().classTraits(world.problem().classOf(i))));
        }
        double[] own = truth.gains();
        double[] others = Contest.truth(instances, seed + OTHER).gains();
        double[] gains = new double[own.length];
        double rest = Math.sqrt(1 - correlation * correlation);
        Arrays.setAll(gains, i -> SCALE * (correlation * own[i] + rest * others[i]));
        return new HiddenTruth(truth.base() / 2, gains, truth.saturation(), SCALE * truth.curvature(), truth.noise());
    }
}
