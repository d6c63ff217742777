package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.LinearSurrogate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossValidationTest {
    @ParameterizedTest
    @CsvSource({"2, 2", "10, 3", "250, 5", "17, 17"})
    void foldsPartitionTheRows(int rows, int folds) {
        int[][] parts = CrossValidation.folds(numbered(rows), folds, new SplittableRandom(3));
        assertThat(parts.length).isEqualTo(folds);
        assertThat(Arrays.stream(parts).flatMapToInt(Arrays::stream).sorted().toArray())
                .isEqualTo(IntStream.range(0, rows).toArray());
        for (int[] part : parts) {
            assertThat(part.length).isBetween(rows / folds, (rows + folds - 1) / folds);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "10, 3", "250, 5", "17, 17"})
    void withoutTwinsFoldsAreThoseOfShuffledRows(int rows, int folds) {
        SplittableRandom random = new SplittableRandom(3);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int j = random.nextInt(i + 1);
            order.add(i);
            Collections.swap(order, i, j);
        }
        int[][] parts = CrossValidation.folds(numbered(rows), folds, new SplittableRandom(3));
        for (int f = 0; f < folds; f++) {
            assertThat(Arrays.stream(parts[f]).boxed())
                    .containsExactlyInAnyOrderElementsOf(order.subList(f * rows / folds, (f + 1) * rows / folds));
        }
    }

    @Test
    void twinsAreInTheSameFold() {
        TrainingTable once = numbered(30);
        int[] rows = IntStream.concat(IntStream.range(0, 30), IntStream.of(3, 3, 7, 0, 29))
                .toArray();
        TrainingTable table = once.subset(rows);
        for (int seed = 0; seed < 20; seed++) {
            int[][] parts = CrossValidation.folds(table, 5, new SplittableRandom(seed));
            assertThat(Arrays.stream(parts)
                            .flatMapToInt(Arrays::stream)
                            .sorted()
                            .toArray())
                    .isEqualTo(IntStream.range(0, 35).toArray());
            for (int[] part : parts) {
                List<Integer> different =
                        Arrays.stream(part).map(i -> rows[i]).distinct().boxed().toList();
                assertThat(different).hasSize(6);
                assertThat(part.length).isEqualTo((int)
                        Arrays.stream(rows).filter(different::contains).count());
            }
        }
        // Fewer different rows than folds: twins must part.
        int[][] parts = CrossValidation.folds(table.subset(new int[] {0, 33, 1}), 3, new SplittableRandom(1));
        assertThat(Arrays.stream(parts)).allMatch(part -> part.length == 1);
    }

    @Test
    void refusesTooFewAndTooManyFolds() {
        TrainingTable table = numbered(4);
        for (int folds : new int[] {-1, 0, 1, 5}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CrossValidation.of(new RidgeLinear(), table, folds, 1))
                    .withMessageContaining("needs 2 to 4 folds, not " + folds);
        }
    }

    /** Rows 0, 1, 2, ... with the row's number as only feature and score. */
    private static TrainingTable numbered(int rows) {
        double[][] x = new double[rows][1];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i][0] = i;
            y[i] = i;
        }
        return new TrainingTable(List.of("row"), x, y);
    }

    /** Remembers what it was trained on and predicts ever more than was seen. */
    private static final class Spy implements PredictorFamily {
        final List<double[]> seen = new ArrayList<>();
        final List<Long> seeds = new ArrayList<>();

        @Override
        public String id() {
            return "spy";
        }

        @Override
        public String description() {
            return "remembers";
        }

        @Override
        public Predictor train(TrainingTable table, long seed) {
            seen.add(table.scores());
            seeds.add(seed);
            return new Predictor(id(), table.features(), new LinearSurrogate(1000.0 * seen.size(), new double[] {1}));
        }
    }

    @Test
    void predictsEachRowByAModelThatHasNotSeenIt() {
        Spy spy = new Spy();
        CrossValidationReport report = CrossValidation.of(spy, numbered(11), 4, 5);
        assertThat(report.family()).isEqualTo("spy");
        assertThat(report.folds()).extracting(FoldScore::fold).containsExactly(0, 1, 2, 3);
        assertThat(report.folds().stream().mapToInt(FoldScore::rows).sum()).isEqualTo(11);
        for (int row = 0; row < 11; row++) {
            double predicted = report.outOfFold()[row];
            int model = (int) (predicted / 1000) - 1;
            assertThat(predicted - 1000 * (model + 1)).isEqualTo(row);
            assertThat(spy.seen.get(model)).doesNotContain(row);
            assertThat(spy.seen.get(model))
                    .hasSize(11 - report.folds().get(model).rows());
        }
        for (FoldScore fold : report.folds()) {
            assertThat(fold.spearman()).isCloseTo(1, within(1e-12));
            assertThat(fold.rmse()).isCloseTo(1000.0 * (fold.fold() + 1), within(1e-9));
        }
        assertThat(report.rmse()).isCloseTo(2500, within(1e-9));
        assertThat(report.rmseDeviation()).isCloseTo(Math.sqrt(5 / 3.0) * 1000, within(1e-6));
        assertThat(spy.seeds).doesNotHaveDuplicates();
    }

    /** Of left-out scores as many are within the intervals as these say; families without intervals say nothing. */
    @Test
    void saysHowOftenIntervalsHold() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] rows = new double[200][];
        double[] scores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {random.nextDouble(), random.nextDouble()};
            scores[i] = rows[i][0] + 0.1 * random.nextGaussian();
        }
        TrainingTable table = new TrainingTable(List.of("a", "b"), rows, scores);
        CrossValidationReport report = CrossValidation.of(new BayesianLinear(), table, 10, 1);
        assertThat(report.coverage().orElseThrow()).isBetween(0.85, 0.95);
        int within = 0;
        for (int i = 0; i < rows.length; i++) {
            // The noise is 0.1, and of a normal distribution nine tenths are within 1.645 deviations.
            within += Math.abs(report.outOfFold()[i] - scores[i]) < 0.1645 ? 1 : 0;
        }
        assertThat(report.coverage().orElseThrow()).isCloseTo(within / 200.0, within(0.04));
        assertThat(CrossValidation.of(new RidgeLinear(), table, 10, 1).coverage())
                .isEmpty();
    }

    @Test
    void theSeedDecidesEverything() {
        TrainingTable table = numbered(30);
        Spy spy = new Spy();
        CrossValidation.of(spy, table, 3, 8);
        CrossValidation.of(spy, table, 3, 8);
        CrossValidation.of(spy, table, 3, 9);
        assertThat(spy.seen.get(0)).isEqualTo(spy.seen.get(3)).isNotEqualTo(spy.seen.get(6));
        assertThat(spy.seeds.get(2)).isEqualTo(spy.seeds.get(5)).isNotEqualTo(spy.seeds.get(8));
    }

    @Test
    void rankCorrelationSharesRanksAmongTies() {
        double[] actual = {1, 2, 3, 4, 5};
        assertThat(CrossValidation.spearman(new double[] {10, 20, 30, 40, 1000}, actual))
                .isCloseTo(1, within(1e-12));
        assertThat(CrossValidation.spearman(new double[] {5, 4, 3, 2, 1}, actual))
                .isCloseTo(-1, within(1e-12));
        // Ranks 1.5, 1.5, 3, 4, 5: covariance 9.5 / sqrt(9.5 * 10).
        assertThat(CrossValidation.spearman(new double[] {0, 0, 3, 4, 5}, actual))
                .isCloseTo(Math.sqrt(0.95), within(1e-12));
    }

    @Test
    void whatIsConstantRanksNothing() {
        double[] actual = {1, 2, 3};
        assertThat(CrossValidation.spearman(new double[] {7, 7, 7}, actual)).isZero();
        assertThat(CrossValidation.spearman(actual, new double[] {7, 7, 7})).isZero();
        assertThat(CrossValidation.spearman(new double[] {7}, new double[] {7})).isZero();
    }
}
