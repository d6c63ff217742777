package dev.allot.datasets.generate;

import java.util.SplittableRandom;

/**
 * Random draws of one instance, from a generator of its own: an instance depends on the seed and its number alone. Uses nothing whose
 * results differ by platform or Java version.
 */
final class Draw {
    private final SplittableRandom random;
    private double spare = Double.NaN;

    private Draw(SplittableRandom random) {
        this.random = random;
    }

    /** The draws of instance {@code number} of the set of a seed. */
    static Draw of(long seed, int number) {
        return new Draw(new SplittableRandom(mix(seed) ^ mix(~(long) number)));
    }

    /** Stafford's variant 13 of MurmurHash3's finaliser, as in SplittableRandom. */
    private static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (random.nextLong() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** An index, by weights that need not sum to 1. */
    int weighted(double... weights) {
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        double left = uniform() * sum;
        int i = 0;
        while (i < weights.length - 1 && left >= weights[i]) {
            left -= weights[i++];
        }
        return i;
    }

    /** Standard normal, by Marsaglia's polar method. */
    double normal() {
        if (!Double.isNaN(spare)) {
            double result = spare;
            spare = Double.NaN;
            return result;
        }
        while (true) {
            double u = 2 * uniform() - 1;
            double v = 2 * uniform() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                double scale = Math.sqrt(-2 * StrictMath.log(s) / s);
                spare = v * scale;
                return u * scale;
            }
        }
    }
}
