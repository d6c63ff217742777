package dev.allot.study.budget;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a strategy costs where its realised scores are those of another: by its curve of mean scores against mean costs. */
final class SameScore {
    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.025;

    private final List<Cell> curve;
    private final int replications;

    /**
     * A curve.
     *
     * @param curve the strategy's cells, at least one; all with scores in some replication
     */
    SameScore(List<Cell> curve) {
        this.curve = curve;
        this.replications = curve.get(0).costs().length;
    }

    /** The saving, its interval by the bootstrap over replications: strategy and rival are resampled together. */
    BudgetFindings.Saving against(Cell rival, long seed) {
        int[] all = IntStream.range(0, replications).toArray();
        double cost = cost(mean(rival.realised(), all), all);
        double saved = 1 - cost / mean(rival.costs(), all);
        @Nullable Double known = Double.isFinite(saved) ? saved : null;
        if (replications < 2) {
            return new BudgetFindings.Saving(known == null ? null : cost, known, null, null, known == null ? 0 : 1);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] resampled = new double[RESAMPLES];
        int reached = 0;
        for (int i = 0; i < RESAMPLES; i++) {
            int[] sample = IntStream.range(0, replications)
                    .map(r -> random.nextInt(replications))
                    .toArray();
            double value = 1 - cost(mean(rival.realised(), sample), sample) / mean(rival.costs(), sample);
            resampled[i] = Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
            reached += Double.isFinite(value) ? 1 : 0;
        }
        Arrays.sort(resampled);
        return new BudgetFindings.Saving(
                known == null ? null : cost,
                known,
                end(resampled, TAIL),
                end(resampled, 1 - TAIL),
                (double) reached / RESAMPLES);
    }

    private static @Nullable Double end(double[] sorted, double probability) {
        double value = sorted[(int) Math.rint(probability * (sorted.length - 1))];
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }

    /** Least cost at which the curve reaches a score; infinite if it does not. */
    private double cost(double score, int[] sample) {
        double[][] points = curve.stream()
                .map(cell -> new double[] {mean(cell.costs(), sample), mean(cell.realised(), sample)})
                .filter(point -> !Double.isNaN(point[1]))
                .sorted(Comparator.comparingDouble(point -> point[0]))
                .toArray(double[][]::new);
        for (int i = 0; i < points.length; i++) {
            if (points[i][1] >= score) {
                if (i == 0) {
                    return points[i][0];
                }
                double part = (score - points[i - 1][1]) / (points[i][1] - points[i - 1][1]);
                return points[i - 1][0] + part * (points[i][0] - points[i - 1][0]);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double mean(double[] values, int[] sample) {
        return Arrays.stream(sample)
                .mapToDouble(r -> values[r])
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
