package dev.allot.core.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.testing.CountingSurrogate;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomTrees;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScalingTest {
    private static final int D = 3;
    private static final Box BOX = Box.of(new double[D], new double[] {9, 9, 9});

    static Stream<Surrogate> surrogates() {
        SplittableRandom random = new SplittableRandom(1);
        return Stream.of(
                RandomProblems.linear(random, D),
                RandomProblems.quadratic(random, D),
                RandomProblems.kernel(random, D),
                RandomProblems.kernel(random, D),
                RandomProblems.confidence(random, D),
                RandomProblems.confidence(random, D),
                RandomTrees.ensemble(random, BOX, 20),
                RandomProblems.sum(random, BOX, 9));
    }

    @ParameterizedTest
    @MethodSource("surrogates")
    void multipliesValuesAndArguments(Surrogate f) {
        SplittableRandom random = new SplittableRandom(2);
        for (double outer : new double[] {1, 0.3, 5}) {
            for (double inner : new double[] {1, 0.25, 3}) {
                Surrogate g = new Scaling(outer, inner).of(f);
                assertThat(g).hasSameClassAs(f);
                for (int k = 0; k < 50; k++) {
                    double[] z = random.doubles(D, 0, 9).toArray();
                    double[] scaled = Arrays.stream(z).map(v -> inner * v).toArray();
                    double expected = outer * f.value(scaled);
                    assertThat(g.value(z)).isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("surrogates")
    void minusIsExactWhereThereIsOne(Surrogate f) {
        Scaling minus = Scaling.ofValues(-1);
        if (!minus.isPossibleOf(f)) {
            assertThatIllegalArgumentException().isThrownBy(() -> minus.of(f)).withMessageContaining("cannot scale");
            return;
        }
        SplittableRandom random = new SplittableRandom(3);
        for (int k = 0; k < 50; k++) {
            double[] z = random.doubles(D, -9, 9).toArray();
            assertThat(minus.of(f).value(z)).isEqualTo(-f.value(z));
            assertThat(minus.of(minus.of(f)).value(z)).isEqualTo(f.value(z));
        }
    }

    @Test
    void onlyLowerConfidenceBoundsHaveNoNegative() {
        assertThat(surrogates().filter(Scaling.ofValues(-1)::isPossibleOf))
                .hasSizeBetween(5, 6)
                .noneMatch(f -> f instanceof LowerConfidenceBound);
        Surrogate bound = RandomProblems.confidence(new SplittableRandom(1), D);
        Surrogate kernel = RandomProblems.kernel(new SplittableRandom(1), D);
        assertThat(Scaling.ofValues(-1).isPossibleOf(SurrogateSum.of(List.of(kernel, bound))))
                .isFalse();
    }

    @Test
    void aFactorOfOneChangesNothing() {
        Surrogate f = RandomProblems.linear(new SplittableRandom(1), D);
        assertThat(Scaling.ofValues(1).of(f)).isSameAs(f);
        assertThat(Scaling.ofArguments(1).of(f)).isSameAs(f);
    }

    @Test
    void refusesWhatIsNoFactorAndUnknownKinds() {
        for (double factor : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Scaling.ofValues(factor))
                    .withMessageContaining("must be finite and not 0");
        }
        for (double factor : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Scaling.ofArguments(factor))
                    .withMessageContaining("must be positive and finite");
        }
        Surrogate unknown = new CountingSurrogate(RandomProblems.linear(new SplittableRandom(1), D));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scaling.ofValues(2).of(unknown))
                .withMessageContaining("CountingSurrogate");
    }
}
