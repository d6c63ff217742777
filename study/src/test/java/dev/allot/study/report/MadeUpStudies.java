package dev.allot.study.report;

import dev.allot.study.Caution;
import dev.allot.study.Estimate;
import dev.allot.study.ReplicatedNoise;
import dev.allot.study.StudySummary;
import dev.allot.study.budget.BudgetFindings;
import dev.allot.study.budget.Credible;
import dev.allot.study.budget.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Made-up summaries. */
final class MadeUpStudies {
    static final String CHOSEN = "portfolio";

    private MadeUpStudies() {}

    static Estimate estimate(double mean, double half) {
        return new Estimate(mean, mean - half, mean + half, 10);
    }

    static Estimate single(double value) {
        return Estimate.of(List.of(value));
    }

    static StudySummary.Strategy chosen(double share, @Nullable Estimate realised, @Nullable Estimate gain) {
        return new StudySummary.Strategy(
                CHOSEN, share, estimate(1000 * share, 0), estimate(0.76, 0.01), estimate(0.78, 0.01), realised, gain);
    }

    static StudySummary.Strategy baseline(String name, double share, double cost, @Nullable Estimate realised) {
        return new StudySummary.Strategy(name, share, estimate(cost, 0), null, null, realised, null);
    }

    static StudySummary of(StudySummary.Strategy... rows) {
        return of("made up", 10, List.of(rows));
    }

    static StudySummary of(String name, int replications, List<StudySummary.Strategy> rows) {
        return new StudySummary(
                name,
                1000,
                400,
                List.of("lm", "human"),
                250,
                List.of(),
                0,
                replications,
                CHOSEN,
                Caution.NONE,
                List.of(),
                rows,
                List.of(),
                List.of(),
                null,
                null,
                BudgetFindings.NONE);
    }

