package dev.allot.core.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurrogateSumTest {
    private static final int D = 3;
    private static final Box BOX = Box.of(new double[] {-4, -4, -4}, new double[] {8, 8, 8});

    private static double[] point(SplittableRandom random) {
        return random.doubles(D, -4, 8).toArray();
    }

    private static Surrogate any(SplittableRandom random, int kind) {
        return switch (kind) {
            case 0 -> RandomProblems.linear(random, D);
            case 1 -> RandomProblems.quadratic(random, D);
            case 2 -> RandomTrees.ensemble(random, BOX, 5);
            case 3 -> RandomProblems.kernel(random, D);
            default -> RandomProblems.confidence(random, D);
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheSumOfMultiplesWhateverTheirKinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Surrogate> functions = new ArrayList<>();
        List<Double> factors = new ArrayList<>();
        List<Surrogate> multiples = new ArrayList<>();
        for (int k = 0; k < 7; k++) {
            functions.add(any(random, random.nextInt(5)));
            factors.add(random.nextDouble(0.01, 2));
            multiples.add(Scaling.ofValues(factors.get(k)).of(functions.get(k)));
            assertThat(multiples.get(k)).hasSameClassAs(functions.get(k));
        }
        // A sum within a sum is taken apart.
        Surrogate sum = SurrogateSum.of(
                List.of(SurrogateSum.of(multiples.subList(0, 3)), SurrogateSum.of(multiples.subList(3, 7))));
        Surrogate half = Scaling.ofValues(0.5).of(sum);
        for (int p = 0; p < 100; p++) {
            double[] z = point(random);
            double naive = 0;
            for (int k = 0; k < functions.size(); k++) {
                naive += factors.get(k) * functions.get(k).value(z);
            }
            double slack = 1e-5 * Math.max(1, Math.abs(naive));
            assertThat(sum.value(z)).isCloseTo(naive, within(slack));
            assertThat(half.value(z)).isCloseTo(naive / 2, within(slack));
        }
        if (sum instanceof SurrogateSum parts) {
            assertThat(parts.parts()).noneMatch(part -> part instanceof SurrogateSum);
            assertThat(parts.parts().stream().filter(f -> f instanceof TreeEnsemble))
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void isOfTheSimplestKindThatItCanBe() {
        SplittableRandom random = new SplittableRandom(1);
        Surrogate linear = any(random, 0);
        Surrogate quadratic = any(random, 1);
        Surrogate trees = any(random, 2);
        Surrogate kernel = any(random, 3);
        assertThat(SurrogateSum.of(List.of(kernel))).isSameAs(kernel);
        assertThat(SurrogateSum.of(List.of(linear, linear))).isInstanceOf(LinearSurrogate.class);
        assertThat(SurrogateSum.of(List.of(linear, quadratic))).isInstanceOf(QuadraticSurrogate.class);
        assertThat(SurrogateSum.of(List.of(quadratic, linear, quadratic))).isInstanceOf(QuadraticSurrogate.class);
        assertThat(((TreeEnsemble) SurrogateSum.of(List.of(trees, trees))).treeCount())
                .isEqualTo(10);
        SurrogateSum sum = (SurrogateSum) SurrogateSum.of(List.of(kernel, trees, linear));
        assertThat(sum.parts()).containsExactly(linear, trees, kernel);
        assertThat(sum.linear()).containsSame((LinearSurrogate) linear);
        assertThat(((SurrogateSum) sum.withoutLinear()).parts()).containsExactly(trees, kernel);
        SurrogateSum curved = (SurrogateSum) SurrogateSum.of(List.of(kernel, linear, quadratic));
        assertThat(curved.linear()).isEmpty();
        assertThat(curved.withoutLinear()).isSameAs(curved);
    }

    @Test
    void addsUpThePredictorsOwnArithmetic() {
        SplittableRandom random = new SplittableRandom(2);
        Surrogate trees = any(random, 2);
        Surrogate quadratic = any(random, 1);
        Surrogate sum = SurrogateSum.of(List.of(trees, quadratic));
        for (int p = 0; p < 100; p++) {
            double[] z = point(random);
            assertThat(sum.predictorValue(z)).isEqualTo(quadratic.predictorValue(z) + trees.predictorValue(z));
        }
    }

    @Test
    void refusesWhatCannotBe() {
        SplittableRandom random = new SplittableRandom(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SurrogateSum.of(List.of()))
                .withMessage("a sum needs a part");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SurrogateSum.of(List.of(any(random, 0), RandomProblems.linear(random, 2))))
                .withMessageContaining("not 3 and 2");
    }
}
