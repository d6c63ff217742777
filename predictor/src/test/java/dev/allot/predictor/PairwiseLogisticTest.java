package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairwiseLogisticTest {
    private static final int ROWS = 500;
    private static final int FEATURES = 6;

    /** Differences with a common part, so that features correlate, on very different scales. */
    private static float[][] differences(double correlation) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] x = new float[ROWS][FEATURES];
        for (float[] row : x) {
            double common = random.nextDouble() - 0.5;
            for (int k = 0; k < FEATURES; k++) {
                double own = random.nextDouble() - 0.5;
                row[k] = (float) (Math.pow(10, k - 3) * (correlation * common + (1 - correlation) * own));
            }
        }
        return x;
    }

    private static float[] labels(float[][] x) {
        SplittableRandom random = new SplittableRandom(2);
        float[] labels = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            double margin = 4000 * x[i][0] - 200 * x[i][1] + 0.02 * x[i][5];
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
        }
        return labels;
    }

    /** XGBoost's linear booster on rows mirrored to keep its bias at 0, on features scaled as ours: another library, the same optimum. */
    @Test
    void findsTheOptimumOfXgboostsLinearBooster() throws Exception {
        float[][] x = differences(0.3);
        float[] labels = labels(x);
        double penalty = 2;
        double[] scale = new double[FEATURES];
        for (float[] row : x) {
            for (int k = 0; k < FEATURES; k++) {
                scale[k] += (double) row[k] * row[k] / ROWS;
            }
        }
        float[] cells = new float[2 * ROWS * FEATURES];
        float[] both = new float[2 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            for (int k = 0; k < FEATURES; k++) {
                float scaled = (float) (x[i][k] / Math.sqrt(scale[k]));
                cells[i * FEATURES + k] = scaled;
                cells[(ROWS + i) * FEATURES + k] = -scaled;
            }
            both[i] = labels[i];
            both[ROWS + i] = 1 - labels[i];
        }
        DMatrix data = new DMatrix(cells, 2 * ROWS, FEATURES, Float.NaN);
        data.setLabel(both);
        Booster booster = XGBoost.train(
                data,
                Map.of(
                        "booster",
                        "gblinear",
                        "updater",
                        "coord_descent",
                        "objective",
                        "binary:logistic",
                        "eta",
                        1.0,
                        "lambda",
                        penalty / ROWS,
                        "base_score",
                        0.5,
                        "nthread",
                        1,
                        "verbosity",
                        0),
                200,
                Map.of(),
                null,
                null);
        JsonNode weights =
                new ObjectMapper().readTree(booster.toByteArray("json")).at("/learner/gradient_booster/model/weights");
        booster.dispose();
        data.dispose();
        double[] ours = PairwiseLogistic.of(x, penalty).fit(labels);
        for (int k = 0; k < FEATURES; k++) {
            assertThat(ours[k] * Math.sqrt(scale[k])).isCloseTo(weights.get(k).doubleValue(), within(1e-5));
        }
        assertThat(weights.get(FEATURES).doubleValue()).isCloseTo(0, within(1e-6));
    }

    /** At the optimum the gradient of the penalised loss is 0; strong correlation and perfect separation included. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.9, 0.999, 1})
    void stopsWhereTheGradientVanishes(double correlation) {
        float[][] x = differences(correlation);
        float[] noisy = labels(x);
        float[] separable = new float[ROWS];
        float[] shares = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            separable[i] = x[i][0] > 0 ? 1 : 0;
            shares[i] = (i % 5) / 4f;
        }
        for (float[] labels : new float[][] {noisy, separable, shares}) {
            for (double penalty : new double[] {1e-6, 1, 1e6}) {
                assertThat(gradient(x, labels, penalty)).isLessThan(1e-4);
            }
        }
    }

    /** Largest entry of the gradient in scaled features; the loss has the order of the rows. */
    private static double gradient(float[][] x, float[] labels, double penalty) {
        double[] weights = PairwiseLogistic.of(x, penalty).fit(labels);
        double largest = 0;
        for (int k = 0; k < FEATURES; k++) {
            double square = 0;
            double sum = 0;
            for (int i = 0; i < ROWS; i++) {
                double margin = 0;
                for (int l = 0; l < FEATURES; l++) {
                    margin += weights[l] * x[i][l];
                }
                square += (double) x[i][k] * x[i][k] / ROWS;
                sum += (1 / (1 + Math.exp(-margin)) - labels[i]) * x[i][k];
            }
            double scale = Math.sqrt(square);
            largest = Math.max(largest, Math.abs(sum / scale + penalty * weights[k] * scale));
        }
        return largest;
    }

    /** The naive twin: Newton's method with the exact Hessian at every step, no step halved. */
    private static double[] newton(double[][] x, float[] labels, float[] weights) {
        int features = x[0].length;
        double[] beta = new double[features];
        for (int iteration = 0; iteration < 30; iteration++) {
            RealMatrix hessian = MatrixUtils.createRealIdentityMatrix(features);
            double[] gradient = beta.clone();
            for (int i = 0; i < x.length; i++) {
                double margin = 0;
                for (int k = 0; k < features; k++) {
                    margin += beta[k] * x[i][k];
                }
                double p = 1 / (1 + Math.exp(-margin));
                for (int k = 0; k < features; k++) {
                    gradient[k] += weights[i] * (p - labels[i]) * x[i][k];
                    for (int l = 0; l < features; l++) {
                        hessian.addToEntry(k, l, weights[i] * p * (1 - p) * x[i][k] * x[i][l]);
                    }
                }
            }
            double[] step =
                    new LUDecomposition(hessian).getSolver().getInverse().operate(gradient);
            for (int k = 0; k < features; k++) {
                beta[k] -= step[k];
            }
        }
        return beta;
    }

    /** Where one Hessian serves all steps, where it is renewed at nearly each, and where it knows little of the rows that count. */
    @ParameterizedTest
    @CsvSource({"0.3, 1", "3, 1", "0.3, 0.1", "3, 0.1"})
    void equalsNewtonsMethodWithTheExactHessian(double length, double share) {
        SplittableRandom random = new SplittableRandom(3);
        int features = 30;
        double[][] scaled = new double[ROWS][features];
        double[] squares = new double[features];
        float[][] x = new float[ROWS][features];
        float[] labels = new float[ROWS];
        float[] weights = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double margin = 0;
            for (int k = 0; k < features; k++) {
                // Every third feature differs in a few rows only.
                x[i][k] = k % 3 == 0 && i % 7 != 0 ? 0 : (float) (random.nextDouble() - 0.5);
                squares[k] += (double) x[i][k] * x[i][k] / ROWS;
                margin += length * (k % 5 - 2) * x[i][k];
            }
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
            weights[i] = random.nextDouble() < share ? 1 + i % 3 : 0;
        }
        for (int i = 0; i < ROWS; i++) {
            for (int k = 0; k < features; k++) {
                scaled[i][k] = x[i][k] / Math.sqrt(squares[k]);
            }
        }
        double[] expected = newton(scaled, labels, weights);
        double[] actual = PairwiseLogistic.of(x, 1).fit(labels, weights);
        for (int k = 0; k < features; k++) {
            assertThat(actual[k] * Math.sqrt(squares[k])).isCloseTo(expected[k], within(1e-6));
        }
    }

    @Test
    void swappingAlternativesChangesNothing() {
        float[][] x = differences(0.5);
        float[] labels = labels(x);
        double[] weights = PairwiseLogistic.of(x, 1).fit(labels);
        for (int i = 0; i < ROWS; i += 3) {
            for (int k = 0; k < FEATURES; k++) {
                x[i][k] = -x[i][k];
            }
            labels[i] = 1 - labels[i];
        }
        double[] swapped = PairwiseLogistic.of(x, 1).fit(labels);
        for (int k = 0; k < FEATURES; k++) {
            assertThat(swapped[k]).isCloseTo(weights[k], within(1e-6 * Math.abs(weights[k]) + 1e-12));
        }
    }

    @Test
    void weightsCountRowsAndZeroLeavesThemOut() {
        float[][] x = differences(0.5);
        float[] labels = labels(x);
        int[] twice = IntStream.range(0, ROWS)
                .filter(i -> i % 3 != 0)
                .flatMap(i -> IntStream.of(i, i))
                .toArray();
        float[][] doubled = new float[twice.length][];
        float[] doubledLabels = new float[twice.length];
        for (int i = 0; i < twice.length; i++) {
            doubled[i] = x[twice[i]];
            doubledLabels[i] = labels[twice[i]];
        }
        // The scale, and with it what is penalised, comes from all rows; without much penalty it hardly matters.
        float[] weights = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            weights[i] = i % 3 == 0 ? 0 : 2;
        }
        double[] weighted = PairwiseLogistic.of(x, 1e-6).fit(labels, weights);
        double[] repeated = PairwiseLogistic.of(doubled, 1e-6).fit(doubledLabels);
        for (int k = 0; k < FEATURES; k++) {
            assertThat(weighted[k]).isCloseTo(repeated[k], within(1e-4 * Math.abs(repeated[k])));
        }
        assertThat(PairwiseLogistic.of(x, 1).fit(labels, new float[ROWS])).containsOnly(0);
    }

    @Test
    void featuresThatNeverDifferHaveNoWeight() {
        float[][] x = {{1, 0}, {-1, 0}, {2, 0}};
        double[] weights = PairwiseLogistic.of(x, 1).fit(new float[] {1, 0, 1});
        assertThat(weights[0]).isPositive();
        assertThat(weights[1]).isZero();
    }

    @Test
    void isTheSameEveryTimeAndForeverUntouched() {
        float[][] x = differences(0.5);
        float[] labels = labels(x);
        PairwiseLogistic model = PairwiseLogistic.of(x, 1);
        double[] first = model.fit(labels);
        float[] inverse = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            inverse[i] = 1 - labels[i];
        }
        double[] opposite = model.fit(inverse);
        Arrays.stream(x).forEach(row -> Arrays.fill(row, 0));
        assertThat(model.fit(labels)).isEqualTo(first);
        for (int k = 0; k < FEATURES; k++) {
            assertThat(opposite[k]).isCloseTo(-first[k], within(1e-6 * Math.abs(first[k]) + 1e-12));
        }
    }

    @Test
    void refusesWhatCannotBeFitted() {
        refused(new float[0][], 1, "at least one row");
        refused(new float[][] {{}}, 1, "one feature");
        refused(new float[][] {{1, 2}, {1}}, 1, "row 1 has 1 values, not 2");
        refused(new float[][] {{Float.NaN}}, 1, "row 0, feature 0 is NaN");
        refused(new float[][] {{1}}, 0, "penalty must be at least");
        refused(new float[][] {{1}}, Double.NaN, "penalty must be at least");
        PairwiseLogistic model = PairwiseLogistic.of(new float[][] {{1}, {2}}, 1);
        assertThat(model.rows()).isEqualTo(2);
        assertThat(model.features()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> model.fit(new float[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> model.fit(new float[] {1, 2}));
        assertThatIllegalArgumentException().isThrownBy(() -> model.fit(new float[] {1, Float.NaN}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.fit(new float[] {1, 0}, new float[] {1, -1}))
                .withMessageContaining("weight 1 is -1.0");
    }

    private static void refused(float[][] differences, double penalty, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairwiseLogistic.of(differences, penalty))
                .withMessageContaining(message);
    }
}
