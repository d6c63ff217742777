package dev.allot.study.budget;

import java.util.Arrays;

/**
 * An expected value and where the true one is with a probability of 95 %.
 *
 * @param mean expected value
 * @param low 2.5 % are below
 * @param high 2.5 % are above
 */
public record Credible(double mean, double low, double high) {
    private static final double NORMAL_QUANTILE = 1.959964;

    /** Of a normal distribution. */
    static Credible normal(double mean, double deviation) {
        return new Credible(mean, mean - NORMAL_QUANTILE * deviation, mean + NORMAL_QUANTILE * deviation);
    }

    /** Of equally likely values. */
    static Credible of(double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double value : sorted) {
            sum += value;
        }
        return new Credible(sum / sorted.length, quantile(sorted, 0.025), quantile(sorted, 0.975));
    }

    private static double quantile(double[] sorted, double probability) {
        double at = probability * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Whether zero is out of the question. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
