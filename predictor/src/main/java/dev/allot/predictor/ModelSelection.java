package dev.allot.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A family chosen by cross-validation.
 *
 * @param family the family chosen
 * @param predictor that family trained on all rows, with what it was learned on
 * @param reports one report for each family asked, in the order asked
 */
public record ModelSelection(PredictorFamily family, Predictor predictor, List<CrossValidationReport> reports) {
    /** Copies the reports. */
    public ModelSelection {
        reports = List.copyOf(reports);
    }

    /**
     * The same choice with a predictor of lower confidence bounds in place of expected scores; the validation is of the latter all the same.
     *
     * @param table that the predictor is trained on
     * @param kappa deviations taken off, at least 0; with 0 nothing changes
     * @throws IllegalArgumentException if the family does not know how uncertain it is, and {@code kappa} is not 0
     */
    public ModelSelection cautious(TrainingTable table, double kappa) {
        if (kappa == 0) {
            return this;
        }
        if (!(family instanceof PosteriorFamily posterior)) {
            throw new IllegalArgumentException("the family '" + family.id() + "' has no lower confidence bound");
        }
        Predictor predictor = posterior.trainLowerBound(table, kappa).withOrigin(Origin.of(table));
        return new ModelSelection(family, predictor, reports);
    }

    /**
     * Cross-validates every family on the same folds and trains the best on all rows. A family is preferred to one that was asked before it
     * if its squared errors on left-out rows are smaller by more than a standard error of the difference: what is less is chance, and
     * choosing by chance among many families costs more than it gains.
     *
     * @param families at least one
     * @param folds number of folds, from 2 to the number of rows
     * @param seed all randomness, of folds and training
     */
    public static ModelSelection choose(List<PredictorFamily> families, TrainingTable table, int folds, long seed) {
        return choose(families, table, folds, seed, () -> {});
    }

    /**
     * The same with news of progress.
     *
     * @param foldDone called after each fold of each family
     */
    public static ModelSelection choose(
            List<PredictorFamily> families, TrainingTable table, int folds, long seed, Runnable foldDone) {
        if (families.isEmpty()) {
            throw new IllegalArgumentException("there is no family to choose from");
        }
        SplittableRandom random = new SplittableRandom(seed);
        long validationSeed = random.nextLong();
        long trainingSeed = random.nextLong();
        List<CrossValidationReport> reports = new ArrayList<>();
        int best = 0;
        for (int i = 0; i < families.size(); i++) {
            reports.add(CrossValidation.of(families.get(i), table, folds, validationSeed, foldDone));
            if (isBetter(reports.get(i), reports.get(best), table)) {
                best = i;
            }
        }
        PredictorFamily chosen = families.get(best);
        Predictor predictor = chosen.train(table, trainingSeed).withOrigin(Origin.of(table));
        return new ModelSelection(chosen, predictor, reports);
    }

    private static boolean isBetter(CrossValidationReport one, CrossValidationReport other, TrainingTable table) {
        double[] ones = one.outOfFold();
        double[] others = other.outOfFold();
        SummaryStatistics difference = new SummaryStatistics();
        for (int i = 0; i < ones.length; i++) {
            double a = ones[i] - table.score(i);
            double b = others[i] - table.score(i);
            difference.addValue(b * b - a * a);
        }
        double error = difference.getStandardDeviation() / Math.sqrt(ones.length);
        return difference.getMean() > error;
    }
}
