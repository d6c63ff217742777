package dev.allot.study.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a mean over pairs varies with the choice of the clusters that they come in: all pairs of a prompt, say, which share what makes them easy
 * or hard.
 */
final class Clusters {
    private final int[] cluster;
    private final int[] sizes;

    /**
     * Clusters of pairs.
     *
     * @param keys of the pairs: those of equal keys go together
     */
    Clusters(List<String> keys) {
        Map<String, Integer> numbers = new HashMap<>();
        cluster = keys.stream()
                .mapToInt(key -> numbers.computeIfAbsent(key, k -> numbers.size()))
                .toArray();
        sizes = new int[numbers.size()];
        for (int c : cluster) {
            sizes[c]++;
        }
    }

    /** As many clusters of one size would make means vary as much: fewer than there are, if sizes differ (Kish). */
    double effective() {
        double squares = 0;
        for (int size : sizes) {
            squares += (double) size * size;
        }
        return (double) cluster.length * cluster.length / squares;
    }

    /**
     * Variance of the mean of one value a pair: the squared sums of a cluster's deviations, added up (Liang and Zeger 1986), with the usual
     * correction for few clusters. Where each pair is a cluster, that is the variance of the values by their number.
     *
     * @param values in the order of the pairs
     * @return NaN if there is a single cluster
     */
    double varianceOfMean(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double[] sums = new double[sizes.length];
        for (int i = 0; i < values.length; i++) {
            sums[cluster[i]] += values[i] - mean;
        }
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        int g = sizes.length;
        return g < 2 ? Double.NaN : squares / values.length / values.length * g / (g - 1);
    }
}
