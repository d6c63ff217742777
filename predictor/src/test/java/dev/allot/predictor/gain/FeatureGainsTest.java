package dev.allot.predictor.gain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomTrees;
import dev.allot.predictor.BayesianLinear;
import dev.allot.predictor.RidgeLinear;
import dev.allot.predictor.TrainingTable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureGainsTest {
    private static final double[] TRUE_GAINS = {2e-4, -1e-4, 0, 5e-5};

    private static TrainingTable table(SplittableRandom random) {
        double[][] rows = new double[150][4];
        double[] scores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Arrays.setAll(rows[i], j -> random.nextInt(1000));
            scores[i] = 0.7 + new LinearSurrogate(0, TRUE_GAINS).value(rows[i]) + 0.02 * random.nextGaussian();
        }
        return new TrainingTable(List.of("a", "b", "c", "d"), rows, scores);
    }

    @Test
    void ordersFeaturesByWhatAHundredMoreGain() {
        List<FeatureGain> gains = FeatureGains.PER_HUNDRED.of(new RidgeLinear(), table(new SplittableRandom(1)), 1);
        assertThat(gains).extracting(FeatureGain::feature).containsExactly("a", "d", "c", "b");
        assertThat(gains.get(0).gain()).isCloseTo(0.02, within(0.002));
        assertThat(gains.get(0).isOpen()).isFalse();
        assertThat(gains.get(2).isOpen()).isTrue();
        assertThat(gains.get(3).interval().upper()).isNegative();
    }

    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(2);
        int held = 0;
        for (int world = 0; world < 60; world++) {
            for (FeatureGain gain : FeatureGains.PER_HUNDRED.of(new BayesianLinear(), table(random), world)) {
                double truth = 100 * TRUE_GAINS["abcd".indexOf(gain.feature())];
                held += gain.interval().contains(truth) ? 1 : 0;
            }
        }
        assertThat(held / 240.0).isBetween(0.90, 0.99);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FeatureGains(0, 10, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> new FeatureGains(1, 1, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> new FeatureGains(1, 10, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShapleyValues(new LinearSurrogate(0, new double[1]), new double[0][]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ShapleyValues(
                        RandomProblems.quadratic(new SplittableRandom(1), 2), new double[][] {{0, 0}}));
    }

    private static TreeEnsemble trees(SplittableRandom random, int width) {
        double[] lower = new double[width];
        double[] upper = new double[width];
        Arrays.fill(upper, 20);
        return RandomTrees.ensemble(random, Box.of(lower, upper), 12);
    }

    private static double[] point(SplittableRandom random, int width) {
        return random.doubles(width, 0, 20).map(Math::rint).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void contributionsAreThoseOfTheDefinition(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = 5;
        Surrogate f = seed == 6 ? RandomProblems.linear(random, width) : trees(random, width);
        double[][] backgrounds = {point(random, width), point(random, width), point(random, width)};
        ShapleyValues shapley = new ShapleyValues(f, backgrounds);
        for (int k = 0; k < 10; k++) {
            double[] z = point(random, width);
            double[] values = shapley.at(z);
            double[] expected = naive(f, z, backgrounds);
            for (int j = 0; j < width; j++) {
                assertThat(values[j]).isCloseTo(expected[j], within(1e-6));
            }
            double mean =
                    Arrays.stream(backgrounds).mapToDouble(f::value).average().orElseThrow();
            assertThat(Arrays.stream(values).sum()).isCloseTo(f.value(z) - mean, within(1e-6));
        }
    }

    /** Over all coalitions. */
    private static double[] naive(Surrogate f, double[] z, double[][] backgrounds) {
        int n = z.length;
        double[] values = new double[n];
        for (double[] background : backgrounds) {
            for (int coalition = 0; coalition < 1 << n; coalition++) {
                int size = Integer.bitCount(coalition);
                for (int j = 0; j < n; j++) {
                    if ((coalition >> j & 1) == 0) {
                        double weight = factorial(size) * factorial(n - size - 1) / factorial(n) / backgrounds.length;
                        values[j] += weight
                                * (f.value(mixed(z, background, coalition | 1 << j))
                                        - f.value(mixed(z, background, coalition)));
                    }
                }
            }
        }
        return values;
    }

    private static double[] mixed(double[] z, double[] background, int coalition) {
        double[] mixed = background.clone();
        for (int j = 0; j < z.length; j++) {
            if ((coalition >> j & 1) == 1) {
                mixed[j] = z[j];
            }
        }
        return mixed;
    }

    private static double factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }

    @Test
    void whatMattersMostHasTheGreatestContributions() {
        LinearSurrogate f = new LinearSurrogate(1, new double[] {0.1, -3, 0});
        double[][] mixes = {{0, 0, 0}, {2, 2, 2}};
        double[] importance = new ShapleyValues(f, mixes).importance(mixes);
        assertThat(importance[0]).isCloseTo(0.1, within(1e-12));
        assertThat(importance[1]).isCloseTo(3, within(1e-12));
        assertThat(importance[2]).isZero();
    }
}
