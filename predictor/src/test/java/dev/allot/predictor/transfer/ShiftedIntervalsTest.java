package dev.allot.predictor.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.Interval;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.ConcavePosterior;
import dev.allot.predictor.Origin;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.TrainingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pairs of sets with one mechanism; the second is larger, has other tags more often, and some that the first lacks. */
class ShiftedIntervalsTest {
    private static final int WIDTH = 16;
    private static final int MISSING = 4;
    private static final int FIRST = 400;
    private static final int SECOND = 1000;
    private static final double NOISE = 0.006;

    /** What a share of a set with a tag adds to the score, and what the share of all loses by its square. */
    private record Mechanism(double[] weights, double loss) {
        static Mechanism draw(SplittableRandom random, double loss) {
            double[] weights = new double[WIDTH];
            for (int k = 0; k < WIDTH; k++) {
                weights[k] = 0.15 * random.nextGaussian();
            }
            return new Mechanism(weights, loss);
        }

        double score(double[] aggregates, int size) {
            double score = 0.7;
            double share = 0;
            for (int k = 0; k < WIDTH; k++) {
                score += weights[k] * aggregates[k] / size;
                share += aggregates[k] / size;
            }
            return score - loss * share * share;
        }
    }

    /** How many instances of a set have each tag. */
    private static int[] carriers(SplittableRandom random, int size, int from) {
        int[] carriers = new int[WIDTH];
        for (int k = from; k < WIDTH; k++) {
            carriers[k] = (int) (size * (0.02 + 0.3 * random.nextDouble()));
        }
        return carriers;
    }

    private static double[] mix(SplittableRandom random, int[] carriers) {
        double all = random.nextDouble();
        double[] aggregates = new double[WIDTH];
        for (int k = 0; k < WIDTH; k++) {
            aggregates[k] = Math.rint(carriers[k] * Math.min(1, 2 * all * random.nextDouble()));
        }
        return aggregates;
    }

    private static TrainingTable table(SplittableRandom random, Mechanism mechanism, int[] carriers) {
        double[][] rows = new double[60][];
        double[] scores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = mix(random, carriers);
            scores[i] = mechanism.score(rows[i], FIRST) + NOISE * random.nextGaussian();
        }
        return new TrainingTable(
                IntStream.range(0, WIDTH).mapToObj(k -> "t" + k).toList(), rows, scores);
    }

    /** Half of the mixes are random ones, the others the best expected of some hundred, where promises are greatest. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05})
    void coverOnTheOtherSetAsOftenAsTheySay(double loss) {
        int measured = 0;
        int known = 0;
        int tried = 0;
        double narrow = 0;
        double wide = 0;
        for (int seed = 0; seed < 80; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Mechanism mechanism = Mechanism.draw(random, loss);
            int[] first = carriers(random, FIRST, MISSING);
            int[] second = carriers(random, SECOND, 0);
            Predictor learned = new BayesianConcave().train(table(random, mechanism, first), 1);
            Predictor moved = Rescaling.forSetOf(SECOND, FIRST).of(learned);
            ConcavePosterior posterior = moved.posterior().orElseThrow();
            List<double[]> mixes = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                mixes.add(mix(random, second));
                double[] best = mix(random, second);
                for (int k = 0; k < 100; k++) {
                    double[] other = mix(random, second);
                    best = moved.predict(other) > moved.predict(best) ? other : best;
                }
                mixes.add(best);
            }
            for (double[] mix : mixes) {
                double score = mechanism.score(mix, SECOND);
                known += posterior.credible(mix, 0.9).contains(score) ? 1 : 0;
                Interval interval = posterior.predictive(mix, 0.9, 0);
                measured += interval.contains(score + NOISE * random.nextGaussian()) ? 1 : 0;
                wide += interval.upper() - interval.lower();
                tried++;
            }
            double[] own = mix(random, first);
            narrow += mixes.size()
                    * (learned.posterior().orElseThrow().predictive(own, 0.9, 0).upper()
                            - learned.posterior()
                                    .orElseThrow()
                                    .predictive(own, 0.9, 0)
                                    .lower());
        }
        assertThat((double) measured / tried).isBetween(0.85, 0.95);
        assertThat((double) known / tried).isBetween(0.85, 0.95);
        assertThat(wide).isGreaterThan(1.3 * narrow);
    }

    /** A set of another size, all counts in proportion: the same mix, so the same knowledge of it. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05})
    void theSameSharesOfAnotherSetAreAsUncertain(double loss) {
        SplittableRandom random = new SplittableRandom(7);
        int[] carriers = carriers(random, FIRST, MISSING);
        TrainingTable table = table(random, Mechanism.draw(random, loss), carriers);
        Predictor learned = new BayesianConcave()
                .train(table, 1)
                .withOrigin(Origin.of(table).ofSet(FIRST));
        Predictor moved = Rescaling.forSetOf(3 * FIRST, FIRST).of(learned);
        ConcavePosterior before = learned.posterior().orElseThrow();
        ConcavePosterior after = moved.posterior().orElseThrow();
        assertThat(after.isCurved()).isEqualTo(loss > 0);
        for (int i = 0; i < 50; i++) {
            double[] mix = mix(random, carriers(random, FIRST, 0));
            double[] tripled = new double[WIDTH];
            for (int k = 0; k < WIDTH; k++) {
                tripled[k] = 3 * mix[k];
            }
            assertThat(moved.predict(tripled)).isCloseTo(learned.predict(mix), within(1e-12));
            assertThat(after.mean().value(tripled)).isCloseTo(before.mean().value(mix), within(1e-12));
            assertThat(after.deviation(tripled)).isCloseTo(before.deviation(mix), within(1e-12));
            assertThat(after.prior()[0][0]).isCloseTo(before.prior()[0][0] / 9, within(1e-12));
        }
        Origin origin = moved.origin().orElseThrow();
        assertThat(origin.instances()).isEqualTo(OptionalInt.empty());
        assertThat(origin.varied(0)).isFalse();
        assertThat(origin.ranges().get(WIDTH - 1).upper())
                .isCloseTo(3 * Origin.of(table).ranges().get(WIDTH - 1).upper(), within(1e-9));
    }

    /** A feature that never varied has the variance that it had before any score was seen. */
    @Test
    void whatNeverVariedIsAsUncertainAsBefore() {
        SplittableRandom random = new SplittableRandom(3);
        TrainingTable table = table(random, Mechanism.draw(random, 0), carriers(random, FIRST, MISSING));
        ConcavePosterior posterior = new BayesianConcave().posterior(table);
        double[] without = mix(random, carriers(random, FIRST, MISSING));
        double[] with = without.clone();
        with[0] = 25;
        double variance = Math.pow(posterior.deviation(with), 2) - Math.pow(posterior.deviation(without), 2);
        assertThat(variance).isCloseTo(625 * posterior.prior()[0][0], within(1e-12));
        assertThat(posterior.prior()[0][0]).isPositive();
        assertThat(posterior.mean().value(with)).isEqualTo(posterior.mean().value(without));
    }
}
