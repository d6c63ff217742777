package dev.allot.datasets.hyper;

import java.util.Arrays;
import java.util.Comparator;

/** Percentile ranks, as pandas' {@code rank(pct=True)} gives them: in (0, 1], ties share the mean of their ranks, NaN stays NaN. */
public final class PercentileRanks {
    private PercentileRanks() {}

    /** The ranks of the values among themselves; those that are NaN are not counted. */
    public static double[] of(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        int counted = (int) Arrays.stream(values).filter(v -> !Double.isNaN(v)).count();
        double[] ranks = new double[values.length];
        Arrays.fill(ranks, Double.NaN);
        int from = 0;
        while (from < counted) {
            int to = from + 1;
            while (to < counted && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int k = from; k < to; k++) {
                ranks[order[k]] = (from + 1 + to) / 2.0 / counted;
            }
            from = to;
        }
        return ranks;
    }
}
