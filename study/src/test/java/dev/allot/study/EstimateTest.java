package dev.allot.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void isStudentsIntervalOfTheMean() {
        Estimate estimate = Estimate.of(List.of(1.0, 2.0, 3.0, 4.0));
        // Deviation sqrt(5/3), t(3, 0.975) = 3.182446.
        double half = 3.182446 * Math.sqrt(5.0 / 3) / 2;
        assertThat(estimate.mean()).isEqualTo(2.5);
        assertThat(estimate.low()).isCloseTo(2.5 - half, within(1e-5));
        assertThat(estimate.high()).isCloseTo(2.5 + half, within(1e-5));
        assertThat(estimate.halfWidth()).isCloseTo(half, within(1e-5));
        assertThat(estimate.values()).isEqualTo(4);
    }

    @Test
    void oneValueIsItsOwnInterval() {
        assertThat(Estimate.of(List.of(0.7))).isEqualTo(new Estimate(0.7, 0.7, 0.7, 1));
    }

    @Test
    void equalValuesHaveNoWidth() {
        assertThat(Estimate.of(List.of(0.5, 0.5, 0.5))).isEqualTo(new Estimate(0.5, 0.5, 0.5, 3));
    }
}
