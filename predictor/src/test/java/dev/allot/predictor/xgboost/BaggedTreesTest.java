package dev.allot.predictor.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.TrainingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BaggedTreesTest {
    private static final BoostedTrees MEMBER = new BoostedTrees(12, 2, 0.3, 2, 1, 1, 1);
    private static final TrainingTable TABLE = table();

    private static TrainingTable table() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] x = new double[60][];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.doubles(3, 0, 100).toArray();
            y[i] = (x[i][0] < 50 ? 0.3 : 0.7) + 0.1 * random.nextGaussian();
        }
        return new TrainingTable(List.of("a", "b", "c"), x, y);
    }

    /** The same draws as the family's, but the members are kept apart and asked one by one. */
    private static List<Predictor> members(int bags, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Predictor> members = new ArrayList<>();
        for (int b = 0; b < bags; b++) {
            int[] drawn = random.ints(TABLE.size(), 0, TABLE.size()).toArray();
            members.add(MEMBER.train(TABLE.subset(drawn), random.nextLong()));
        }
        return members;
    }

    @Test
    void isTheMeanOfEnsemblesOnResamples() {
        Predictor bagged = new BaggedTrees(4, MEMBER).train(TABLE, 7);
        List<Predictor> members = members(4, 7);
        SplittableRandom random = new SplittableRandom(3);
        for (int k = 0; k < 200; k++) {
            double[] z = random.doubles(3, -10, 110).toArray();
            double mean =
                    members.stream().mapToDouble(m -> m.predict(z)).average().orElseThrow();
            assertThat(bagged.predict(z)).isCloseTo(mean, within(1e-5));
        }
        assertThat(bagged.family()).isEqualTo("bagged-trees");
        assertThat(((TreeEnsemble) bagged.surrogate()).treeCount()).isEqualTo(48);
    }

    @Test
    void theSameSeedGivesTheSamePredictor() {
        double[] z = {20, 50, 50};
        BaggedTrees family = new BaggedTrees(3, MEMBER);
        assertThat(family.train(TABLE, 1).predict(z))
                .isEqualTo(family.train(TABLE, 1).predict(z))
                .isNotEqualTo(family.train(TABLE, 2).predict(z));
    }

    @Test
    void needsABag() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BaggedTrees(0, MEMBER))
                .withMessageContaining("at least 1, not 0");
    }
}
