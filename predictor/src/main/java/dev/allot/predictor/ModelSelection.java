package dev.allot.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A family chosen by cross-validation.
 *
 * @param family the family with the least mean cross-validated RMSE
 * @param predictor that family trained on all rows
 * @param reports one report for each family asked, in the order asked
 */
public record ModelSelection(PredictorFamily family, Predictor predictor, List<CrossValidationReport> reports) {
    /** Copies the reports. */
    public ModelSelection {
        reports = List.copyOf(reports);
    }

    /**
     * Cross-validates every family on the same folds and trains the best on all rows. Of families that do equally well, the one asked first
     * is chosen.
     *
     * @param families at least one
     * @param folds number of folds, from 2 to the number of rows
     * @param seed all randomness, of folds and training
     */
    public static ModelSelection choose(List<PredictorFamily> families, TrainingTable table, int folds, long seed) {
        if (families.isEmpty()) {
            throw new IllegalArgumentException("there is no family to choose from");
        }
        SplittableRandom random = new SplittableRandom(seed);
        long validationSeed = random.nextLong();
        long trainingSeed = random.nextLong();
        List<CrossValidationReport> reports = new ArrayList<>();
        int best = 0;
        for (int i = 0; i < families.size(); i++) {
            reports.add(CrossValidation.of(families.get(i), table, folds, validationSeed));
            if (reports.get(i).rmse() < reports.get(best).rmse()) {
                best = i;
            }
        }
        PredictorFamily chosen = families.get(best);
        return new ModelSelection(chosen, chosen.train(table, trainingSeed), reports);
    }
}
