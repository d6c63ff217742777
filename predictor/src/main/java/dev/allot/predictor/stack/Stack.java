package dev.allot.predictor.stack;

import dev.allot.core.surrogate.Scaling;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateSum;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.CrossValidation;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.Share;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.gaussian.GaussianProcess;
import dev.allot.predictor.xgboost.BoostedTrees;
import dev.allot.predictor.xgboost.XGBoostUnavailableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A weighted mean of predictors of other families (Wolpert, "Stacked generalization", Neural Networks 5, 1992; Breiman, "Stacked regressions",
 * Machine Learning 24, 1996). The weights, none negative and of sum one, are those with which predictions of rows that were left out err
 * least in squares: every base predicts the rows of each fold from the others, the folds being the same for all bases. Then the bases are
 * trained on all rows. Only the table that {@link #train} is given plays a part, so that a cross-validation of the stack is a nested one.
 *
 * <p>The result is one {@link SurrogateSum}, or less: bases of weight 0 are left out, linear and quadratic ones become one function. Cost: folds
 * + 1 trainings of each base.
 *
 * @param bases at least one, of different ids
 * @param folds parts of the table that the weights are learned from, at least 2; fewer if there are fewer rows
 */
public record Stack(List<PredictorFamily> bases, int folds) implements PredictorFamily {
    /** Three that differ in kind: a regression on counts with diminishing returns, trees, and a Gaussian process; 5 folds. */
    public Stack() {
        this(List.of(new BayesianConcave(), new BoostedTrees(), new GaussianProcess()), 5);
    }

    /** Checks bases and folds. */
    public Stack {
        bases = List.copyOf(bases);
        if (bases.isEmpty()
                || bases.stream().map(PredictorFamily::id).distinct().count() < bases.size()) {
            throw new IllegalArgumentException("a stack needs a base, and no two of one id");
        }
        if (folds < 2) {
            throw new IllegalArgumentException("the number of folds must be at least 2, not " + folds);
        }
    }

    @Override
    public String id() {
        return "stack";
    }

    @Override
    public String description() {
        return "weighted mean of " + String.join(", ", ids()) + ", weights by error on left-out rows";
    }

    private List<String> ids() {
        return bases.stream().map(PredictorFamily::id).toList();
    }

    @Override
    public boolean combinesOthers() {
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws XGBoostUnavailableException if a base is of trees and XGBoost's native library cannot be loaded
     */
    @Override
    public Predictor train(TrainingTable table, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] weights = weights(table, random.nextLong());
        long trainingSeed = random.nextLong();
        List<Share> shares = new ArrayList<>();
        List<Surrogate> parts = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            PredictorFamily base = bases.get(k);
            shares.add(new Share(base.id(), weights[k]));
            if (weights[k] > 0) {
                Surrogate part =
                        trained(base, () -> base.train(table, trainingSeed)).surrogate();
                parts.add(Scaling.ofValues(weights[k]).of(part));
            }
        }
        return new Predictor(id(), table.features(), SurrogateSum.of(parts)).withShares(shares);
    }

    /** A weight for each base; of a single row, which can be left out of nothing, all the same. */
    private double[] weights(TrainingTable table, long seed) {
        double[] weights = new double[bases.size()];
        if (table.size() < 2) {
            Arrays.fill(weights, 1.0 / weights.length);
            return weights;
        }
        int parts = Math.min(folds, table.size());
        double[][] errors = new double[weights.length][];
        for (int k = 0; k < weights.length; k++) {
            PredictorFamily base = bases.get(k);
            // One seed gives all bases the same folds.
            errors[k] = trained(base, () -> CrossValidation.of(base, table, parts, seed))
                    .outOfFold();
            for (int i = 0; i < table.size(); i++) {
                errors[k][i] -= table.score(i);
            }
        }
        return SimplexWeights.of(errors);
    }

    private <T> T trained(PredictorFamily base, Supplier<T> training) {
        try {
            return training.get();
        } catch (XGBoostUnavailableException e) {
            throw e.of("'" + id() + "' needs '" + base.id() + "'");
        }
    }
}
