package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BorrowedPriorTest {
    private static final int WIDTH = 12;
    private static final double NOISE = 0.006;
    private static final List<String> NAMES =
            IntStream.range(0, WIDTH).mapToObj(k -> "f" + k).toList();

    private static double[] weights(SplittableRandom random) {
        return random.doubles(WIDTH).map(u -> 2e-4 * random.nextGaussian()).toArray();
    }

    /** Weights of which a share of the variance is that of others. */
    private static double[] like(double[] others, double correlation, SplittableRandom random) {
        double[] own = weights(random);
        double[] mixed = new double[WIDTH];
        for (int k = 0; k < WIDTH; k++) {
            mixed[k] = correlation * others[k] + Math.sqrt(1 - correlation * correlation) * own[k];
        }
        return mixed;
    }

    private static TrainingTable table(
            double[] weights, int rows, double level, double scale, double noise, SplittableRandom random) {
        double[][] x = new double[rows][WIDTH];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = level + noise * random.nextGaussian();
            for (int k = 0; k < WIDTH; k++) {
                x[i][k] = Math.rint(100 * random.nextDouble());
                y[i] += scale * weights[k] * x[i][k];
            }
        }
        return new TrainingTable(NAMES, x, y);
    }

    private static double error(LinearPosterior posterior, double[] weights) {
        double squares = 0;
        for (int k = 0; k < WIDTH; k++) {
            double d = posterior.mean().weight(k) - weights[k];
            squares += d * d;
        }
        return Math.sqrt(squares / WIDTH);
    }

    /** More rows than features, and fewer. */
    @ParameterizedTest
    @ValueSource(ints = {30, 7})
    void posteriorAndLikelihoodAreThoseOfTheFullCovariances(int rows) {
        SplittableRandom random = new SplittableRandom(rows);
        double[] truth = weights(random);
        TrainingTable table = table(truth, rows, 0.7, 1, NOISE, random);
        List<RelatedTable> related = List.of(
                RelatedTable.of(table(like(truth, 0.8, random), 9, 2, 5, NOISE, random), new BayesianLinear()),
                RelatedTable.of(table(weights(random), 40, 0, 1, NOISE, random), new BayesianLinear()));
        BorrowedPrior prior = new BorrowedPrior(table, related);
        BorrowedPrior.Setting one = new BorrowedPrior.Setting(2e-8, 4e-5, new double[] {0.15, 0.3});
        BorrowedPrior.Setting other = new BorrowedPrior.Setting(1e-8, 2e-5, new double[] {0.05, 0});
        Naive naive = new Naive(table, related);
        LinearPosterior posterior = prior.posterior(one);
        double[] expected = naive.weights(one);
        for (int k = 0; k < WIDTH; k++) {
            assertThat(posterior.mean().weight(k)).isCloseTo(expected[k], within(1e-10));
            for (int l = 0; l < WIDTH; l++) {
                assertThat(posterior.covariance()[k][l])
                        .isCloseTo(naive.covariance(one).getEntry(k, l), within(1e-14));
            }
        }
        // Constants aside.
        assertThat(prior.likelihood(one) - prior.likelihood(other))
                .isCloseTo(naive.likelihood(one) - naive.likelihood(other), within(1e-6));
    }

    /** The same with matrices of all weights and of all contrasts of rows. */
    private record Naive(TrainingTable table, List<RelatedTable> related) {
        RealMatrix centred() {
            RealMatrix x = MatrixUtils.createRealMatrix(table.rows());
            for (int k = 0; k < WIDTH; k++) {
                double mean = 0;
                for (double v : x.getColumn(k)) {
                    mean += v / table.size();
                }
                x.setColumnVector(k, x.getColumnVector(k).mapSubtract(mean));
            }
            return x;
        }

        RealMatrix prior(BorrowedPrior.Setting s) {
            RealMatrix prior = MatrixUtils.createRealIdentityMatrix(WIDTH).scalarMultiply(s.own());
            for (int t = 0; t < related.size(); t++) {
                double square = s.multiples()[t] * s.multiples()[t];
                prior = prior.add(MatrixUtils.createRealMatrix(related.get(t).covariance())
                        .scalarMultiply(square));
            }
            return prior;
        }

        double[] expected(BorrowedPrior.Setting s) {
            double[] expected = new double[WIDTH];
            for (int t = 0; t < related.size(); t++) {
                for (int k = 0; k < WIDTH; k++) {
                    expected[k] += s.multiples()[t] * related.get(t).weights()[k];
                }
            }
            return expected;
        }

        RealMatrix covariance(BorrowedPrior.Setting s) {
            RealMatrix x = centred();
            return MatrixUtils.inverse(
                    MatrixUtils.inverse(prior(s)).add(x.transpose().multiply(x).scalarMultiply(1 / s.noise())));
        }

        double[] weights(BorrowedPrior.Setting s) {
            RealMatrix x = centred();
            double[] residual = table.scores();
            double[] by = x.operate(expected(s));
            for (int i = 0; i < residual.length; i++) {
                residual[i] -= by[i];
            }
            double[] learned = covariance(s)
                    .multiply(x.transpose().scalarMultiply(1 / s.noise()))
                    .operate(residual);
            double[] weights = expected(s);
            for (int k = 0; k < WIDTH; k++) {
                weights[k] += learned[k];
            }
            return weights;
        }

        /** Of the differences of the rows from the first of all, scaled to independence (Helmert). */
        double likelihood(BorrowedPrior.Setting s) {
            int n = table.size();
            double[][] contrasts = new double[n - 1][n];
            for (int i = 1; i < n; i++) {
                double norm = Math.sqrt(i * (i + 1.0));
                for (int j = 0; j < i; j++) {
                    contrasts[i - 1][j] = 1 / norm;
                }
                contrasts[i - 1][i] = -i / norm;
            }
            RealMatrix a = MatrixUtils.createRealMatrix(contrasts);
            RealMatrix x = a.multiply(MatrixUtils.createRealMatrix(table.rows()));
            RealMatrix covariance = x.multiply(prior(s))
                    .multiply(x.transpose())
                    .add(MatrixUtils.createRealIdentityMatrix(n - 1).scalarMultiply(s.noise()));
            double[] e = a.operate(table.scores());
            double[] by = x.operate(expected(s));
            for (int i = 0; i < e.length; i++) {
                e[i] -= by[i];
            }
            LUDecomposition lu = new LUDecomposition(covariance);
            double[] solved = lu.getSolver().getInverse().operate(e);
            double square = 0;
            for (int i = 0; i < e.length; i++) {
                square += e[i] * solved[i];
            }
            double variance = s.own();
            for (int t = 0; t < related.size(); t++) {
                variance += s.multiples()[t] * s.multiples()[t] * related.get(t).variance();
            }
            RealMatrix c = centred();
            double eigenvalue = c.multiply(c.transpose()).getTrace() / n;
            return -(Math.log(lu.getDeterminant()) + square) / 2
                    + BayesianLinear.logPrior(s.noise() / (variance * eigenvalue));
        }
    }

    @Test
    void aRelatedTableOfAnotherLevelAndScaleHelpsAndAnUnrelatedOneIsIgnored() {
        double alone = 0;
        double helped = 0;
        double misled = 0;
        double both = 0;
        for (int seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] truth = weights(random);
            TrainingTable own = table(truth, 12, 0.7, 1, NOISE, random);
            TrainingTable related = table(like(truth, 0.9, random), 200, -3, 20, 20 * NOISE, random);
            TrainingTable unrelated = table(weights(random), 200, 0.7, 1, NOISE, random);
            alone += error(new BayesianLinear().posterior(own), truth) / 10;
            helped += error(new BorrowingLinear(List.of(related)).posterior(own), truth) / 10;
            misled += error(new BorrowingLinear(List.of(unrelated)).posterior(own), truth) / 10;
            both += error(new BorrowingLinear(List.of(unrelated, related)).posterior(own), truth) / 10;
        }
        assertThat(helped).isLessThan(0.75 * alone);
        assertThat(misled).isBetween(0.9 * alone, 1.1 * alone);
        assertThat(both).isBetween(0.9 * helped, 1.1 * helped);
    }

    @Test
    void aFeatureThatNeverVariedThereIsLearnedFromTheTableItself() {
        SplittableRandom random = new SplittableRandom(5);
        double[] truth = weights(random);
        TrainingTable earlier = table(truth, 100, 0.7, 1, NOISE, random)
                .withFeatures(NAMES.subList(0, WIDTH - 1))
                .withFeatures(NAMES);
        TrainingTable own = table(truth, 40, 0.7, 1, NOISE, random);
        LinearPosterior posterior = new BorrowingLinear(List.of(earlier)).posterior(own);
        assertThat(posterior.mean().weight(WIDTH - 1)).isCloseTo(truth[WIDTH - 1], within(1e-4));
        assertThat(posterior.prior()[WIDTH - 1]).isGreaterThan(2 * posterior.prior()[0]);
    }

    /** Returns that diminish there and here. */
    @Test
    void curvatureIsBorrowedToo() {
        SplittableRandom random = new SplittableRandom(6);
        double[] truth = weights(random);
        TrainingTable earlier = curved(table(truth, 300, 0.7, 1, 0, random), NOISE, random);
        TrainingTable own = curved(table(truth, 30, 0.5, 1, 0, random), NOISE, random);
        TrainingTable unseen = curved(table(truth, 200, 0.5, 1, 0, random), 0, random);
        Predictor borrowing = new BayesianConcave().borrowing(List.of(earlier)).train(own, 1);
        Predictor alone = new BayesianConcave().train(own, 1);
        assertThat(new BayesianConcave()
                        .borrowing(List.of(earlier))
                        .posterior(own)
                        .isCurved())
                .isTrue();
        assertThat(rmse(borrowing, unseen)).isLessThan(0.8 * rmse(alone, unseen));
    }

    private static TrainingTable curved(TrainingTable straight, double noise, SplittableRandom random) {
        double[][] rows = straight.rows();
        double[] scores = straight.scores();
        for (int i = 0; i < rows.length; i++) {
            double share = random.nextDouble();
            double size = 0;
            for (int k = 0; k < WIDTH; k++) {
                rows[i][k] = Math.rint(share * rows[i][k]);
                size += rows[i][k];
            }
            scores[i] = share * (scores[i] - 0.5) + 0.5 - 2e-7 * size * size + noise * random.nextGaussian();
        }
        return new TrainingTable(NAMES, rows, scores);
    }

    private static double rmse(Predictor predictor, TrainingTable table) {
        double squares = 0;
        for (int i = 0; i < table.size(); i++) {
            double d = predictor.predict(table.row(i)) - table.score(i);
            squares += d * d / table.size();
        }
        return Math.sqrt(squares);
    }
}
