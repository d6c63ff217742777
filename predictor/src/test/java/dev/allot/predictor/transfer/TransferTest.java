package dev.allot.predictor.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.testing.CountingSurrogate;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomTrees;
import dev.allot.predictor.PosteriorFamily;
import dev.allot.predictor.PredictorFamilies;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.TrainingTable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransferTest {
    private static final int WIDTH = 4;

    private static Surrogate trees(SplittableRandom random) {
        double[] lower = new double[WIDTH];
        double[] upper = new double[WIDTH];
        Arrays.fill(upper, 100);
        return RandomTrees.ensemble(random, Box.of(lower, upper), 20);
    }

    static Stream<Surrogate> surrogates() {
        SplittableRandom random = new SplittableRandom(1);
        return Stream.of(
                RandomProblems.linear(random, WIDTH),
                RandomProblems.quadratic(random, WIDTH),
                RandomProblems.kernel(random, WIDTH),
                RandomProblems.kernel(random, WIDTH),
                RandomProblems.confidence(random, WIDTH),
                RandomProblems.confidence(random, WIDTH),
                trees(random),
                RandomProblems.sum(random, Box.of(new double[WIDTH], new double[] {90, 90, 90, 90}), 9),
                RandomProblems.sum(random, Box.of(new double[WIDTH], new double[] {90, 90, 90, 90}), 9));
    }

    /** A set three times as large, all counts three times what they were: the same mix, so the same prediction. */
    @ParameterizedTest
    @MethodSource("surrogates")
    void theSameSharesOfALargerSetArePredictedTheSame(Surrogate f) {
        Surrogate g = Rescaling.forSetOf(1500, 500).of(f);
        SplittableRandom random = new SplittableRandom(2);
        for (int k = 0; k < 200; k++) {
            double[] z = new double[WIDTH];
            Arrays.setAll(z, i -> random.nextDouble() * 100);
            double[] tripled = Arrays.stream(z).map(v -> 3 * v).toArray();
            assertThat(g.value(tripled)).isCloseTo(f.value(z), within(1e-9 * (1 + Math.abs(f.value(z)))));
        }
    }

    @Test
    void whatIsNoRescalingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rescaling(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rescaling(Double.NaN));
        Surrogate unknown = new CountingSurrogate(trees(new SplittableRandom(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rescaling(2).of(unknown));
        assertThat(Influence.of(unknown).cardinality()).isEqualTo(WIDTH);
    }

    static List<PredictorFamily> families() {
        return PredictorFamilies.all();
    }

    /** What the Javadoc of {@link Influence} rests on, for every family: a feature that never varied has none. */
    @ParameterizedTest
    @MethodSource("families")
    void aFeatureThatNeverVariedHasNoInfluence(PredictorFamily family) {
        SplittableRandom random = new SplittableRandom(3);
        double[][] rows = new double[80][];
        double[] scores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {random.nextInt(100), 0, random.nextInt(100), 17};
            scores[i] = 0.01 * rows[i][0] - 0.02 * rows[i][2] + 0.01 * random.nextGaussian();
        }
        TrainingTable table = new TrainingTable(List.of("a", "never", "b", "always"), rows, scores);
        BitSet influential = Influence.of(family.train(table, 1).surrogate());
        assertThat(influential.stream()).containsExactly(0, 2);
        if (family instanceof PosteriorFamily posterior) {
            // Expected to gain nothing, and not known to: of that a cautious bound keeps off.
            Surrogate bound = posterior.trainLowerBound(table, 1).surrogate();
            assertThat(Influence.of(bound).stream()).containsExactly(0, 1, 2, 3);
            assertThat(bound.value(new double[] {50, 9, 50, 17})).isLessThan(bound.value(new double[] {50, 0, 50, 17}));
        }
    }
}
