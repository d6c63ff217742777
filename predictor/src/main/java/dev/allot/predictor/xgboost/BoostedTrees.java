package dev.allot.predictor.xgboost;

import dev.allot.predictor.ModelFiles;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.format.Documents;
import dev.allot.predictor.format.ModelFormatException;
import dev.allot.predictor.format.XGBoostDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient-boosted regression trees, trained by XGBoost on squared error with its exact split search, on one thread. The trained model is
 * read back into a {@link dev.allot.core.surrogate.TreeEnsemble} that predicts the same floats; features are rounded to single precision.
 * The defaults are for tables of 50 to 250 rows: shallow trees, small steps, and both rows and columns sampled.
 *
 * @param rounds number of trees, at least 1
 * @param depth greatest depth of a tree, 1 to 30
 * @param learningRate share of each tree's fit that is kept, in (0, 1]
 * @param minChildWeight least number of rows in a leaf, at least 0
 * @param lambda L2 penalty on leaf values, at least 0
 * @param rowSample share of the rows that each tree sees, in (0, 1]
 * @param columnSample share of the features that each tree sees, in (0, 1]
 * @param constraints what the trees keep
 */
public record BoostedTrees(
        int rounds,
        int depth,
        double learningRate,
        double minChildWeight,
        double lambda,
        double rowSample,
        double columnSample,
        TreeConstraints constraints)
        implements ConstrainableTrees {
    /** With the defaults. */
    public BoostedTrees() {
        this(200, 2, 0.05, 5, 1, 0.7, 0.4);
    }

    /** Without constraints. */
    public BoostedTrees(
            int rounds,
            int depth,
            double learningRate,
            double minChildWeight,
            double lambda,
            double rowSample,
            double columnSample) {
        this(rounds, depth, learningRate, minChildWeight, lambda, rowSample, columnSample, TreeConstraints.NONE);
    }

    /** Checks the ranges. */
    public BoostedTrees {
        require(rounds >= 1, "rounds", "at least 1", rounds);
        require(depth >= 1 && depth <= 30, "depth", "1 to 30", depth);
        require(learningRate > 0 && learningRate <= 1, "the learning rate", "in (0, 1]", learningRate);
        require(minChildWeight >= 0, "the least child weight", "at least 0", minChildWeight);
        require(lambda >= 0, "lambda", "at least 0", lambda);
        require(rowSample > 0 && rowSample <= 1, "the share of rows", "in (0, 1]", rowSample);
        require(columnSample > 0 && columnSample <= 1, "the share of columns", "in (0, 1]", columnSample);
    }

    private static void require(boolean holds, String what, String range, double value) {
        if (!holds) {
            throw new IllegalArgumentException(what + " must be " + range + ", not " + value);
        }
    }

    @Override
    public BoostedTrees under(TreeConstraints others) {
        return new BoostedTrees(rounds, depth, learningRate, minChildWeight, lambda, rowSample, columnSample, others);
    }

    @Override
    public String id() {
        return ModelFiles.BOOSTED_TREES;
    }

    @Override
    public String description() {
        return "gradient-boosted trees of XGBoost, shallow and regularised";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the table has no feature of a name that is constrained
     * @throws XGBoostUnavailableException if XGBoost's native library cannot be loaded
     */
    @Override
    public Predictor train(TrainingTable table, long seed) {
        constraints.require(table);
        NativeXGBoost.require();
        try {
            return new Predictor(
                    id(),
                    table.features(),
                    XGBoostDocument.read(Documents.parse(fit(table, seed))).trees());
        } catch (XGBoostError | ModelFormatException e) {
            throw new IllegalStateException("XGBoost could not train on " + table + ": " + e.getMessage(), e);
        }
    }

    /** The trained model's file in JSON. */
    byte[] fit(TrainingTable table, long seed) throws XGBoostError {
        DMatrix data = matrix(table);
        try {
            Booster booster = XGBoost.train(data, parameters(table.features(), seed), rounds, Map.of(), null, null);
            try {
                return booster.toByteArray("json");
            } finally {
                booster.dispose();
            }
        } finally {
            data.dispose();
        }
    }

    private static DMatrix matrix(TrainingTable table) throws XGBoostError {
        float[] cells = new float[table.size() * table.width()];
        float[] labels = new float[table.size()];
        for (int i = 0; i < table.size(); i++) {
            for (int j = 0; j < table.width(); j++) {
                cells[i * table.width() + j] = (float) table.value(i, j);
            }
            labels[i] = (float) table.score(i);
        }
        DMatrix data = new DMatrix(cells, table.size(), table.width(), Float.NaN);
        data.setLabel(labels);
        return data;
    }

    private Map<String, Object> parameters(List<String> features, long seed) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("objective", "reg:squarederror");
        parameters.put("tree_method", "exact");
        parameters.put("max_depth", depth);
        parameters.put("eta", learningRate);
        parameters.put("min_child_weight", minChildWeight);
        parameters.put("lambda", lambda);
        parameters.put("subsample", rowSample);
        parameters.put("colsample_bytree", columnSample);
        parameters.putAll(constraints.parameters(features));
        // XGBoost's seed has 31 bits.
        parameters.put("seed", (int) ((seed ^ seed >>> 32) & 0x7fffffff));
        // More threads spin-wait against each other on small tables, and train many times slower on a busy machine.
        parameters.put("nthread", 1);
        parameters.put("verbosity", 0);
        return parameters;
    }
}
