package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.allot.predictor.xgboost.BoostedTrees;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelSelectionTest {
    private static final List<PredictorFamily> FAMILIES =
            List.of(new RidgeLinear(), new RidgeQuadratic(), new BoostedTrees());

    private static TrainingTable table(ToDoubleFunction<double[]> truth, double noise) {
        SplittableRandom random = new SplittableRandom(11);
        int columns = 8;
        double[][] x = new double[150][columns];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < columns; j++) {
                x[i][j] = random.nextInt(1000);
            }
            y[i] = truth.applyAsDouble(x[i]) + noise * (random.nextDouble() - 0.5);
        }
        return new TrainingTable(
                IntStream.range(0, columns).mapToObj(j -> "f" + j).toList(), x, y);
    }

    private static ModelSelection choose(TrainingTable table) {
        ModelSelection selection = ModelSelection.choose(FAMILIES, table, 5, 1);
        assertThat(selection.reports())
                .extracting(CrossValidationReport::family)
                .containsExactly("linear", "quadratic", "boosted-trees");
        assertThat(selection.reports()).allMatch(report -> report.rmse() >= best(selection));
        assertThat(selection.predictor().family()).isEqualTo(selection.family().id());
        return selection;
    }

    private static double best(ModelSelection selection) {
        return selection.reports().stream()
                .filter(report -> report.family().equals(selection.family().id()))
                .findFirst()
                .orElseThrow()
                .rmse();
    }

    @Test
    void choosesTheLinearFamilyForALinearTruth() {
        assertThat(choose(table(z -> 0.5 + 2e-4 * z[0] - 1e-4 * z[1] + 5e-5 * z[2], 0.05))
                        .family()
                        .id())
                .isEqualTo("linear");
    }

    @Test
    void choosesTheQuadraticFamilyForAQuadraticTruth() {
        assertThat(choose(table(z -> 0.5 + 2e-4 * z[0] - 4e-7 * z[1] * z[2] - 2e-7 * z[0] * z[0], 0.02))
                        .family()
                        .id())
                .isEqualTo("quadratic");
    }

    @Test
    void choosesTreesForATruthOfSteps() {
        assertThat(choose(table(z -> (z[0] < 300 ? 0 : 0.2) + (z[1] < 500 ? 0.1 : 0) + (z[2] < 800 ? 0 : -0.3), 0.02))
                        .family()
                        .id())
                .isEqualTo("boosted-trees");
    }

    @Test
    void trainsTheChosenFamilyOnAllRows() {
        TrainingTable table = table(z -> 1e-3 * z[0], 0.1);
        ModelSelection selection = ModelSelection.choose(List.of(new RidgeLinear()), table, 5, 1);
        assertThat(selection.predictor().predict(table.row(0)))
                .isEqualTo(new RidgeLinear().train(table, 0).predict(table.row(0)));
    }

    @Test
    void tellsOfEachFold() {
        AtomicInteger done = new AtomicInteger();
        ModelSelection.choose(
                List.of(new RidgeLinear(), new BayesianLinear()), table(z -> z[0], 1), 5, 1, done::incrementAndGet);
        assertThat(done).hasValue(10);
    }

    @Test
    void needsAFamily() {
        assertThatIllegalArgumentException().isThrownBy(() -> ModelSelection.choose(List.of(), table(z -> 0, 1), 5, 1));
    }
}
