package dev.allot.study.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    // ---- Medians ----

    /** The ranks that tables of the sign test give for 95 %. */
    @ParameterizedTest
    @CsvSource({
        "1,1,1,0",
        "2,1,2,0.5",
        "5,1,5,0.9375",
        "6,1,6,0.96875",
        "9,2,8,0.9609375",
        "10,2,9,0.978515625",
        "20,6,15,0.958611"
    })
    void intervalsAreMadeOfOrderStatistics(int n, double low, double high, double confidence) {
        List<Double> values = new ArrayList<>(
                IntStream.rangeClosed(1, n).mapToObj(i -> (double) i).toList());
        Collections.reverse(values);
        MedianEstimate estimate = MedianEstimate.of(values);
        assertThat(estimate.median()).isEqualTo((n + 1) / 2.0);
        assertThat(estimate.low()).isEqualTo(low);
        assertThat(estimate.high()).isEqualTo(high);
        assertThat(estimate.confidence()).isCloseTo(confidence, within(1e-6));
        assertThat(estimate.values()).isEqualTo(n);
    }

    /** Of many samples the interval misses the true median in at most 5 %, and not in far fewer than it says. */
    @Test
    void intervalsCoverTheMedianAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(5);
        int samples = 4000;
        int covered = 0;
        double said = 0;
        for (int k = 0; k < samples; k++) {
            List<Double> sample = IntStream.range(0, 10)
                    .mapToObj(i -> Math.exp(3 * random.nextGaussian()))
                    .toList();
            MedianEstimate estimate = MedianEstimate.of(sample);
            covered += estimate.low() <= 1 && 1 <= estimate.high() ? 1 : 0;
            said = estimate.confidence();
        }
        assertThat((double) covered / samples).isCloseTo(said, within(0.012));
    }

    @Test
    void runsThatFoundNothingAreTheWorstValues() {
        MedianEstimate one = MedianEstimate.of(List.of(3.0, -INF, 4.0));
        assertThat(one.median()).isEqualTo(3);
        assertThat(one.low()).isEqualTo(-INF);
        assertThat(MedianEstimate.of(List.of(-INF, 4.0)).median()).isEqualTo(-INF);
        assertThat(MedianEstimate.of(List.of(4.0, INF)).median()).isEqualTo(INF);
        assertThat(MedianEstimate.of(List.of(-INF, -INF)).median()).isEqualTo(-INF);
    }

    // ---- Paired tests ----

    /** Without ties the exact distribution is that of Commons Math. */
    @RepeatedTest(20)
    void signedRanksAgreeWithCommonsMath(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        int n = 1 + random.nextInt(12);
        double shift = random.nextDouble(-1, 1);
        double[] x = random.doubles(n, -1, 1).toArray();
        double[] y = random.doubles(n, -1 + shift, 1 + shift).toArray();
        double[] differences = new double[n];
        Arrays.setAll(differences, i -> x[i] - y[i]);
        // Where both sides are equally likely it says more than 1.
        double theirs = Math.min(1, new WilcoxonSignedRankTest().wilcoxonSignedRankTest(x, y, true));
        assertThat(SignedRank.pValue(differences)).isCloseTo(theirs, within(1e-12));
    }

    /** With ties and zeros, against going through all signs one by one. */
    @RepeatedTest(30)
    void signedRanksAgreeWithEnumeration(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(100 + repetition.getCurrentRepetition());
        int n = 1 + random.nextInt(9);
        double[] differences = random.ints(n, -3, 4).asDoubleStream().toArray();
        assertThat(SignedRank.pValue(differences)).isCloseTo(enumerated(differences), within(1e-12));
    }

    private static double enumerated(double[] differences) {
        double[] d = Arrays.stream(differences).filter(v -> v != 0).toArray();
        double[] ranks = new double[d.length];
        for (int i = 0; i < d.length; i++) {
            for (double other : d) {
                double gap = Math.abs(d[i]) - Math.abs(other);
                ranks[i] += gap > 0 ? 1 : gap == 0 ? 0.5 : 0;
            }
            ranks[i] += 0.5;
        }
        double observed = 0;
        for (int i = 0; i < d.length; i++) {
            observed += d[i] > 0 ? ranks[i] : 0;
        }
        int low = 0;
        int high = 0;
        for (int signs = 0; signs < 1 << d.length; signs++) {
            double sum = 0;
            for (int i = 0; i < d.length; i++) {
                sum += (signs >> i & 1) * ranks[i];
            }
            low += sum <= observed ? 1 : 0;
            high += sum >= observed ? 1 : 0;
        }
        return Math.min(1, 2.0 * Math.min(low, high) / (1 << d.length));
    }

    @Test
    void knownPValues() {
        assertThat(SignedRank.pValue(new double[] {1, 2, 3, 4, 5, 6})).isEqualTo(2.0 / 64);
        assertThat(SignedRank.pValue(new double[] {0, 0})).isEqualTo(1);
        assertThat(SignedRank.pValue(new double[] {INF, INF, 1})).isEqualTo(0.25);
    }

    /** The example of Holm's paper's method: 0.01, 0.04, 0.03, 0.005. */
    @Test
    void holmsCorrection() {
        assertThat(SignedRank.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-15));
        assertThat(SignedRank.holm(new double[] {0.9, 0.8})).containsExactly(1, 1);
        assertThat(SignedRank.holm(new double[0])).isEmpty();
    }

    // ---- The primal integral ----

    @Test
    void primalGapsLieBetweenZeroAndOne() {
        assertThat(PrimalGap.of(8, 10)).isCloseTo(0.2, within(1e-15));
        assertThat(PrimalGap.of(-10, -8)).isCloseTo(0.2, within(1e-15));
        assertThat(PrimalGap.of(10, 10)).isZero();
        assertThat(PrimalGap.of(0, 0)).isZero();
        assertThat(PrimalGap.of(-1, 10)).isEqualTo(1);
        assertThat(PrimalGap.of(-INF, 10)).isEqualTo(1);
    }

    /** Nothing for 2 s, half of the best for 3 s, the best for 5 s: (2 + 3 / 2) / 10. */
    @Test
    void theIntegralIsTheAreaUnderTheGap() {
        List<Moment> trace = List.of(
                new Moment(1, 1, -INF, 20),
                new Moment(2, 10, 5, 20),
                new Moment(5, 20, 10, 20),
                new Moment(11, 99, 10, 10));
        assertThat(PrimalGap.integral(trace, RunLimit.of(Duration.ofSeconds(10)), 10))
                .isCloseTo(0.35, within(1e-15));
        // By evaluations: (10 + 10 / 2) / 100.
        assertThat(PrimalGap.integral(trace, RunLimit.of(100), 10)).isCloseTo(0.15, within(1e-15));
        assertThat(PrimalGap.integral(List.of(), RunLimit.of(100), 10)).isEqualTo(1);
    }

    // ---- Limits ----

    @Test
    void limitsSayWhatTheyAre() {
        assertThat(RunLimit.of(Duration.ofMillis(1500))).hasToString("1.5s");
        assertThat(RunLimit.of(Duration.ofSeconds(60))).hasToString("60s");
        assertThat(RunLimit.of(5000)).hasToString("5000 evaluations");
        assertThat(RunLimit.of(5000).isTimed()).isFalse();
    }
}
