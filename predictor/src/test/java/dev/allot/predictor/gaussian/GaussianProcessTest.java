package dev.allot.predictor.gaussian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.predictor.TrainingTable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianProcessTest {
    private static final List<String> NAMES = List.of("a", "b", "never varies", "c");
    private static final double NOISE = 0.05;

    /** Smooth in a and b, blind to c. */
    private static double truth(double[] z) {
        return 3 + Math.sin(2 * z[0]) + z[0] * Math.sqrt(z[1]);
    }

    private static double[] row(SplittableRandom random) {
        return new double[] {random.nextDouble() * 2, random.nextDouble() * 2, 7, random.nextDouble()};
    }

    private static TrainingTable table(int rows, SplittableRandom random) {
        double[][] z = new double[rows][];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            z[i] = row(random);
            y[i] = truth(z[i]) + NOISE * random.nextGaussian();
        }
        return new TrainingTable(NAMES, z, y);
    }

    @Test
    void learnsASmoothFunctionAndWhichFeaturesMatter() {
        SplittableRandom random = new SplittableRandom(1);
        GaussianPosterior posterior = new GaussianProcess().posterior(table(150, random), 1);
        KernelSurrogate mean = posterior.mean();
        double squares = 0;
        for (int i = 0; i < 500; i++) {
            double[] z = row(random);
            double error = mean.value(z) - truth(z);
            squares += error * error / 500;
        }
        assertThat(Math.sqrt(squares)).isLessThan(NOISE);
        assertThat(posterior.noise()).isCloseTo(NOISE, within(0.01));
        assertThat(mean.scale(2)).isZero();
        assertThat(mean.scale(3)).isLessThan(mean.scale(0) / 4);
    }

    @Test
    void predictiveIntervalsCoverAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(2);
        int covered = 0;
        for (int world = 0; world < 5; world++) {
            GaussianPosterior posterior = new GaussianProcess(List.of(1.0), 200).posterior(table(60, random), world);
            for (int i = 0; i < 400; i++) {
                double[] z = row(random);
                double measured = truth(z) + NOISE * random.nextGaussian();
                covered += posterior.predictive(z, 0.9).contains(measured) ? 1 : 0;
            }
        }
        assertThat(covered / 2000.0).isBetween(0.85, 0.95);
    }

    @Test
    void isMoreUncertainFartherFromWhatWasMeasured() {
        GaussianPosterior posterior =
                new GaussianProcess(List.of(1.0), 200).posterior(table(60, new SplittableRandom(3)), 1);
        double near = posterior.deviation(new double[] {1, 1, 7, 0.5});
        double far = posterior.deviation(new double[] {6, 6, 7, 0.5});
        assertThat(near).isLessThan(0.1);
        assertThat(far).isGreaterThan(5 * near);
    }

    /** The closed formulas, by another method: solving with the whole covariance matrix. */
    @Test
    void meanAndDeviationAreThoseOfTheTextbook() {
        SplittableRandom random = new SplittableRandom(4);
        TrainingTable table = table(30, random);
        double[] point = {-1, 0.5, -2, 0.3, -3};
        GaussianPosterior posterior = new MarginalLikelihood(new RaisedTable(table, 0.5)).posterior(point);
        Standardised x = new Standardised(table);
        RealMatrix covariance = MatrixUtils.createRealMatrix(30, 30);
        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < 30; j++) {
                covariance.setEntry(
                        i, j, x.covariance(table.row(i), table.row(j), point) + (i == j ? Math.exp(-3) : 0));
            }
        }
        RealMatrix inverse = new LUDecomposition(covariance).getSolver().getInverse();
        for (int k = 0; k < 20; k++) {
            double[] z = row(random);
            double[] c = new double[30];
            Arrays.setAll(c, i -> x.covariance(z, table.row(i), point));
            double[] y = table.scores();
            double[] scaled = Arrays.stream(y)
                    .map(score -> (score - x.meanScore) / x.scoreDeviation)
                    .toArray();
            double mean =
                    MatrixUtils.createRealVector(c).dotProduct(inverse.operate(MatrixUtils.createRealVector(scaled)));
            double variance = 1
                    + Math.exp(0.3)
                    - MatrixUtils.createRealVector(c).dotProduct(inverse.operate(MatrixUtils.createRealVector(c)));
            assertThat(posterior.mean().value(z)).isCloseTo(x.meanScore + x.scoreDeviation * mean, within(1e-9));
            assertThat(posterior.deviation(z)).isCloseTo(x.scoreDeviation * Math.sqrt(variance), within(1e-9));
        }
    }

    /** Naive standardisation of square roots. */
    private static final class Standardised {
        private final double[] deviations = new double[4];
        final double meanScore;
        final double scoreDeviation;

        Standardised(TrainingTable table) {
            for (int j = 0; j < 4; j++) {
                double[] column = new double[table.size()];
                for (int i = 0; i < column.length; i++) {
                    column[i] = Math.sqrt(table.value(i, j));
                }
                deviations[j] = deviation(column);
            }
            meanScore = Arrays.stream(table.scores()).average().orElseThrow();
            scoreDeviation = deviation(table.scores());
        }

        private static double deviation(double[] values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            return Math.sqrt(Arrays.stream(values)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow());
        }

        double covariance(double[] a, double[] b, double[] point) {
            int[] varying = {0, 1, 3};
            double squared = 0;
            for (int k = 0; k < 3; k++) {
                int j = varying[k];
                double d = (Math.sqrt(a[j]) - Math.sqrt(b[j])) / deviations[j];
                squared += Math.exp(point[k]) * d * d;
            }
            double r = Math.sqrt(5 * squared);
            return 1 + Math.exp(point[3]) * (1 + r + r * r / 3) * Math.exp(-r);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theGradientIsThatOfTheValue(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MarginalLikelihood likelihood = new MarginalLikelihood(new RaisedTable(table(40, random), 1));
        double[] point = likelihood.start();
        Arrays.setAll(point, k -> point[k] + random.nextDouble() - 0.5);
        double[] gradient = new double[point.length];
        likelihood.valueAndGradient(point, gradient);
        double[] ignored = new double[point.length];
        for (int k = 0; k < point.length; k++) {
            double[] moved = point.clone();
            double step = 1e-5;
            moved[k] = point[k] + step;
            double above = likelihood.valueAndGradient(moved, ignored);
            moved[k] = point[k] - step;
            double below = likelihood.valueAndGradient(moved, ignored);
            double slope = (above - below) / (2 * step);
            assertThat(gradient[k]).isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
        }
    }

    @Test
    void theSearchFindsTheBottomOfABowl() {
        Rprop.Minimum minimum = new Rprop(200, 0.3)
                .minimise(
                        (point, gradient) -> {
                            gradient[0] = 2 * (point[0] - 3);
                            gradient[1] = 200 * (point[1] + 1);
                            return (point[0] - 3) * (point[0] - 3) + 100 * (point[1] + 1) * (point[1] + 1);
                        },
                        new double[2]);
        assertThat(minimum.point()[0]).isCloseTo(3, within(0.05));
        assertThat(minimum.point()[1]).isCloseTo(-1, within(0.05));
        assertThat(minimum.value()).isLessThan(0.05);
    }

    @Test
    void sameTableAndSeedGiveTheSameFunction() {
        TrainingTable table = table(120, new SplittableRandom(5));
        GaussianProcess family = new GaussianProcess(List.of(1.0, 0.5), 50);
        double[] z = {1.2, 0.3, 7, 0.9};
        assertThat(family.train(table, 8).predict(z))
                .isEqualTo(family.train(table, 8).predict(z));
    }

    @Test
    void aTableThatTellsNothingGivesItsMean() {
        TrainingTable same = new TrainingTable(List.of("a"), new double[][] {{1}, {1}, {1}}, new double[] {1, 2, 6});
        TrainingTable flat = new TrainingTable(List.of("a"), new double[][] {{1}, {2}, {3}}, new double[] {4, 4, 4});
        TrainingTable one = new TrainingTable(List.of("a"), new double[][] {{1}}, new double[] {5});
        assertThat(new GaussianProcess().train(same, 1).predict(new double[] {9}))
                .isEqualTo(3);
        assertThat(new GaussianProcess().train(flat, 1).predict(new double[] {9}))
                .isEqualTo(4);
        assertThat(new GaussianProcess().train(one, 1).predict(new double[] {9}))
                .isEqualTo(5);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GaussianProcess(List.of(), 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new GaussianProcess(List.of(2.0), 10));
        assertThatIllegalArgumentException().isThrownBy(() -> new GaussianProcess(List.of(1.0), 0));
    }
}
