package dev.allot.study.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({"0.7,4", "0.99999,4", "85.3,2", "0.0012,6", "12345.6,0", "1750,0", "0,0", "1e-300,12", "-0.7,4"})
    void theLargestValueHasFourFigures(double value, int digits) {
        assertThat(Decimals.significant(4, DoubleStream.of(value, Double.NaN)).digits())
                .isEqualTo(digits);
    }

    @Test
    void nothingToWriteNeedsNoDecimals() {
        assertThat(Decimals.significant(4, DoubleStream.empty()).digits()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.25,25", "0.3333333,33.33", "1,100", "0,0", "0.105,10.5", "0.1,10"})
    void percentHasNoNeedlessZeros(double share, String text) {
        assertThat(Decimals.share(share)).isEqualTo(text + "\u00a0%");
    }

    @Test
    void signs() {
        Decimals two = new Decimals(2);
        assertThat(two.format(-0.001)).isEqualTo("0.00");
        assertThat(two.signed(0.001)).isEqualTo("0.00");
        assertThat(two.signed(0.01)).isEqualTo("+0.01");
        assertThat(two.signed(-0.01)).isEqualTo("\u22120.01");
        assertThat(two.signed(Double.NaN)).isEqualTo("–");
    }
}
