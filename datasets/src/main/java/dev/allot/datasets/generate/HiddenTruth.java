package dev.allot.datasets.generate;

import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A simulated world in which the value of every routing is known: each instance has a gain, what it adds to the score when the second source
 * labels it in place of the first. Gains have a part that is linear in the instance's tags, interactions of pairs of tags, and a part
 * that no tag explains; their sum meets diminishing returns. A measured score is the true one plus normal noise.
 *
 * <p>The true score of the routed set S is base + g - saturation g<sup>2</sup> / (2 G) - curvature s<sup>2</sup>, where g is the sum of
 * gains over S, its second term only where g is positive, G the sum of all positive gains, and s the share of S among the instances.
 *
 * @param base score of the routing that leaves all to the first source
 * @param gains of the instances, in the score's unit, in the order of the set
 * @param saturation share of a gain that is lost by the time all positive gains are collected, 0 to 1
 * @param curvature what routing all loses by numbers alone, at least 0
 * @param noise standard deviation of a measured score
 */
public record HiddenTruth(double base, double[] gains, double saturation, double curvature, double noise) {
    /** Standard deviation of measured scores: that of a reward model's benchmark score over training seeds. */
    public static final double NOISE = 0.006;

    /** Score of the best half of the instances above that of a random half, before diminishing returns. */
    private static final double REACH = 0.021;

    /** Of a standard normal variable, the mean of its upper half times one half: what the best half gains over a random one. */
    private static final double BEST_HALF = 0.3989;

    private static final double LINEAR = 0.78;
    private static final double INTERACTING = 0.30;
    private static final double UNEXPLAINED = 0.55;
    private static final int PAIRS = 60;

    /** Deviation of the mean gain, in deviations of a gain: in some worlds humans are better throughout, in others worse. */
    private static final double MEAN = 0.6;

    /** Greatest loss by numbers alone: nearly twice what the best half gains. */
    private static final double CURVATURE = 0.04;

    /** Checks the ranges and copies the gains. */
    public HiddenTruth {
        if (gains.length == 0 || !(saturation >= 0 && saturation <= 1) || !(curvature >= 0) || !(noise >= 0)) {
            throw new IllegalArgumentException(
                    "a truth needs gains, a saturation from 0 to 1, and a curvature and noise of at least 0");
        }
        gains = gains.clone();
    }

    /** Gains of the instances: a copy. */
    @Override
    public double[] gains() {
        return gains.clone();
    }

    /**
     * Draws a truth for a set.
     *
     * @param instances the set, at least one instance
     * @param tags how many features instances have
     */
    public static HiddenTruth draw(List<Instance> instances, int tags, Mechanism mechanism, long seed) {
        Draw draw = Draw.of(seed, -1);
        double[] share = new double[tags];
        for (Instance instance : instances) {
            FeatureVector f = instance.traits().features();
            for (int k = 0; k < f.size(); k++) {
                share[f.index(k)] += 1.0 / instances.size();
            }
        }
        double[] effects = new double[tags];
        for (int k = 0; k < tags; k++) {
            effects[k] = mechanism.effect(draw, Math.sqrt(Math.max(share[k] * (1 - share[k]), 1e-3)));
        }
        double[] linear = linear(instances, effects);
        double[] interacting = interacting(instances, share, draw);
        double[] unexplained = new double[instances.size()];
        Arrays.setAll(unexplained, i -> draw.normal());
        double mean = MEAN * draw.normal();
        double[] gains = new double[instances.size()];
        standardise(linear);
        standardise(interacting);
        for (int i = 0; i < gains.length; i++) {
            gains[i] = LINEAR * linear[i] + INTERACTING * interacting[i] + UNEXPLAINED * unexplained[i];
        }
        standardise(gains);
        double scale = REACH / (BEST_HALF * gains.length);
        for (int i = 0; i < gains.length; i++) {
            gains[i] = scale * (gains[i] + mean);
        }
        return new HiddenTruth(0.73, gains, 0.4 * draw.uniform(), CURVATURE * draw.uniform(), NOISE);
    }

