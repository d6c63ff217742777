package dev.allot.predictor.xgboost;

import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.TrainingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Boosted trees, each ensemble trained on a bootstrap resample of the rows, and averaged (Breiman, "Bagging Predictors", Machine Learning 24,
 * 1996): what only some rows say has less of a say. The average of sums of trees is a sum of trees with smaller leaves, so solvers see one
 * {@link TreeEnsemble} and bounds hold as they do for any.
 *
 * @param bags number of ensembles, at least 1
 * @param member each of them
 */
public record BaggedTrees(int bags, BoostedTrees member) implements ConstrainableTrees {
    /** Eight ensembles of 50 trees of depth 2: together twice as many trees as the default ensemble. */
    public BaggedTrees() {
        this(8, new BoostedTrees(50, 2, 0.15, 5, 1, 0.7, 0.4));
    }

    /** Checks that there is an ensemble. */
    public BaggedTrees {
        if (bags < 1) {
            throw new IllegalArgumentException("the number of bags must be at least 1, not " + bags);
        }
    }

    /** {@inheritDoc} The mean of what is monotone or additive is so itself. */
    @Override
    public BaggedTrees under(TreeConstraints constraints) {
        return new BaggedTrees(bags, member.under(constraints));
    }

    @Override
    public String id() {
        return "bagged-trees";
    }

    @Override
    public String description() {
        return "boosted trees on bootstrap resamples of the table, averaged to one ensemble";
    }

    /**
     * {@inheritDoc}
     *
     * @throws XGBoostUnavailableException if XGBoost's native library cannot be loaded
     */
    @Override
    public Predictor train(TrainingTable table, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RegressionTree> trees = new ArrayList<>();
        double base = 0;
        for (int b = 0; b < bags; b++) {
            // As many rows, drawn with replacement.
            TrainingTable resample =
                    table.subset(random.ints(table.size(), 0, table.size()).toArray());
            TreeEnsemble ensemble =
                    (TreeEnsemble) member.train(resample, random.nextLong()).surrogate();
            base += (double) ensemble.base() / bags;
            for (int t = 0; t < ensemble.treeCount(); t++) {
                trees.add(share(RegressionTree.of(ensemble, t)));
            }
        }
        return new Predictor(id(), table.features(), TreeEnsemble.of(table.width(), (float) base, trees));
    }

    /** A tree's part in the average. */
    private RegressionTree share(RegressionTree tree) {
        float[] values = tree.value().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] /= bags;
        }
        return new RegressionTree(
                tree.left(), tree.right(), tree.feature(), tree.threshold(), tree.defaultLeft(), values);
    }
}
