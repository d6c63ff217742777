package dev.allot.predictor;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The outcome of a cross-validation. Deviations are between folds (sample standard deviation); folds share most of their training rows, so
 * they understate the uncertainty of the means.
 *
 * @param family id of the family
 * @param folds one score for each fold, at least two
 * @param outOfFold for each row of the table, the prediction of the model that was trained without it
 * @param coverage share of the rows whose score is within the predictive interval, of probability {@link #INTERVAL}, of the model that was
 *     trained without it; empty if the family has no intervals
 */
public record CrossValidationReport(String family, List<FoldScore> folds, double[] outOfFold, OptionalDouble coverage) {
    /** Probability of the intervals that {@link #coverage} is about. */
    public static final double INTERVAL = 0.9;

    /** Copies what it is given. */
    public CrossValidationReport {
        folds = List.copyOf(folds);
        outOfFold = outOfFold.clone();
    }

    /** Predictions out of fold, one for each row: a copy. */
    @Override
    public double[] outOfFold() {
        return outOfFold.clone();
    }

    /** Mean rank correlation over the folds. */
    public double spearman() {
        return mean(FoldScore::spearman);
    }

    /** Standard deviation of the folds' rank correlations. */
    public double spearmanDeviation() {
        return deviation(FoldScore::spearman);
    }

    /** Mean over the folds of the root mean squared error. */
    public double rmse() {
        return mean(FoldScore::rmse);
    }

    /** Standard deviation of the folds' root mean squared errors. */
    public double rmseDeviation() {
        return deviation(FoldScore::rmse);
    }

    private double mean(ToDoubleFunction<FoldScore> score) {
        return folds.stream().mapToDouble(score).average().orElse(Double.NaN);
    }

    private double deviation(ToDoubleFunction<FoldScore> score) {
        double mean = mean(score);
        double squares = 0;
        for (FoldScore fold : folds) {
            double d = score.applyAsDouble(fold) - mean;
            squares += d * d;
        }
        return Math.sqrt(squares / (folds.size() - 1));
    }
}
