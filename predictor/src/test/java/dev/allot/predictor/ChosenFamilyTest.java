package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChosenFamilyTest {
    private static final List<PredictorFamily> FAMILIES = List.of(new RidgeLinear(), new RidgeQuadratic());

    private static TrainingTable table(int rows, double first) {
        SplittableRandom random = new SplittableRandom(4);
        double[][] cells = new double[rows][2];
        double[] scores = new double[rows];
        for (int i = 0; i < rows; i++) {
            cells[i][0] = random.nextDouble();
            cells[i][1] = random.nextDouble();
            scores[i] = cells[i][0] * cells[i][1] + 0.01 * random.nextGaussian();
        }
        scores[0] = Double.isNaN(first) ? scores[0] : first;
        return new TrainingTable(List.of("a", "b"), cells, scores);
    }

    @Test
    void trainsWhatSelectionChooses() {
        TrainingTable table = table(60, Double.NaN);
        Predictor chosen = new ChosenFamily(FAMILIES, 5).train(table, 9);
        Predictor expected = ModelSelection.choose(FAMILIES, table, 5, 9).predictor();
        assertThat(chosen.family()).isEqualTo("quadratic");
        assertThat(chosen.predict(new double[] {0.3, 0.4})).isEqualTo(expected.predict(new double[] {0.3, 0.4}));
    }

    /** However absurd a row's score is, what is predicted of it without it stays the same to the last bit. */
    @Test
    void noScoreTakesPartInItsOwnPrediction() {
        ChosenFamily family = new ChosenFamily(FAMILIES, 3);
        double[] plain = CrossValidation.of(family, table(30, Double.NaN), 5, 2).outOfFold();
        double[] absurd = CrossValidation.of(family, table(30, 1e6), 5, 2).outOfFold();
        assertThat(absurd[0]).isEqualTo(plain[0]);
        assertThat(absurd).isNotEqualTo(plain);
    }

    @Test
    void learnsFromFewRowsAndRefusesNothingToChoose() {
        assertThat(new ChosenFamily(FAMILIES, 5).train(table(1, 0.5), 1).family())
                .isEqualTo("linear");
        assertThatThrownBy(() -> new ChosenFamily(List.of(), 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChosenFamily(FAMILIES, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
