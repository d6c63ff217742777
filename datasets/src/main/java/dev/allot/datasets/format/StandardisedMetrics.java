package dev.allot.datasets.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The automatic metrics of stories, each with mean 0 and deviation 1, cut off at five deviations. Left out are those that say nothing for
 * most stories (their quartiles coincide, all but) and those that repeat an earlier one (correlation above 0.995).
 */
final class StandardisedMetrics {
    private static final double LEAST_SPREAD = 0.05;
    private static final double SAME = 0.995;
    private static final double CUT = 5;

    private final List<String> names = new ArrayList<>();
    private final List<double[]> columns = new ArrayList<>();

    private StandardisedMetrics() {}

    static StandardisedMetrics of(List<HannaStories.Story> stories, List<String> metrics) {
        StandardisedMetrics result = new StandardisedMetrics();
        List<double[]> uncut = new ArrayList<>();
        for (int j = 0; j < metrics.size(); j++) {
            int metric = j;
            double[] z = standardised(
                    stories.stream().mapToDouble(s -> s.metrics()[metric]).toArray());
            if (z.length > 0 && uncut.stream().noneMatch(other -> Math.abs(correlation(z, other)) > SAME)) {
                uncut.add(z);
                result.names.add(metrics.get(j));
                result.columns.add(Arrays.stream(z)
                        .map(v -> Math.max(-CUT, Math.min(CUT, v)))
                        .toArray());
            }
        }
        return result;
    }

    /** Empty if the values hardly differ. */
    private static double[] standardised(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0));
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double quartiles = sorted[3 * sorted.length / 4] - sorted[sorted.length / 4];
        if (!(quartiles > LEAST_SPREAD * deviation)) {
            return new double[0];
        }
        return Arrays.stream(values).map(v -> (v - mean) / deviation).toArray();
    }

    private static double correlation(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum / a.length;
    }

    /** Names of the metrics that are left, in the table's order. */
    List<String> names() {
        return names;
    }

    /** Value of a metric of a story, both by their place. */
    double value(int story, int metric) {
        return columns.get(metric)[story];
    }
}
