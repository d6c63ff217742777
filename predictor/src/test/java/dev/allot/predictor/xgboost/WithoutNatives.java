package dev.allot.predictor.xgboost;

import dev.allot.predictor.CrossValidation;
import dev.allot.predictor.ModelFiles;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.PredictorFamilies;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.TrainingTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@link NativeXGBoostTest} runs in a class loader that cannot load XGBoost's native side. */
public final class WithoutNatives {
    private WithoutNatives() {}

    /** Does all that needs no native code, fails if any of it does; returns how training trees fails, a line for each family that has some. */
    public static String run() throws Exception {
        TrainingTable table = new TrainingTable(
                List.of("a"), new double[][] {{1}, {2}, {3}, {5}, {8}, {13}}, new double[] {1, 2, 3, 5, 8, 13});
        StringBuilder failures = new StringBuilder();
        for (PredictorFamily family : PredictorFamilies.all()) {
            try {
                CrossValidation.of(family, table, 2, 1);
            } catch (XGBoostUnavailableException e) {
                failures.append(family.id()).append(": ").append(e).append('\n');
            }
        }
        Path file = Files.createTempFile("trees", ".json");
        try {
            Files.writeString(file, MODEL);
            Predictor predictor = ModelFiles.read(file);
            if (predictor.predict(new double[] {0}) != 1.5) {
                throw new IllegalStateException("the model predicts " + predictor.predict(new double[] {0}));
            }
        } finally {
            Files.delete(file);
        }
        return failures.toString();
    }

    private static final String MODEL = """
            {"learner":{"gradient_booster":{"name":"gbtree","model":{"gbtree_model_param":{"num_trees":"1"},
            "tree_info":[0],"trees":[{"left_children":[1,-1,-1],"right_children":[2,-1,-1],
            "split_indices":[0,0,0],"split_conditions":[2,1,4],"default_left":[0,0,0],"tree_param":{}}]}},
            "learner_model_param":{"base_score":"5E-1","num_feature":"1"},"objective":{"name":"reg:squarederror"}}}
            """;
}