    private static double[] linear(List<Instance> instances, double[] effects) {
        double[] sums = new double[instances.size()];
        for (int i = 0; i < sums.length; i++) {
            FeatureVector f = instances.get(i).traits().features();
            for (int k = 0; k < f.size(); k++) {
                sums[i] += effects[f.index(k)];
            }
        }
        return sums;
    }

    private static double[] interacting(List<Instance> instances, double[] share, Draw draw) {
        double[] sums = new double[instances.size()];
        for (int p = 0; p < PAIRS; p++) {
            int a = (int) (draw.uniform() * share.length);
            int b = (int) (draw.uniform() * share.length);
            double effect = draw.normal() / Math.sqrt(Math.max(share[a] * share[b], 0.02));
            for (int i = 0; i < sums.length; i++) {
                FeatureVector f = instances.get(i).traits().features();
                if (has(f, a) && has(f, b)) {
                    sums[i] += effect;
                }
            }
        }
        return sums;
    }

    private static boolean has(FeatureVector f, int feature) {
        for (int k = 0; k < f.size(); k++) {
            if (f.index(k) == feature) {
                return true;
            }
        }
        return false;
    }

    /** To mean 0 and standard deviation 1; all zero if nothing varies. */
    private static void standardise(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] = deviation > 0 ? (values[i] - mean) / deviation : 0;
        }
    }

    /** Number of instances. */
    public int size() {
        return gains.length;
    }

    /** The true score of a routing: what is labelled by any source but the first is routed. */
    public double score(Routing routing) {
        if (routing.size() != gains.length) {
            throw new IllegalArgumentException(
                    "a routing of " + routing.size() + " instances for a truth of " + gains.length);
        }
        double gain = 0;
        int routed = 0;
        for (int i = 0; i < gains.length; i++) {
            if (routing.sourceIndex(i) > 0) {
                gain += gains[i];
                routed++;
            }
        }
        return score(gain, routed);
    }

    private double score(double gain, int routed) {
        double attainable = Arrays.stream(gains).filter(g -> g > 0).sum();
        double lost = gain > 0 ? saturation * gain * gain / (2 * attainable) : 0;
        double share = (double) routed / gains.length;
        return base + gain - lost - curvature * share * share;
    }

    /** A measured score: the true one and noise. */
    public double measure(Routing routing, SplittableRandom random) {
        return score(routing) + noise * random.nextGaussian();
    }

    /** The best true score of any routing of at most {@code limit} instances. */
    public double oracle(int limit) {
        Integer[] order = new Integer[gains.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -gains[i]));
        double best = score(0, 0);
        double gain = 0;
        for (int routed = 1; routed <= Math.min(limit, gains.length); routed++) {
            gain += gains[order[routed - 1]];
            best = Math.max(best, score(gain, routed));
        }
        return best;
    }

    /**
     * The true score of random routings of {@code count} instances: that of the mean gain, which for more than a few hundred instances their
     * mean score differs from by less than a thousandth of the noise.
     */
    public double random(int count) {
        double mean = Arrays.stream(gains).average().orElseThrow();
        return score(mean * count, count);
    }

    /**
     * How much of what can be gained over random routings a routing realises: 0 for a random one, 1 for the oracle's.
     *
     * @param limit the greatest number of instances that may be routed: the budget
     */
    public double realised(Routing routing, int limit) {
        return (score(routing) - random(limit)) / (oracle(limit) - random(limit));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HiddenTruth that
                && Arrays.equals(gains, that.gains)
                && base == that.base
                && saturation == that.saturation
                && curvature == that.curvature
                && noise == that.noise;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(gains);
    }

    @Override
    public String toString() {
        return "HiddenTruth[" + gains.length + " instances]";
    }
}
