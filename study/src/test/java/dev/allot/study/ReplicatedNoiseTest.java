package dev.allot.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.ConcavePosterior;
import dev.allot.predictor.TrainingTable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicatedNoiseTest {
    /** Mixes of five counts, some of them measured twice, and what curves their scores. */
    private static TrainingTable table(int mixes, int twins, double noise, double wave, SplittableRandom random) {
        double[] weights = random.doubles(5).map(w -> (w - 0.3) / 100).toArray();
        double[][] rows = new double[mixes + twins][5];
        double[] scores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (i < mixes) {
                Arrays.setAll(rows[i], k -> random.nextInt(100));
            } else {
                rows[i] = rows[i - mixes];
            }
            double score = wave * Math.sin(rows[i][0]) + noise * random.nextGaussian();
            for (int k = 0; k < 5; k++) {
                score += weights[k] * rows[i][k];
            }
            scores[i] = score;
        }
        return new TrainingTable(List.of("a", "b", "c", "d", "e"), rows, scores);
    }

    private static int[] mixes(int mixes, int twins) {
        return IntStream.range(0, mixes + twins).map(i -> i % mixes).toArray();
    }

    private static ReplicatedNoise of(TrainingTable table, int[] mixes) {
        return ReplicatedNoise.of(table, mixes, new BayesianConcave().posterior(table))
                .orElseThrow();
    }

    @Test
    void agreesWithAnalysisOfVarianceByHand() {
        TrainingTable table = table(30, 12, 0.1, 0, new SplittableRandom(4));
        ReplicatedNoise noise = of(table, mixes(30, 12));
        double within = 0;
        for (int i = 0; i < 12; i++) {
            double d = table.score(i) - table.score(30 + i);
            within += d * d / 2;
        }
        assertThat(noise.replicates()).isEqualTo(12);
        assertThat(noise.mixes()).isEqualTo(12);
        assertThat(noise.deviation()).isCloseTo(Math.sqrt(within / 12), within(1e-12));
        // Of chi-squared with 12 degrees of freedom, from tables.
        assertThat(noise.low()).isCloseTo(Math.sqrt(within / 23.3367), within(1e-5));
        assertThat(noise.high()).isCloseTo(Math.sqrt(within / 4.40379), within(1e-5));

        ConcavePosterior posterior = new BayesianConcave().posterior(table);
        double all = 0;
        double leverage = 0;
        for (int i = 0; i < table.size(); i++) {
            double r = table.score(i) - posterior.mean().value(table.row(i));
            all += r * r;
            double deviation = posterior.deviation(table.row(i)) / posterior.noise();
            leverage += deviation * deviation;
        }
        // The intercept and five weights, which are hardly shrunk.
        assertThat(leverage).isBetween(5.5, 6.0);
        ReplicatedNoise.Misfit misfit = Objects.requireNonNull(noise.misfit());
        assertThat(misfit.freedom()).isCloseTo(30 - leverage, within(1e-9));
        assertThat(misfit.ratio()).isCloseTo((all - within) / (30 - leverage) / (within / 12), within(1e-9));
    }

    @Test
    void chanceIsRarelyTakenForMisfitAndMisfitRarelyForChance() {
        int falseAlarms = 0;
        int found = 0;
        int held = 0;
        int trials = 200;
        SplittableRandom random = new SplittableRandom(9);
        for (int t = 0; t < trials; t++) {
            ReplicatedNoise right = of(table(40, 15, 0.1, 0, random), mixes(40, 15));
            falseAlarms += Objects.requireNonNull(right.misfit()).probability() < 0.05 ? 1 : 0;
            held += right.low() < 0.1 && 0.1 < right.high() ? 1 : 0;
            ReplicatedNoise wrong = of(table(40, 15, 0.1, 0.3, random), mixes(40, 15));
            found += Objects.requireNonNull(wrong.misfit()).probability() < 0.05 ? 1 : 0;
        }
        // Three standard deviations around 10 and 190 of 200.
        assertThat(falseAlarms).isBetween(1, 19);
        assertThat(held).isBetween(181, 199);
        assertThat(found).isGreaterThan(150);
    }

    @Test
    void withoutTwinsThereIsNothingToTellAndWithoutNoiseNoTest() {
        TrainingTable alone = table(20, 0, 0.1, 0, new SplittableRandom(1));
        assertThat(ReplicatedNoise.of(alone, mixes(20, 0), new BayesianConcave().posterior(alone)))
                .isEmpty();
        ReplicatedNoise none = of(table(20, 5, 0, 0.3, new SplittableRandom(1)), mixes(20, 5));
        assertThat(none.deviation()).isZero();
        assertThat(none.misfit()).isNull();
    }

    @Test
    void theSameEvaluationTwiceIsNoReplicate() {
        TrainingTable table = table(20, 5, 0.1, 0, new SplittableRandom(1));
        int[] mixes = mixes(20, 5);
        mixes[22] = -1;
        assertThat(of(table, mixes).replicates()).isEqualTo(4);
    }
}