    /** A study as they come: several strategies and budgets, noisy scores. */
    static StudySummary typical(String name, int replications, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> solvers =
                List.of(CHOSEN, "random", "top-gain", "greedy", "local-search", "simulated-annealing", "cp-sat");
        List<Double> shares = List.of(0.25, 0.5, 0.75);
        double[] skill = {0.012, 0.004, 0.002, 0.009, 0.010, 0.011, 0.013};
        List<StudySummary.Strategy> rows = new ArrayList<>();
        List<StudySummary.Point> points = new ArrayList<>();
        rows.add(baseline("all-lm", 0, 0, sample(0.661, replications, random)));
        rows.add(baseline("all-human", 1, 1750, sample(0.738, replications, random)));
        for (double share : shares) {
            double level = 0.661 + 0.1 * share - 0.02 * share * share;
            rows.add(new StudySummary.Strategy(
                    "random-mix",
                    share,
                    sample(1750 * share, 0.5, replications, random),
                    null,
                    null,
                    sample(level, replications, random),
                    constant(0, replications)));
            for (int s = 0; s < solvers.size(); s++) {
                List<Double> realised = new ArrayList<>();
                List<Double> predicted = new ArrayList<>();
                List<Double> bound = new ArrayList<>();
                List<Double> gain = new ArrayList<>();
                for (int r = 0; r < replications; r++) {
                    double noise = 0.008 * random.nextGaussian();
                    realised.add(level + skill[s] + noise);
                    predicted.add(level + 2 * skill[s] + 0.006 * random.nextGaussian() + 0.01);
                    bound.add(level + 0.055);
                    gain.add(skill[s] + noise / 2 + 0.004 * random.nextGaussian());
                    points.add(new StudySummary.Point(
                            solvers.get(s),
                            share,
                            r,
                            predicted.get(r),
                            realised.get(r),
                            realised.get(r) - 0.02,
                            realised.get(r) + 0.02,
                            realised.get(r) - 0.008,
                            realised.get(r) + 0.008));
                }
                rows.add(new StudySummary.Strategy(
                        solvers.get(s),
                        share,
                        sample(1750 * share, 0.5, replications, random),
                        Estimate.of(predicted),
                        Estimate.of(bound),
                        Estimate.of(realised),
                        Estimate.of(gain)));
            }
        }
        List<StudySummary.Evaluated> design = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            double share = random.nextDouble();
            design.add(new StudySummary.Evaluated(share, 0.66 + 0.09 * share + 0.015 * random.nextGaussian()));
        }
        int mostly = (7 * replications + 9) / 10;
        List<StudySummary.Family> families = List.of(
                new StudySummary.Family(
                        "xgboost",
                        mostly,
                        sample(0.61, 0.05, replications, random),
                        sample(0.0121, 0.0008, replications, random)),
                new StudySummary.Family(
                        "ridge-quadratic",
                        replications - mostly,
                        sample(0.58, 0.06, replications, random),
                        sample(0.0127, 0.0009, replications, random)),
                new StudySummary.Family(
                        "ridge-linear",
                        0,
                        sample(0.52, 0.05, replications, random),
                        sample(0.0139, 0.0009, replications, random)));
        return new StudySummary(
                name,
                1750,
                450,
                List.of("lm", "human"),
                250,
                List.of(),
                3,
                replications,
                CHOSEN,
                Caution.NONE,
                families,
                rows,
                points,
                design,
                new StudySummary.Learned(
                        "boosted-trees",
                        IntStream.range(0, 30)
                                .mapToObj(t -> new StudySummary.Feature(
                                        "tag" + t, (15 - t) * 1e-4, (10 - t) * 1e-4, (20 - t) * 1e-4, 0.003 / (1 + t)))
                                .toList()),
                new ReplicatedNoise(20, 20, 0.0061, 0.0047, 0.0088, 0.0066, new ReplicatedNoise.Misfit(1.31, 60, 0.27)),
                budget("<i>"));
    }

    /** Budget findings of made-up numbers, with three groups and more tags than are shown at once. */
    static BudgetFindings budget(String name) {
        SplittableRandom random = new SplittableRandom(5);
        List<Double> shares = List.of(0.25, 0.5, 0.75);
        List<Routes.Part> tags = new ArrayList<>();
        List<BudgetFindings.TagGain> gains = new ArrayList<>();
        for (int t = 0; t < 40; t++) {
            String tag = t == 0 ? name : "tag" + t;
            tags.add(new Routes.Part(tag, 40 + 10 * t));
            double gain = (20 - t) * 1e-5;
            Credible credible = new Credible(gain, gain - 5e-5, gain + 5e-5);
            gains.add(new BudgetFindings.TagGain(tag, "human", 40 + 10 * t, credible, credible));
        }
        List<Routes.Part> groups =
                List.of(new Routes.Part(name, 700), new Routes.Part("science", 600), new Routes.Part("everyday", 450));
        List<Routes.Stop> stops = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            double share = i / 20.0;
            double score = 0.67 + 0.15 * share - 0.1 * share * share;
            List<List<Integer>> byTag = tags.stream()
                    .map(tag -> split(tag.instances(), Math.min(1, share + random.nextDouble(0.2))))
                    .toList();
            List<List<Integer>> byGroup = groups.stream()
                    .map(group -> split(group.instances(), share))
                    .toList();
            stops.add(new Routes.Stop(
                    share,
                    1750 * share,
                    1e-4 * (1 - share),
                    score,
                    score - 0.02,
                    score + 0.02,
                    split(1750, share),
                    byTag,
                    byGroup));
        }
        List<BudgetFindings.Growth> growth = new ArrayList<>();
        for (int n = 25; n <= 250; n += 25) {
            double half = 0.1 / Math.sqrt(n);
            growth.add(new BudgetFindings.Growth(n, 0.7 + n * 1e-4, 0.74, 0.74 - half, 0.74 + half, n / 250.0));
        }
        Estimate e = estimate(0.01, 0.005);
        return new BudgetFindings(
                new BudgetFindings.Recommendation(
                        CHOSEN,
                        0.5,
                        estimate(875, 0),
                        estimate(0.737, 0.01),
                        true,
                        CHOSEN,
                        0.75,
                        estimate(1312.5, 0),
                        estimate(0.74, 0.01),
                        0.004),
                List.of(
                        new BudgetFindings.Step(0, 0.25, 437.5, null, e, e),
                        new BudgetFindings.Step(0.25, 0.5, 437.5, e, e, null)),
                List.of(
                        new BudgetFindings.Rival(
                                "all-human",
                                1,
                                1750,
                                estimate(0.738, 0.01),
                                e,
                                0.75,
                                new BudgetFindings.Saving(900.0, 0.486, 0.2, null, 0.9)),
                        new BudgetFindings.Rival(
                                name,
                                0.5,
                                875,
                                estimate(0.72, 0.01),
                                null,
                                null,
                                new BudgetFindings.Saving(null, null, null, null, 0))),
                gains,
                shares.stream()
                        .map(share -> new BudgetFindings.Certainty(
                                share, new Credible(1e-5, 0, 2e-5), List.of(600, 500), 650))
                        .toList(),
                new Routes(List.of("lm", "human"), tags, groups, stops),
                growth);
    }

    private static List<Integer> split(int all, double share) {
        int part = (int) Math.rint(all * share);
        return List.of(all - part, part);
    }

    private static Estimate sample(double mean, int n, SplittableRandom random) {
        return sample(mean, 0.008, n, random);
    }

    private static Estimate sample(double mean, double deviation, int n, SplittableRandom random) {
        return Estimate.of(IntStream.range(0, n)
                .mapToObj(i -> mean + deviation * random.nextGaussian())
                .toList());
    }

    private static Estimate constant(double value, int n) {
        return Estimate.of(IntStream.range(0, n).mapToObj(i -> value).toList());
    }
}
