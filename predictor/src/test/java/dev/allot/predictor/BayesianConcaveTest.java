package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.Surrogate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BayesianConcaveTest {
    private static final int WIDTH = 8;
    private static final double NOISE = 0.01;

    /** Counts of mixes of all sizes, and scores linear in them but for a multiple of the squared size. */
    private static final class World {
        final SplittableRandom random;
        final double[] weights = new double[WIDTH];
        final double curvature;

        World(long seed, double curvature) {
            random = new SplittableRandom(seed);
            this.curvature = curvature;
            for (int k = 0; k < WIDTH; k++) {
                weights[k] = 2e-4 * random.nextGaussian();
            }
        }

        double[] row() {
            double share = random.nextDouble();
            double[] row = new double[WIDTH];
            for (int k = 0; k < WIDTH; k++) {
                row[k] = Math.rint(share * (50 + 100 * random.nextDouble()));
            }
            return row;
        }

        double score(double[] row) {
            double score = 0.7;
            double size = 0;
            for (int k = 0; k < WIDTH; k++) {
                score += weights[k] * row[k];
                size += row[k];
            }
            return score + curvature * size * size;
        }

        TrainingTable table(int rows) {
            double[][] x = new double[rows][];
            double[] y = new double[rows];
            for (int i = 0; i < rows; i++) {
                x[i] = row();
                y[i] = score(x[i]) + NOISE * random.nextGaussian();
            }
            return new TrainingTable(
                    IntStream.range(0, WIDTH).mapToObj(k -> "f" + k).toList(), x, y);
        }
    }

    /** Without curvature the lower bound is the mean less kappa deviations to the last digits; with it, to first order. */
    @Test
    void lowerBoundsAreMeansLessDeviations() {
        for (int seed = 0; seed < 10; seed++) {
            World world = new World(seed, seed % 2 == 0 ? 0 : -1e-7);
            ConcavePosterior posterior = new BayesianConcave().posterior(world.table(60));
            Surrogate bound = posterior.lowerConfidenceBound(1.5);
            double off = 0;
            for (int i = 0; i < 200; i++) {
                double[] row = world.row();
                double deviations = (posterior.mean().value(row) - bound.value(row)) / posterior.deviation(row);
                off += Math.abs(deviations - 1.5) / 200;
            }
            assertThat(off).isLessThan(posterior.isCurved() ? 0.15 : 1e-9);
        }
    }

    @Test
    void withoutKappaTheLowerBoundIsTheMean() {
        World world = new World(1, -1e-7);
        TrainingTable table = world.table(60);
        double[] row = world.row();
        assertThat(new BayesianConcave().trainLowerBound(table, 0).predict(row))
                .isEqualTo(new BayesianConcave().train(table, 1).predict(row));
        assertThat(new BayesianLinear().trainLowerBound(table, 0).predict(row))
                .isEqualTo(new BayesianLinear().train(table, 1).predict(row));
    }

    @Test
    void findsReturnsThatDiminish() {
        double concave = 0;
        double linear = 0;
        for (int seed = 0; seed < 20; seed++) {
            World world = new World(seed, -1e-7);
            TrainingTable table = world.table(60);
            ConcavePosterior posterior = new BayesianConcave().posterior(table);
            assertThat(posterior.isCurved()).isTrue();
            assertThat(posterior.mean()).isInstanceOf(QuadraticSurrogate.class);
            Predictor straight = new BayesianLinear().train(table, 1);
            for (int i = 0; i < 20; i++) {
                double[] row = world.row();
                concave += Math.pow(posterior.mean().value(row) - world.score(row), 2);
                linear += Math.pow(straight.predict(row) - world.score(row), 2);
            }
        }
        assertThat(concave).isLessThan(0.6 * linear);
    }

    /** The quadratic surrogate is the linear posterior of the terms, in other words. */
    @Test
    void meanAndIntervalsAgree() {
        World world = new World(3, -1e-7);
        ConcavePosterior posterior = new BayesianConcave().posterior(world.table(60));
        assertThat(posterior.prior()).hasDimensions(WIDTH, WIDTH);
        int covered = 0;
        for (int i = 0; i < 200; i++) {
            double[] row = world.row();
            var interval = posterior.predictive(row, 0.9, 0);
            assertThat((interval.lower() + interval.upper()) / 2)
                    .isCloseTo(posterior.mean().value(row), within(1e-12));
            assertThat(posterior.deviation(row)).isPositive().isLessThan(2 * NOISE);
            assertThat(posterior.credible(row, 0.9).upper()).isLessThan(interval.upper());
            if (interval.contains(world.score(row) + NOISE * world.random.nextGaussian())) {
                covered++;
            }
        }
        assertThat(covered / 200.0).isBetween(0.84, 0.96);
    }

    @Test
    void isLinearWhereNothingSpeaksAgainstItAndNeverConvex() {
        int curved = 0;
        for (int seed = 0; seed < 20; seed++) {
            TrainingTable table = new World(100 + seed, 0).table(60);
            ConcavePosterior posterior = new BayesianConcave().posterior(table);
            if (posterior.isCurved()) {
                curved++;
            } else {
                LinearSurrogate mean = (LinearSurrogate) posterior.mean();
                assertThat(mean.weight(0))
                        .isEqualTo(new BayesianLinear().posterior(table).mean().weight(0));
            }
            assertThat(new BayesianConcave()
                            .posterior(new World(200 + seed, 1e-7).table(60))
                            .isCurved())
                    .isFalse();
        }
        assertThat(curved).isLessThan(8);
    }

    @Test
    void aMixOfNoSizeTellsNothingOfIt() {
        TrainingTable table = new TrainingTable(
                List.of("a", "b"), new double[][] {{0, 0}, {1, -1}, {2, -2}}, new double[] {0.5, 0.6, 0.7});
        ConcavePosterior posterior = new BayesianConcave().posterior(table);
        assertThat(posterior.isCurved()).isFalse();
        assertThat(new BayesianConcave().train(table, 1).predict(new double[] {1, -1}))
                .isCloseTo(0.6, within(1e-9));
    }
}
