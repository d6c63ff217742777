package dev.allot.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoolingTest {
    @Test
    void everyCycleEndsColdAndStartsHalfAsHot() {
        Cooling cooling = new Cooling(8, 0.5, 3);
        assertThat(cooling.temperature(0)).isEqualTo(8);
        assertThat(cooling.cycle(0.34)).isEqualTo(1);
        assertThat(cooling.temperature(1.0 / 3)).isCloseTo(4, within(1e-9));
        assertThat(cooling.temperature(2.0 / 3 - 1e-12)).isCloseTo(0.5, within(1e-6));
        assertThat(cooling.temperature(1)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void whereNothingChangesItIsFrozen() {
        assertThat(new Cooling(0, 0, 3).temperature(0.5)).isZero();
    }
}
