package dev.allot.core.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SurrogateArgumentsTest {
    @Test
    void coefficientsMustBeFinite() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] weights = {0, wrong};
            assertThatIllegalArgumentException().isThrownBy(() -> new LinearSurrogate(wrong, new double[1]));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LinearSurrogate(0, weights))
                    .withMessageContaining("weight 1");
            assertThatIllegalArgumentException().isThrownBy(() -> new QuadraticSurrogate(0, weights, new double[2][2]));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new QuadraticSurrogate(0, new double[1], new double[][] {{wrong}}));
        }
    }

    @Test
    void theMatrixMustBeSquareAndSymmetric() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuadraticSurrogate(0, new double[2], new double[1][2]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuadraticSurrogate(0, new double[2], new double[][] {{1, 2}, {2}}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QuadraticSurrogate(0, new double[2], new double[][] {{1, 2}, {2.5, 1}}))
                .withMessageContaining("(1, 0)");
    }

    @Test
    void kernelsNeedScalesAndCentresThatFit() {
        double[][] centres = {{1, 2}};
        double[] scales = {1, 0};
        double[] weight = {3};
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelSurrogate(0, 0, scales, centres, weight));
        assertThatIllegalArgumentException().isThrownBy(() -> new KernelSurrogate(0, 1.5, scales, centres, weight));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelSurrogate(0, 1, new double[] {1, -1}, centres, weight));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelSurrogate(0, 1, scales, centres, new double[2]))
                .withMessageContaining("1 centres for 2 weights");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelSurrogate(0, 1, new double[3], centres, weight))
                .withMessageContaining("centre 0 has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KernelSurrogate(0, 1, scales, new double[][] {{1, Double.NaN}}, weight));
    }

    @Test
    void aKernelIsWorthItsWeightAtItsCentreAndNothingFarAway() {
        double[][] centres = {{4, 7}};
        KernelSurrogate kernel = new KernelSurrogate(0.5, 0.5, new double[] {1, 0}, centres, new double[] {2});
        centres[0][0] = 99;
        assertThat(kernel.value(new double[] {4, -3})).isEqualTo(2.5);
        assertThat(kernel.value(new double[] {1e6, 7})).isEqualTo(0.5);
        // At square roots' distance 1, by the formula.
        double covariance = (1 + Math.sqrt(5) + 5.0 / 3) * Math.exp(-Math.sqrt(5));
        assertThat(kernel.value(new double[] {9, 0})).isEqualTo(0.5 + 2 * covariance, within(1e-15));
        assertThat(kernel.value(new double[] {1, 0})).isEqualTo(0.5 + 2 * covariance, within(1e-15));
        assertThat(KernelSurrogate.raised(-8, 1.0 / 3)).isEqualTo(-2, within(1e-15));
    }

    @Test
    void callersArraysAreCopied() {
        double[] weights = {1, 2};
        double[][] matrix = {{1, 0.5}, {0.5, 0}};
        LinearSurrogate linear = new LinearSurrogate(3, weights);
        QuadraticSurrogate quadratic = new QuadraticSurrogate(3, weights, matrix);
        weights[0] = 99;
        matrix[0][1] = 99;
        double[] z = {2, 1};
        assertThat(linear.value(z)).isEqualTo(3 + 2 + 2);
        assertThat(quadratic.value(z)).isEqualTo(3 + 2 + 2 + 4 + 2 * 0.5 * 2);
        assertThat(linear.intercept()).isEqualTo(3);
        assertThat(linear.weight(1)).isEqualTo(2);
        assertThat(quadratic.coefficient(0, 1)).isEqualTo(0.5);
    }

    @Test
    void boxesAndIntervalsAreInOrder() {
        double[] lower = {0, -1};
        double[] upper = {0, 3};
        Box box = Box.of(lower, upper);
        lower[0] = -5;
        assertThat(box.lower(0)).isZero();
        assertThat(box.contains(new double[] {0, 3})).isTrue();
        assertThat(box.contains(new double[] {0, 3.5})).isFalse();
        assertThat(box.contains(new double[] {Double.NaN, 0})).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Box.of(new double[1], new double[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> Box.of(new double[] {1}, new double[] {0}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Box.of(new double[] {0}, new double[] {Double.POSITIVE_INFINITY}));
        assertThat(new Interval(1, 2).contains(2)).isTrue();
        assertThat(new Interval(1, 2).contains(2.1)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1));
    }
}
