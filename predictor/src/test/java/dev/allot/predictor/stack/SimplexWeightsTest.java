package dev.allot.predictor.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimplexWeightsTest {
    private static double squares(double[][] errors, double[] weights) {
        double sum = 0;
        for (int i = 0; i < errors[0].length; i++) {
            double error = 0;
            for (int k = 0; k < errors.length; k++) {
                error += weights[k] * errors[k][i];
            }
            sum += error * error;
        }
        return sum;
    }

    /** The naive twin: projected gradient descent, which needs nothing but the gradient and a sort. */
    private static double[] naive(double[][] errors) {
        int n = errors.length;
        double[] weights = new double[n];
        Arrays.fill(weights, 1.0 / n);
        double lipschitz = 0;
        for (double[] each : errors) {
            lipschitz += Arrays.stream(each).map(e -> e * e).sum();
        }
        for (int step = 0; step < 8_000; step++) {
            double[] moved = weights.clone();
            for (int i = 0; i < errors[0].length; i++) {
                double error = 0;
                for (int k = 0; k < n; k++) {
                    error += weights[k] * errors[k][i];
                }
                for (int k = 0; k < n; k++) {
                    moved[k] -= error * errors[k][i] / lipschitz;
                }
            }
            weights = onSimplex(moved);
        }
        return weights;
    }

    /** The nearest point whose entries are none negative and sum to one: all less a constant, cut at zero. */
    private static double[] onSimplex(double[] point) {
        double low = Arrays.stream(point).min().orElseThrow() - 1;
        double high = Arrays.stream(point).max().orElseThrow();
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            double sum = 0;
            for (double v : point) {
                sum += Math.max(0, v - middle);
            }
            if (sum > 1) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double level = low;
        return Arrays.stream(point).map(v -> Math.max(0, v - level)).toArray();
    }

    private static void assertOnSimplex(double[] weights) {
        assertThat(Arrays.stream(weights).allMatch(w -> w >= 0 && w <= 1)).isTrue();
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void errLeastInSquares(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int bases = random.nextInt(2, 6);
        double[] common = random.doubles(12, -1, 1).toArray();
        double[][] errors = new double[bases][12];
        for (double[] each : errors) {
            double own = random.nextDouble(0.2, 1.5);
            Arrays.setAll(each, i -> common[i] + own * random.nextGaussian());
        }
        double[] weights = SimplexWeights.of(errors);
        assertOnSimplex(weights);
        double[] naive = naive(errors);
        assertThat(squares(errors, weights)).isLessThanOrEqualTo(squares(errors, naive) * (1 + 1e-9));
        for (int k = 0; k < bases; k++) {
            assertThat(weights[k]).isCloseTo(naive[k], within(1e-3));
        }
    }

    /** No pair of weights can be shifted for the better, in hundreds of cases with many, few and dependent predictions. */
    @Test
    void noShiftBetweenTwoDoesGood() {
        SplittableRandom random = new SplittableRandom(9);
        for (int c = 0; c < 400; c++) {
            int rows = random.nextInt(1, 8);
            double[][] errors = new double[random.nextInt(1, 7)][rows];
            for (int k = 0; k < errors.length; k++) {
                double[] copied = errors[k / 2];
                boolean isCopy = k > 1 && random.nextInt(4) == 0;
                Arrays.setAll(errors[k], i -> isCopy ? copied[i] : random.nextInt(-3, 4));
            }
            double[] weights = SimplexWeights.of(errors);
            assertOnSimplex(weights);
            double least = squares(errors, weights);
            boolean better = false;
            for (int from = 0; from < weights.length; from++) {
                for (int to = 0; to < weights.length; to++) {
                    for (double share : new double[] {1e-4, 0.03, 1}) {
                        double[] shifted = weights.clone();
                        shifted[from] -= share * weights[from];
                        shifted[to] += share * weights[from];
                        better |= squares(errors, shifted) < least - 1e-9;
                    }
                }
            }
            assertThat(better).as("case %d", c).isFalse();
        }
    }

    @Test
    void whatDoesNoGoodHasNoWeight() {
        double[][] errors = {{1, -1, 1, -1}, {2, -2, 2, -2}, {1, -1, 1, -1}, {0, 0, 0, 0}};
        assertThat(SimplexWeights.of(errors)).containsExactly(0, 0, 0, 1);
        assertThat(SimplexWeights.of(Arrays.copyOf(errors, 3))).containsExactly(1, 0, 0);
        // Opposite errors cancel.
        assertThat(SimplexWeights.of(new double[][] {{1, 1}, {-3, -3}}))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(0.75, 0.25);
        assertThat(SimplexWeights.of(new double[][] {{0}})).containsExactly(1);
    }
}
