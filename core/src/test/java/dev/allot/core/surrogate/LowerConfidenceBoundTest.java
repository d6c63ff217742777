package dev.allot.core.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomTrees;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LowerConfidenceBoundTest {
    private static final int DIMENSION = 4;

    /** The definition by the covariance matrix, term by term. */
    private static double naive(LowerConfidenceBound f, double[] z) {
        double variance = f.variance();
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < z.length; j++) {
                double covariance = 0;
                for (int r = 0; r < f.rank(); r++) {
                    covariance += f.factorRow(r)[i] * f.factorRow(r)[j];
                }
                variance += (z[i] - f.centre(i)) * covariance * (z[j] - f.centre(j));
            }
        }
        return f.mean().value(z) - f.kappa() * Math.sqrt(Math.max(0, variance));
    }

    private static double[] point(SplittableRandom random) {
        return random.doubles(DIMENSION, -4, 8).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheMeanLessDeviations(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LowerConfidenceBound f = RandomProblems.confidence(random, DIMENSION);
        for (int k = 0; k < 50; k++) {
            double[] z = point(random);
            assertThat(f.value(z)).isCloseTo(naive(f, z), within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void tangentsLieAboveAndTouch(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LowerConfidenceBound f = RandomProblems.confidence(random, DIMENSION);
        for (int k = 0; k < 50; k++) {
            double[] at = point(random);
            Surrogate tangent = f.tangentAt(at);
            assertThat(tangent.getClass()).isEqualTo(f.mean().getClass());
            assertThat(tangent.value(at)).isCloseTo(f.value(at), within(1e-10));
            for (int p = 0; p < 20; p++) {
                double[] z = point(random);
                assertThat(tangent.value(z)).isGreaterThanOrEqualTo(f.value(z) - 1e-10);
            }
        }
    }

    /** A box around a mean that grows in the direction of what is uncertain: best mean and least deviation are not at the same corner. */
    @Test
    void enclosesMeanAndDeviationTogether() {
        Surrogate mean = new LinearSurrogate(0, new double[] {1});
        LowerConfidenceBound f = new LowerConfidenceBound(mean, 1, 0, new double[1], new double[][] {{0.9}});
        Box box = Box.of(new double[] {1}, new double[] {3});
        assertThat(f.enclosure(box).upper()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void withoutKappaItIsTheMean() {
        SplittableRandom random = new SplittableRandom(1);
        LinearSurrogate mean = RandomProblems.linear(random, DIMENSION);
        LowerConfidenceBound f =
                new LowerConfidenceBound(mean, 0, 3, new double[DIMENSION], new double[][] {point(random)});
        double[] z = point(random);
        assertThat(f.value(z)).isEqualTo(mean.value(z));
    }

    @Test
    void copiesWhatItIsGiven() {
        double[][] factor = {{1, 2}};
        double[] centre = {0, 0};
        LowerConfidenceBound f = new LowerConfidenceBound(new LinearSurrogate(0, new double[2]), 1, 0, centre, factor);
        factor[0][0] = 9;
        centre[0] = 9;
        f.factorRow(0)[0] = 9;
        assertThat(f.value(new double[] {1, 1})).isEqualTo(-3);
        assertThat(f.centre(0)).isZero();
    }

    @Test
    void refusesWhatIsNoLowerConfidenceBound() {
        Surrogate mean = new LinearSurrogate(0, new double[2]);
        double[][] none = new double[0][];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LowerConfidenceBound(mean, -1, 0, new double[2], none))
                .withMessageContaining("kappa is -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LowerConfidenceBound(mean, 1, -1, new double[2], none))
                .withMessageContaining("variance is -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LowerConfidenceBound(mean, Double.NaN, 0, new double[2], none));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LowerConfidenceBound(mean, 1, 0, new double[3], none))
                .withMessageContaining("3 aggregates, not 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LowerConfidenceBound(mean, 1, 0, new double[2], new double[][] {{1}}))
                .withMessageContaining("row 0 of the factor has 1");
        double[] low = new double[2];
        double[] high = new double[2];
        Arrays.fill(high, 1);
        Surrogate trees = RandomTrees.ensemble(new SplittableRandom(1), Box.of(low, high), 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LowerConfidenceBound(trees, 1, 0, new double[2], none))
                .withMessageContaining("linear or a quadratic");
    }
}
