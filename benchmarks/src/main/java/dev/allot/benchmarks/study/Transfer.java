package dev.allot.benchmarks.study;

import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.core.surrogate.Interval;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.HiddenTruth;
import dev.allot.datasets.generate.Mechanism;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.predictor.ConcavePosterior;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.PredictorFamilies;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.transfer.Rescaling;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.TriedMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Predictors learned on one set that route another: pairs of sets with one mechanism, of other sizes, other tag frequencies, and some tags
 * that only the second has. What share of an oracle's gain over random mixes is realised at budgets of 25, 50 and 75 %: by a predictor
 * learned on the set itself, by one learned on the other set with counts rescaled to its size, and by the same with counts as they are.
 * Random mixes have 0. Of families that say how far to trust them, also how often 90 % intervals hold the measured scores of what was chosen,
 * and the true ones, and how wide the latter are. Arguments: seeds (default 10), instances of the first set (default 2500; the second is twice
 * as large). Prints a table with 95 % intervals over pairs, anew after each.
 */
public final class Transfer {
    private static final List<String> FAMILIES =
            List.of("bayesian-concave", "bayesian", "quadratic", "boosted-trees", "gaussian-process");
    private static final int EVALUATIONS = 250;
    private static final long SOLVE_EVALUATIONS = 20_000;
    private static final int BATCH = 30;
    private static final double COVERAGE = 0.9;
    private static final int UNSEEN_TAGS = 5;
    /** Deviation of how much likelier a tag makes an instance to be in the second set, as a logarithm of odds. */
    private static final double TILT = 0.4;

    private final Samples samples = new Samples();

    private Transfer() {}

    /** Runs the comparison. */
    public static void main(String[] args) {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        int size = args.length > 1 ? Integer.parseInt(args[1]) : 2500;
        Transfer comparison = new Transfer();
        for (int seed = 0; seed < seeds; seed++) {
            comparison.run(Pair.of(size, 2 * size, seed), seed);
            System.out.println("pairs of sets: " + (seed + 1));
            comparison.samples.print();
        }
    }

    /** Of one truth, the part for some instances; scores depend on shares, so a gain is worth more in a smaller set. */
    private static World part(List<Instance> all, HiddenTruth truth, int from, int to) {
        double[] gains = Arrays.copyOfRange(truth.gains(), from, to);
        for (int i = 0; i < gains.length; i++) {
            gains[i] *= (double) all.size() / gains.length;
        }
        List<Instance> own = new ArrayList<>();
        for (Instance instance : all.subList(from, to)) {
            own.add(new Instance("i" + own.size(), instance.traits()));
        }
        return World.of(
                own, new HiddenTruth(truth.base(), gains, truth.saturation(), truth.curvature(), truth.noise()));
    }

    /** Two sets with one mechanism. */
    private record Pair(World first, World second) {
        static Pair of(int firstSize, int secondSize, int seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int tags = PreferenceGenerator.features().size();
            double[] tilt = random.doubles(tags)
                    .map(u -> TILT * (2 * u - 1) * Math.sqrt(3))
                    .toArray();
            List<Instance> pool = new ArrayList<>();
            new PreferenceGenerator(GeneratorSettings.of(8 * secondSize, 5000 + seed))
                    .instances()
                    .forEach(pool::add);
            int[] unseen = rareTags(pool, tags, random);
            List<Instance> all = new ArrayList<>();
            // The second set's tilt is the first one's with the sign turned.
            take(pool, all, firstSize, tilt, 1, tag -> Arrays.stream(unseen).noneMatch(t -> t == tag), random);
            take(pool, all, firstSize + secondSize, tilt, -1, tag -> true, random);
            HiddenTruth truth = HiddenTruth.draw(all, tags, Mechanism.of(seed), 5000 + seed);
            return new Pair(part(all, truth, 0, firstSize), part(all, truth, firstSize, firstSize + secondSize));
        }

        /** Tags that a few percent of the instances have. */
        private static int[] rareTags(List<Instance> pool, int tags, SplittableRandom random) {
            int[] carriers = new int[tags];
            for (Instance instance : pool) {
                FeatureVector f = instance.traits().features();
                for (int k = 0; k < f.size(); k++) {
                    carriers[f.index(k)]++;
                }
            }
            return random.ints(0, tags)
                    .filter(tag -> carriers[tag] > 0.01 * pool.size() && carriers[tag] < 0.1 * pool.size())
                    .distinct()
                    .limit(UNSEEN_TAGS)
                    .toArray();
        }

        private static void take(
                List<Instance> pool,
                List<Instance> all,
                int until,
                double[] tilt,
                int sign,
                IntPredicate allowed,
                SplittableRandom random) {
            while (all.size() < until) {
                Instance instance = pool.remove(pool.size() - 1);
                FeatureVector f = instance.traits().features();
                double odds = 0;
                boolean fits = true;
                for (int k = 0; k < f.size(); k++) {
                    odds += sign * tilt[f.index(k)];
                    fits &= allowed.test(f.index(k));
                }
                if (fits && random.nextDouble() < 1 / (1 + Math.exp(-odds))) {
                    all.add(instance);
                }
            }
        }
    }

    private void run(Pair pair, int seed) {
        TrainingTable foreign = table(pair.first, seed);
        TrainingTable own = table(pair.second, seed);
        SplittableRandom noise = new SplittableRandom(seed);
        Rescaling rescaling = Rescaling.forSetOf(
                pair.second.problem().size(), pair.first.problem().size());
        for (String id : FAMILIES) {
            PredictorFamily family = PredictorFamilies.find(id).orElseThrow();
            Predictor learned = family.train(foreign, seed);
            solve(pair.second, family.train(own, seed), "1 learned on the set itself", noise);
            solve(pair.second, rescaling.of(learned), "2 learned on the other, shares", noise);
            solve(pair.second, learned, "3 learned on the other, counts", noise);
        }
    }

    private static TrainingTable table(World world, int seed) {
        List<TriedMix> tried = new ArrayList<>();
        world.explore(new InformationDesign(), BATCH, tried, EVALUATIONS, seed, new SplittableRandom(seed));
        return world.table(tried);
    }

    /** Means over the budgets. */
    private void solve(World world, Predictor predictor, String what, SplittableRandom noise) {
        Solver solver = SolverRegistry.load().find("greedy").orElseThrow();
        double realised = 0;
        double measured = 0;
        double credible = 0;
        double width = 0;
        for (double share : World.SHARES) {
            Routing mix = world.best(predictor.surrogate(), share, solver, SOLVE_EVALUATIONS);
            realised += world.truth().realised(mix, world.limit(share)) / World.SHARES.size();
            if (predictor.posterior().isPresent()) {
                ConcavePosterior posterior = predictor.posterior().get();
                double[] aggregates = world.aggregates(mix);
                Interval of = posterior.predictive(aggregates, COVERAGE, 0);
                Interval known = posterior.credible(aggregates, COVERAGE);
                measured += of.contains(world.truth().measure(mix, noise)) ? 1.0 / World.SHARES.size() : 0;
                credible += known.contains(world.truth().score(mix)) ? 1.0 / World.SHARES.size() : 0;
                width += (known.upper() - known.lower()) / World.SHARES.size();
            }
        }
        record(predictor.family(), what, realised);
        if (predictor.posterior().isPresent()) {
            record(predictor.family(), what + ": measured in interval", measured);
            record(predictor.family(), what + ": true in interval", credible);
            record(predictor.family(), what + ": width", width);
        }
    }

    private void record(String family, String what, double value) {
        samples.add(String.format(Locale.ROOT, "%-16s %-52s", family, what), value);
    }
}
