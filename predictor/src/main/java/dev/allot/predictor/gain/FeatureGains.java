package dev.allot.predictor.gain;

import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.predictor.CrossValidation;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.TrainingTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Gains of features, as HyPER's Tables 6 and 13 have them (Miranda et al., ACL 2025): how much the predicted score changes when the source
 * in question labels so many more instances with a feature, all else as in the mean mix of the table. Intervals come from the jackknife: the
 * family is trained again without each tenth, say, of the rows, and what the gains vary by then is scaled to what they would vary by from one
 * table to another (Efron, "The Jackknife, the Bootstrap and Other Resampling Plans", chapter 3). So they hold for every family, linear or not.
 *
 * @param step how many more: added to the aggregate, positive
 * @param folds parts of the table that are left out in turn, at least 2
 * @param coverage probability that an interval holds the gain, in (0, 1)
 */
public record FeatureGains(double step, int folds, double coverage) {
    /** Per hundred instances, from ten folds, intervals of 95 %. */
    public static final FeatureGains PER_HUNDRED = new FeatureGains(100, 10, 0.95);

    /** Checks the ranges. */
    public FeatureGains {
        if (!(step > 0 && step < Double.POSITIVE_INFINITY) || folds < 2 || !(coverage > 0 && coverage < 1)) {
            throw new IllegalArgumentException("gains need a positive step, two folds or more and a coverage between 0"
                    + " and 1, not " + step + ", " + folds + " and " + coverage);
        }
    }

    /**
     * Gains of all features, the greatest first. Trains the family once more than there are folds.
     *
     * @param table at least as many rows as folds
     * @param seed draws the folds, and is the seed of every training
     */
    public List<FeatureGain> of(PredictorFamily family, TrainingTable table, long seed) {
        double[] centre = centre(table);
        double[] whole = gains(family.train(table, seed).surrogate(), centre);
        List<TrainingTable> parts = CrossValidation.leavingOut(table, folds, new SplittableRandom(seed));
        double[][] without = new double[folds][];
        for (int f = 0; f < folds; f++) {
            without[f] = gains(family.train(parts.get(f), seed).surrogate(), centre);
        }
        double quantile = new TDistribution(null, folds - 1).inverseCumulativeProbability(0.5 + coverage / 2);
        List<FeatureGain> gains = new ArrayList<>();
        for (int j = 0; j < whole.length; j++) {
            double half = quantile * deviation(without, j);
            gains.add(
                    new FeatureGain(table.features().get(j), whole[j], new Interval(whole[j] - half, whole[j] + half)));
        }
        gains.sort(Comparator.comparingDouble(FeatureGain::gain).reversed());
        return gains;
    }

    private static double[] centre(TrainingTable table) {
        double[] centre = new double[table.width()];
        for (int j = 0; j < centre.length; j++) {
            for (int i = 0; i < table.size(); i++) {
                centre[j] += table.value(i, j) / table.size();
            }
        }
        return centre;
    }

    private double[] gains(Surrogate f, double[] centre) {
        double before = f.value(centre);
        double[] gains = new double[centre.length];
        for (int j = 0; j < gains.length; j++) {
            double[] more = centre.clone();
            more[j] += step;
            gains[j] = f.value(more) - before;
        }
        return gains;
    }

    private double deviation(double[][] without, int feature) {
        double mean = 0;
        for (double[] gains : without) {
            mean += gains[feature] / folds;
        }
        double squares = 0;
        for (double[] gains : without) {
            squares += (gains[feature] - mean) * (gains[feature] - mean);
        }
        return Math.sqrt(squares * (folds - 1) / folds);
    }
}
