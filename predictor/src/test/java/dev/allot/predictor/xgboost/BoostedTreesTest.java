package dev.allot.predictor.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.TrainingTable;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {
    private static final TrainingTable TABLE = table();

    private static TrainingTable table() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] x = new double[100][4];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 4; j++) {
                x[i][j] = random.nextInt(100);
            }
            y[i] = (x[i][0] < 50 ? 0.3 : 0.7) + 0.1 * random.nextDouble();
        }
        return new TrainingTable(List.of("a", "b::c=1|d=[2]", "<", ""), x, y);
    }

    @Test
    void theSameSeedGivesTheSameTrees() throws Exception {
        BoostedTrees family = new BoostedTrees();
        assertThat(family.fit(TABLE, 7)).isEqualTo(family.fit(TABLE, 7)).isNotEqualTo(family.fit(TABLE, 8));
        // Every bit of a seed counts, though XGBoost takes but 31 of them.
        assertThat(family.fit(TABLE, 1L << 40)).isNotEqualTo(family.fit(TABLE, 0));
    }

    @Test
    void readsTheModelBackAsAnEnsembleThatHasLearnt() {
        Predictor predictor = new BoostedTrees().train(TABLE, 1);
        TreeEnsemble trees = (TreeEnsemble) predictor.surrogate();
        assertThat(predictor.family()).isEqualTo("boosted-trees");
        assertThat(predictor.features()).isEqualTo(TABLE.features());
        assertThat(trees.dimension()).isEqualTo(4);
        assertThat(trees.treeCount()).isEqualTo(200);
        assertThat(predictor.predict(new double[] {20, 50, 50, 50})).isBetween(0.3, 0.45);
        assertThat(predictor.predict(new double[] {80, 50, 50, 50})).isBetween(0.65, 0.85);
    }

    @Test
    void predictsTheMeanOfOneRow() {
        Predictor predictor = new BoostedTrees().train(TABLE.subset(new int[] {3}), 1);
        assertThat((float) predictor.predict(new double[4])).isEqualTo((float) TABLE.score(3));
    }

    @Test
    void refusesHyperparametersOutOfRange() {
        refused(() -> new BoostedTrees(0, 2, 0.1, 1, 1, 1, 1), "rounds must be at least 1, not 0");
        refused(() -> new BoostedTrees(1, 31, 0.1, 1, 1, 1, 1), "depth must be 1 to 30");
        refused(() -> new BoostedTrees(1, 2, 0, 1, 1, 1, 1), "learning rate must be in (0, 1]");
        refused(() -> new BoostedTrees(1, 2, 0.1, -1, 1, 1, 1), "least child weight");
        refused(() -> new BoostedTrees(1, 2, 0.1, 1, Double.NaN, 1, 1), "lambda must be at least 0");
        refused(() -> new BoostedTrees(1, 2, 0.1, 1, 1, 1.1, 1), "share of rows");
        refused(() -> new BoostedTrees(1, 2, 0.1, 1, 1, 1, 0), "share of columns");
    }

    private static void refused(Runnable construction, String message) {
        assertThatIllegalArgumentException().isThrownBy(construction::run).withMessageContaining(message);
    }
}
