package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.QuadraticSurrogate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RidgeTest {
    private static final Penalties ONE = new Penalties(1, 1, 1);

    /** Counts with a common size, as mixes have, one column of them constant. */
    private static TrainingTable counts(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[rows][columns];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            int size = random.nextInt(100, 3000);
            for (int j = 0; j < columns; j++) {
                x[i][j] = j == 1 ? 7 : random.nextInt(size / (1 + j));
            }
            y[i] = 0.7 + x[i][0] * 1e-5 - x[i][0] * x[i][columns - 1] * 1e-9 + 0.01 * random.nextDouble();
        }
        return new TrainingTable(names(columns), x, y);
    }

    private static List<String> names(int columns) {
        return IntStream.range(0, columns).mapToObj(j -> "f" + j).toList();
    }

    @ParameterizedTest
    @CsvSource({"40, 5", "12, 30"})
    void linearEqualsTheNormalEquations(int rows, int columns) {
        TrainingTable table = counts(rows, columns, 1);
        Predictor predictor = new RidgeLinear(ONE).train(table, 0);
        NormalEquations oracle = new NormalEquations(table, 0, false);
        assertThat(predictor.features()).isEqualTo(table.features());
        for (int i = 0; i < rows; i++) {
            assertThat(predictor.predict(table.row(i))).isCloseTo(oracle.predict(table.row(i)), within(1e-10));
        }
        double[] far = new double[columns];
        far[0] = 1e4;
        assertThat(predictor.predict(far)).isCloseTo(oracle.predict(far), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"60, 5, 1.0", "15, 9, 1.0", "60, 5, 0.01", "15, 9, 30", "15, 9, 0"})
    void quadraticEqualsTheNormalEquations(int rows, int columns, double scale) {
        TrainingTable table = counts(rows, columns, 2);
        Predictor predictor = new RidgeQuadratic(ONE, List.of(scale)).train(table, 0);
        NormalEquations oracle = new NormalEquations(table, scale, true);
        for (int i = 0; i < rows; i++) {
            assertThat(predictor.predict(table.row(i))).isCloseTo(oracle.predict(table.row(i)), within(1e-9));
        }
        double[] far = new double[columns];
        far[0] = 1e4;
        far[columns - 1] = 100;
        assertThat(predictor.predict(far)).isCloseTo(oracle.predict(far), within(1e-7));
    }

    @Test
    void choosesThePairOfScaleAndPenaltyWithTheLeastLeaveOneOutError() {
        TrainingTable table = counts(30, 6, 3);
        StandardisedTable data = new StandardisedTable(table);
        Penalties penalties = new Penalties(1e-3, 1e3, 1);
        double least = Double.POSITIVE_INFINITY;
        double bestScale = 0;
        double bestPenalty = 0;
        for (double scale : new double[] {0, 0.1, 1}) {
            double[][] terms = Kernels.quadraticTerms(data.x, scale / data.columns());
            for (int i = 0; i < penalties.count(); i++) {
                double error = NormalEquations.leaveOneOut(terms, data.y, penalties.get(i) * meanSquare(terms));
                if (error < least) {
                    least = error;
                    bestScale = scale;
                    bestPenalty = penalties.get(i);
                }
            }
        }
        Predictor chosen = new RidgeQuadratic(penalties, List.of(0.0, 0.1, 1.0)).train(table, 0);
        Predictor fixed =
                new RidgeQuadratic(new Penalties(bestPenalty, bestPenalty, 1), List.of(bestScale)).train(table, 0);
        for (int i = 0; i < table.size(); i++) {
            assertThat(chosen.predict(table.row(i))).isCloseTo(fixed.predict(table.row(i)), within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({"25, 4", "10, 20"})
    void leaveOneOutErrorsAreThoseOfRefitting(int rows, int columns) {
        StandardisedTable data = new StandardisedTable(counts(rows, columns, 4));
        for (double penalty : new double[] {1e-3, 1, 1e3}) {
            double refitted = NormalEquations.leaveOneOut(data.x, data.y, penalty);
            assertThat(RidgePath.ofKernel(Kernels.linear(data.x), data.y).leaveOneOut(penalty))
                    .isCloseTo(refitted, within(1e-8 * refitted));
            assertThat(RidgePath.ofTerms(data.x, data.y).leaveOneOut(penalty))
                    .isCloseTo(refitted, within(1e-8 * refitted));
        }
    }

    @Test
    void explicitTermsHaveTheKernelOfTheDualForm() {
        StandardisedTable data = new StandardisedTable(counts(20, 5, 5));
        double[][] kernel = Kernels.quadratic(data.x, 0.3);
        double[][] gram = Kernels.linear(Kernels.quadraticTerms(data.x, 0.3));
        for (int i = 0; i < kernel.length; i++) {
            assertThat(gram[i]).containsExactly(kernel[i], within(1e-10));
        }
    }

    /** A coefficient of 2.45e8 on a bin that no mix ever occupied stood in a published model. */
    @Test
    void whatNeverVariesHasNoWeight() {
        TrainingTable counts = counts(50, 8, 6);
        double[][] rows = counts.rows();
        for (int i = 0; i < rows.length; i++) {
            rows[i][2] = 0;
            rows[i][3] = 0.1 + 0.2;
            rows[i][4] = rows[i][0];
        }
        TrainingTable table = new TrainingTable(counts.features(), rows, counts.scores());
        LinearSurrogate linear =
                (LinearSurrogate) new RidgeLinear().train(table, 0).surrogate();
        QuadraticSurrogate quadratic =
                (QuadraticSurrogate) new RidgeQuadratic().train(table, 0).surrogate();
        for (int j : new int[] {1, 2, 3}) {
            assertThat(linear.weight(j)).isZero();
            assertThat(quadratic.weight(j)).isZero();
            for (int k = 0; k < 8; k++) {
                assertThat(quadratic.coefficient(j, k)).isZero();
            }
        }
        assertThat(linear.weight(4)).isCloseTo(linear.weight(0), within(1e-12));
        assertThat(linear.weight(0)).isBetween(-1.0, 1.0);
    }

    @Test
    void predictsTheMeanWhereNothingVaries() {
        TrainingTable table =
                new TrainingTable(names(2), new double[][] {{1, 2}, {1, 2}, {1, 2}}, new double[] {1, 2, 6});
        for (PredictorFamily family : List.of(new RidgeLinear(), new RidgeQuadratic())) {
            assertThat(family.train(table, 0).predict(new double[] {5, 5})).isCloseTo(3, within(1e-12));
            assertThat(family.train(table.subset(new int[] {2}), 0).predict(new double[] {5, 5}))
                    .isCloseTo(6, within(1e-12));
        }
    }

    @Test
    void findsTheTruthInPlentyOfCleanRows() {
        SplittableRandom random = new SplittableRandom(7);
        double[][] x = new double[200][3];
        double[] y = new double[200];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < 3; j++) {
                x[i][j] = random.nextDouble() * 100;
            }
            y[i] = 5 + 2 * x[i][0] - x[i][1] + 0.03 * x[i][0] * x[i][2] - 0.01 * x[i][1] * x[i][1];
        }
        QuadraticSurrogate fit = (QuadraticSurrogate)
                new RidgeQuadratic().train(new TrainingTable(names(3), x, y), 0).surrogate();
        assertThat(fit.intercept()).isCloseTo(5, within(0.05));
        assertThat(fit.weight(0)).isCloseTo(2, within(1e-3));
        assertThat(fit.weight(1)).isCloseTo(-1, within(1e-3));
        assertThat(fit.weight(2)).isCloseTo(0, within(1e-3));
        assertThat(fit.coefficient(0, 2)).isCloseTo(0.015, within(1e-5));
        assertThat(fit.coefficient(1, 1)).isCloseTo(-0.01, within(1e-5));
        assertThat(fit.coefficient(0, 1)).isCloseTo(0, within(1e-5));
    }

    private static double meanSquare(double[][] terms) {
        double sum = 0;
        for (double[] row : terms) {
            for (double term : row) {
                sum += term * term / terms.length;
            }
        }
        return sum;
    }

    /** Ridge regression as the book has it: explicit terms, a free intercept, (F'F + penalty) b = F'y by LU. */
    private static final class NormalEquations {
        private final TrainingTable table;
        private final double scale;
        private final boolean quadratic;
        private final double[] coefficients;

        NormalEquations(TrainingTable table, double scale, boolean quadratic) {
            this.table = table;
            this.quadratic = quadratic;
            int varying = 0;
            for (int j = 0; j < table.width(); j++) {
                varying += deviation(j) > 0 ? 1 : 0;
            }
            this.scale = scale / varying;
            double[][] terms = new double[table.size()][];
            for (int i = 0; i < terms.length; i++) {
                terms[i] = terms(table.row(i));
            }
            double[][] centred = new double[terms.length][terms[0].length];
            for (int t = 0; t < terms[0].length; t++) {
                double mean = 0;
                for (double[] row : terms) {
                    mean += row[t] / terms.length;
                }
                for (int i = 0; i < terms.length; i++) {
                    centred[i][t] = terms[i][t] - mean;
                }
            }
            coefficients = solve(terms, table.scores(), meanSquare(centred));
        }

        private double mean(int j) {
            double mean = 0;
            for (int i = 0; i < table.size(); i++) {
                mean += table.value(i, j) / table.size();
            }
            return mean;
        }

        private double deviation(int j) {
            double squares = 0;
            for (int i = 0; i < table.size(); i++) {
                squares += Math.pow(table.value(i, j) - mean(j), 2) / table.size();
            }
            return Math.sqrt(squares) < 1e-9 ? 0 : Math.sqrt(squares);
        }

        private double[] terms(double[] row) {
            int d = row.length;
            double[] x = new double[d];
            for (int j = 0; j < d; j++) {
                x[j] = deviation(j) == 0 ? 0 : (row[j] - mean(j)) / deviation(j);
            }
            if (!quadratic) {
                return x;
            }
            double[] terms = new double[d + d * d];
            System.arraycopy(x, 0, terms, 0, d);
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < d; k++) {
                    terms[d + j * d + k] = Math.sqrt(scale) * x[j] * x[k];
                }
            }
            return terms;
        }

        double predict(double[] row) {
            return apply(coefficients, terms(row));
        }

        private static double apply(double[] coefficients, double[] terms) {
            double sum = coefficients[0];
            for (int t = 0; t < terms.length; t++) {
                sum += coefficients[t + 1] * terms[t];
            }
            return sum;
        }

        private static double[] solve(double[][] terms, double[] y, double penalty) {
            RealMatrix f = new Array2DRowRealMatrix(terms.length, terms[0].length + 1);
            for (int i = 0; i < terms.length; i++) {
                f.setEntry(i, 0, 1);
                for (int t = 0; t < terms[i].length; t++) {
                    f.setEntry(i, t + 1, terms[i][t]);
                }
            }
            RealMatrix normal = f.transpose().multiply(f);
            for (int t = 1; t < normal.getRowDimension(); t++) {
                normal.addToEntry(t, t, penalty);
            }
            return new LUDecomposition(normal)
                    .getSolver()
                    .solve(f.transpose().operate(new ArrayRealVector(y)))
                    .toArray();
        }

        static double leaveOneOut(double[][] terms, double[] y, double penalty) {
            double sum = 0;
            for (int out = 0; out < y.length; out++) {
                double[][] rest = new double[y.length - 1][];
                double[] restY = new double[y.length - 1];
                for (int i = 0, k = 0; i < y.length; i++) {
                    if (i != out) {
                        rest[k] = terms[i];
                        restY[k++] = y[i];
                    }
                }
                double error = y[out] - apply(solve(rest, restY, penalty), terms[out]);
                sum += error * error / y.length;
            }
            return sum;
        }
    }
}
