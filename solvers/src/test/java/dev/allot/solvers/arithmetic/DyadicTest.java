package dev.allot.solvers.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DyadicTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "3, 0", "-8, 0", "1e300, 0", "0.5, -1", "-0.75, -2", "10.125, -3", "4.9e-324, -1074"})
    void exponentOfTheLowestBit(double value, int exponent) {
        assertThat(Dyadic.exponent(value)).isEqualTo(exponent);
    }

    @Test
    void stepsRestoreTheValue() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            double value = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-40, 40));
            int exponent = Dyadic.exponent(value);
            double steps = Dyadic.inSteps(value, exponent);
            assertThat(Math.scalb(steps, exponent)).isEqualTo(value);
            assertThat(exponent == 0 || steps % 2 != 0).as("%s", value).isTrue();
        }
    }
}
