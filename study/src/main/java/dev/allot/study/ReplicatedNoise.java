package dev.allot.study;

import dev.allot.predictor.ConcavePosterior;
import dev.allot.predictor.TrainingTable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.FDistribution;
import org.jspecify.annotations.Nullable;

/**
 * What replicates, evaluations of the same mix, tell of noise: the pooled standard deviation of single scores, and whether what a predictor
 * leaves unexplained is more than that.
 *
 * @param replicates evaluations that repeat one of the same mix: the degrees of freedom of {@code deviation}
 * @param mixes that were evaluated more than once
 * @param deviation standard deviation of one evaluation of a mix around the mean of all it could have
 * @param low end of its 95 % interval, by the chi-squared distribution
 * @param high its other end
 * @param predicted what the predictor takes the deviation for, from all evaluations
 * @param misfit whether the predictor's residuals are more than noise; null if it has as many parameters as there are mixes, or scores do
 *     not differ by chance at all
 */
public record ReplicatedNoise(
        int replicates,
        int mixes,
        double deviation,
        double low,
        double high,
        double predicted,
        @Nullable Misfit misfit) {
    private static final double COVERAGE = 0.95;

    /**
     * The F test of lack of fit (Fisher 1922): the mean squares of the mixes' mean scores around those expected, and of single scores around
     * their mix's mean.
     *
     * @param ratio of the two, about 1 if the expected scores are those that mixes have
     * @param freedom degrees of freedom of the first: mixes less the parameters that the predictor spends on them, as effective ones the sum
     *     of the rows' leverages
     * @param probability of a ratio as great or greater if they are
     */
    public record Misfit(double ratio, double freedom, double probability) {}

    /**
     * What the evaluations of a study tell.
     *
     * @param table an evaluation a row
     * @param mixes of the rows, rows of one mix having the same number; rows of negative numbers are left out
     * @param posterior learned from the table
     * @return nothing if no mix was evaluated twice
     */
    public static Optional<ReplicatedNoise> of(TrainingTable table, int[] mixes, ConcavePosterior posterior) {
        int[] rows = IntStream.range(0, mixes.length).filter(i -> mixes[i] >= 0).toArray();
        int all = Arrays.stream(mixes).max().orElse(-1) + 1;
        int[] times = new int[all];
        double[] means = new double[all];
        for (int i : rows) {
            times[mixes[i]]++;
            // Updated rather than summed, so that equal scores have exactly their own mean.
            means[mixes[i]] += (table.score(i) - means[mixes[i]]) / times[mixes[i]];
        }
        int freedom = rows.length - all;
        if (freedom == 0) {
            return Optional.empty();
        }
        double within = 0;
        double residual = 0;
        double leverage = 0;
        for (int i : rows) {
            within += square(table.score(i) - means[mixes[i]]);
            double[] aggregates = table.row(i);
            residual += square(means[mixes[i]] - posterior.mean().value(aggregates));
            leverage += square(posterior.deviation(aggregates) / posterior.noise());
        }
        ChiSquaredDistribution chi = new ChiSquaredDistribution(null, freedom);
        return Optional.of(new ReplicatedNoise(
                freedom,
                (int) Arrays.stream(times).filter(n -> n > 1).count(),
                Math.sqrt(within / freedom),
                Math.sqrt(within / chi.inverseCumulativeProbability(0.5 + COVERAGE / 2)),
                Math.sqrt(within / chi.inverseCumulativeProbability(0.5 - COVERAGE / 2)),
                posterior.noise(),
                misfit(residual, all - leverage, within, freedom)));
    }

    private static @Nullable Misfit misfit(double residual, double left, double within, int freedom) {
        // Without noise leverages are not numbers, and nothing is left that is.
        if (!(left >= 1) || within == 0) {
            return null;
        }
        double ratio = residual / left / (within / freedom);
        return new Misfit(ratio, left, 1 - new FDistribution(null, left, freedom).cumulativeProbability(ratio));
    }

    private static double square(double x) {
        return x * x;
    }
}
