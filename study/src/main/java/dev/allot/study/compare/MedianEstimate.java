package dev.allot.study.compare;

import java.util.Arrays;
import java.util.Collection;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * A median with a confidence interval that assumes nothing about the distribution: two order statistics, the innermost that hold the true
 * median between them with 95 % confidence. Fewer than six values cannot give that; the interval is then all of their range, and its
 * confidence less.
 *
 * @param median the median; not finite if half of the values or more are not
 * @param low lower end
 * @param high upper end
 * @param confidence of the interval, 0 to 1; 0 for a single value
 * @param values how many values it rests on; at least 1
 */
public record MedianEstimate(double median, double low, double high, double confidence, int values) {
    private static final double WANTED = 0.95;

    /** The estimate from at least one value; values may be infinite. */
    static MedianEstimate of(Collection<Double> sample) {
        double[] sorted =
                sample.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int n = sorted.length;
        BinomialDistribution below = new BinomialDistribution(n, 0.5);
        int skipped = 0;
        while (2 * (skipped + 2) <= n + 1 && confidence(below, skipped + 1) >= WANTED) {
            skipped++;
        }
        return new MedianEstimate(
                quantile(sorted, 0.5),
                sorted[skipped],
                sorted[n - 1 - skipped],
                n == 1 ? 0 : confidence(below, skipped),
                n);
    }

    /** That the median lies between the order statistics that remain when so many are skipped at either end. */
    private static double confidence(BinomialDistribution below, int skipped) {
        return 1 - 2 * below.cumulativeProbability(skipped);
    }

    /** A quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int at = (int) Math.floor(place);
        double rest = place - at;
        // Between an infinite value and another nothing can be interpolated.
        boolean fixed = rest == 0 || Double.isInfinite(sorted[at]);
        return fixed ? sorted[at] : sorted[at] + rest * (sorted[at + 1] - sorted[at]);
    }

    /** A quantile of values in any order. */
    static double quantileOf(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return quantile(sorted, share);
    }
}
