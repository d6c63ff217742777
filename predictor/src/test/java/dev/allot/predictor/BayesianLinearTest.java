package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.LinearSurrogate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BayesianLinearTest {
    private static final int WIDTH = 12;
    private static final double NOISE = 0.05;

    /** Counts of very different sizes, and scores that are linear in them with the same effect of each unit everywhere. */
    private static final class World {
        final SplittableRandom random;
        final double[] weights = new double[WIDTH];

        World(long seed) {
            random = new SplittableRandom(seed);
            for (int k = 0; k < WIDTH; k++) {
                weights[k] = 1e-3 * random.nextGaussian();
            }
        }

        double[] row() {
            double[] row = new double[WIDTH];
            for (int k = 0; k < WIDTH; k++) {
                row[k] = random.nextInt(4 << k % 6);
            }
            return row;
        }

        double score(double[] row) {
            double score = 0.7;
            for (int k = 0; k < WIDTH; k++) {
                score += weights[k] * row[k];
            }
            return score;
        }

        double measured(double[] row) {
            return score(row) + NOISE * random.nextGaussian();
        }

        TrainingTable table(int rows) {
            double[][] x = new double[rows][];
            double[] y = new double[rows];
            for (int i = 0; i < rows; i++) {
                x[i] = row();
                y[i] = measured(x[i]);
            }
            return new TrainingTable(
                    IntStream.range(0, WIDTH).mapToObj(k -> "f" + k).toList(), x, y);
        }
    }

    /** The textbook's formulas, by a general matrix inversion: fewer rows than columns, and more. */
    @ParameterizedTest
    @ValueSource(ints = {8, 40})
    void isTheTextbooksPosterior(int rows) {
        TrainingTable table = new World(3).table(rows);
        LinearPosterior posterior = new BayesianLinear(new Penalties(0.1, 0.1, 1), List.of(0.0)).posterior(table);
        double[] prior = posterior.prior();
        for (double variance : prior) {
            assertThat(variance).isCloseTo(prior[0], within(1e-12 * prior[0]));
        }
        double[] mean = new double[WIDTH];
        double meanScore = 0;
        for (int i = 0; i < rows; i++) {
            meanScore += table.score(i) / rows;
            for (int k = 0; k < WIDTH; k++) {
                mean[k] += table.value(i, k) / rows;
            }
        }
        RealMatrix x = MatrixUtils.createRealMatrix(rows, WIDTH);
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = table.score(i) - meanScore;
            for (int k = 0; k < WIDTH; k++) {
                x.setEntry(i, k, table.value(i, k) - mean[k]);
            }
        }
        double noise = posterior.noise() * posterior.noise();
        RealMatrix precision = x.transpose()
                .multiply(x)
                .scalarMultiply(1 / noise)
                .add(MatrixUtils.createRealIdentityMatrix(WIDTH).scalarMultiply(1 / prior[0]));
        RealMatrix covariance = new LUDecomposition(precision).getSolver().getInverse();
        double[] weights =
                covariance.operate(x.transpose().scalarMultiply(1 / noise).operate(y));
        for (int k = 0; k < WIDTH; k++) {
            assertThat(posterior.mean().weight(k)).isCloseTo(weights[k], within(1e-9));
        }
        double[] at = new World(9).row();
        double[] away = new double[WIDTH];
        for (int k = 0; k < WIDTH; k++) {
            away[k] = at[k] - mean[k];
        }
        double variance =
                MatrixUtils.createRealVector(away).dotProduct(covariance.operate(MatrixUtils.createRealVector(away)))
                        + noise / rows;
        assertThat(posterior.deviation(at)).isCloseTo(Math.sqrt(variance), within(1e-9));
    }

    @Test
    void intervalsCoverAsOftenAsTheySay() {
        int covered = 0;
        int tried = 0;
        for (int seed = 0; seed < 60; seed++) {
            World world = new World(100 + seed);
            LinearPosterior posterior = new BayesianLinear().posterior(world.table(40));
            for (int i = 0; i < 10; i++, tried++) {
                double[] row = world.row();
                if (posterior.predictive(row, 0.9).contains(world.measured(row))) {
                    covered++;
                }
            }
        }
        assertThat((double) covered / tried).isBetween(0.86, 0.94);
    }

    @Test
    void drawsAreAsUncertainAsChangesAreSaidToBe() {
        World world = new World(11);
        LinearPosterior posterior = new BayesianLinear().posterior(world.table(30));
        double[] from = world.row();
        double[] to = world.row();
        double[] change = new double[WIDTH];
        for (int k = 0; k < WIDTH; k++) {
            change[k] = to[k] - from[k];
        }
        SummaryStatistics changes = new SummaryStatistics();
        for (double[] weights : posterior.draw(4000, new SplittableRandom(2))) {
            changes.addValue(new LinearSurrogate(0, weights).value(change));
        }
        double expected = posterior.mean().value(to) - posterior.mean().value(from);
        double deviation = posterior.deviationOfChange(change);
        assertThat(posterior.meanOfChange(change)).isCloseTo(expected, within(1e-12));
        assertThat(changes.getMean()).isCloseTo(expected, within(4 * deviation / Math.sqrt(4000)));
        assertThat(changes.getStandardDeviation()).isCloseTo(deviation, within(0.05 * deviation));
    }

    @Test
    void findsTheNoiseAndWhatMakesScores() {
        World world = new World(5);
        LinearPosterior posterior = new BayesianLinear().posterior(world.table(400));
        assertThat(posterior.noise()).isCloseTo(NOISE, within(0.006));
        for (int i = 0; i < 20; i++) {
            double[] row = world.row();
            assertThat(posterior.mean().value(row)).isCloseTo(world.score(row), within(5 * posterior.deviation(row)));
            assertThat(posterior.deviation(row)).isLessThan(NOISE);
        }
    }

    @Test
    void predictsUnitsOfEqualEffectBetterThanStandardisedRidge() {
        double bayesian = 0;
        double ridge = 0;
        for (int seed = 0; seed < 40; seed++) {
            World world = new World(500 + seed);
            TrainingTable table = world.table(20);
            Predictor b = new BayesianLinear().train(table, 1);
            Predictor r = new RidgeLinear().train(table, 1);
            for (int i = 0; i < 20; i++) {
                double[] row = world.row();
                bayesian += Math.pow(b.predict(row) - world.score(row), 2);
                ridge += Math.pow(r.predict(row) - world.score(row), 2);
            }
        }
        assertThat(bayesian).isLessThan(0.9 * ridge);
    }

    @Test
    void aTableThatNeverVariesGivesItsMean() {
        TrainingTable table = new TrainingTable(List.of("a"), new double[][] {{1}, {1}}, new double[] {0.5, 0.7});
        LinearPosterior posterior = new BayesianLinear().posterior(table);
        assertThat(posterior.mean().value(new double[] {3})).isCloseTo(0.6, within(1e-12));
        assertThat(posterior.mean().weight(0)).isZero();
    }

    @Test
    void onlyPositiveDefiniteMatricesHaveARoot() {
        assertThatThrownBy(() -> PositiveDefinite.cholesky(new double[][] {{1, 2}, {2, 1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pivot 1");
    }
}
