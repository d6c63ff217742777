package dev.allot.study;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean with its 95 % confidence interval by Student's t over independent values.
 *
 * @param mean the mean of the values
 * @param low lower end of the interval; the mean itself if there is one value only
 * @param high upper end of the interval
 * @param values how many values it rests on; at least 1
 */
public record Estimate(double mean, double low, double high, int values) {
    private static final double CONFIDENCE = 0.95;

    /** The estimate from a sample of at least one value. */
    public static Estimate of(List<Double> sample) {
        SummaryStatistics statistics = new SummaryStatistics();
        sample.forEach(statistics::addValue);
        int n = sample.size();
        double mean = statistics.getMean();
        if (n < 2 || !Double.isFinite(mean)) {
            return new Estimate(mean, mean, mean, n);
        }
        double quantile = new TDistribution(n - 1).inverseCumulativeProbability(0.5 + CONFIDENCE / 2);
        double half = quantile * statistics.getStandardDeviation() / Math.sqrt(n);
        return new Estimate(mean, mean - half, mean + half, n);
    }

    /** Half the width of the interval. */
    public double halfWidth() {
        return (high - low) / 2;
    }
}
