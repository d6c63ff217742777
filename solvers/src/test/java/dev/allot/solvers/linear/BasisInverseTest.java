package dev.allot.solvers.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.SparseMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasisInverseTest {
    private static final int ROWS = 30;
    private static final int COLUMNS = 70;

    /** Sparse columns, denser ones, whole numbers that make many singular bases. */
    private static SparseMatrix matrix(SplittableRandom random) {
        ProblemBuilder builder = Problem.builder();
        int[] all = IntStream.range(0, COLUMNS).toArray();
        for (int j : all) {
            builder.integer(0, 1, j);
        }
        for (int i = 0; i < ROWS; i++) {
            double density = i < 5 ? 0.8 : 0.08;
            double[] row = random.doubles(COLUMNS)
                    .map(u -> u < density ? random.nextInt(1, 4) : 0)
                    .toArray();
            row[i] = 1;
            builder.constraint(LinearConstraint.atMost("row " + i, 1, all, row));
        }
        return builder.build().constraints();
    }

    private static int[] activities() {
        return IntStream.range(COLUMNS, COLUMNS + ROWS).toArray();
    }

    private static void assertClose(double[] actual, double[] expected) {
        double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int k = 0; k < expected.length; k++) {
            assertThat(actual[k]).isCloseTo(expected[k], within(1e-7 * Math.max(1, size)));
        }
    }

    private static void assertEqualsTwin(BasisInverse inverse, SparseMatrix matrix, int[] basis, double[] vector) {
        DenseInverse twin = DenseInverse.of(new BasisColumns(matrix, basis));
        double[] right = vector.clone();
        inverse.times(right);
        assertClose(right, twin.times(vector));
        double[] left = vector.clone();
        inverse.timesFromLeft(left);
        assertClose(left, twin.timesFromLeft(vector));
        for (int r = 0; r < ROWS; r++) {
            assertClose(inverse.row(r), twin.row(r));
            assertThat(inverse.norm(r)).isCloseTo(twin.norm(r), within(1e-6 * Math.max(1, twin.norm(r))));
        }
    }

    /** Pivots a random column in at the position of the largest element, some of them after a step back or new factors. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void equalsTheDenseInverseOverPivots(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseMatrix matrix = matrix(random);
        int[] basis = activities();
        BasisInverse inverse = new BasisInverse(matrix, basis);
        int pivots = 0;
        for (int trial = 0; trial < 120; trial++) {
            int enters = random.nextInt(COLUMNS + ROWS);
            if (Arrays.stream(basis).anyMatch(j -> j == enters)) {
                continue;
            }
            double[] column = inverse.timesColumn(enters);
            int position =
                    IntStream.range(0, ROWS).reduce(0, (a, b) -> Math.abs(column[b]) > Math.abs(column[a]) ? b : a);
            BasisInverse.State before = inverse.save();
            int leaves = basis[position];
            inverse.pivot(position, column, inverse.row(position));
            basis[position] = enters;
            if (trial % 5 == 0) {
                inverse.restore(before);
                basis[position] = leaves;
            } else if (trial % 13 == 0) {
                inverse.factorise(basis);
                assertThat(inverse.pivots()).isZero();
            }
            pivots++;
            assertEqualsTwin(inverse, matrix, basis, random.doubles(ROWS, -1, 1).toArray());
        }
        assertThat(pivots).isGreaterThan(50);
    }

    /** Random columns seldom make a basis: what depends on others gives way to activities, and all that can stay stays. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void completesWhatIsSingular(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseMatrix matrix = matrix(random);
        int[] basis = IntStream.range(0, ROWS).map(r -> random.nextInt(COLUMNS)).toArray();
        basis[1] = basis[0];
        basis[2] = COLUMNS + 7;
        basis[3] = COLUMNS + 7;
        int[] asked = basis.clone();
        BasisInverse inverse = new BasisInverse(matrix, activities());
        inverse.factorise(basis);
        double[] vector = random.doubles(ROWS, -1, 1).toArray();
        double[] x = vector.clone();
        inverse.times(x);
        assertClose(x, DenseInverse.of(new BasisColumns(matrix, basis)).times(vector));
        int replaced =
                (int) IntStream.range(0, ROWS).filter(r -> basis[r] != asked[r]).count();
        assertThat(replaced).isBetween(2, ROWS / 2);
    }

    /** A chain, each column in two neighbouring rows, needs no elimination: its factors have the entries of the basis. */
    @Test
    void findsTriangles() {
        int size = 200;
        ProblemBuilder builder = Problem.builder();
        for (int j = 0; j < size; j++) {
            builder.integer(0, 1, 1);
        }
        for (int i = 0; i < size; i++) {
            int[] pair = i == 0 ? new int[] {0} : new int[] {i, i - 1};
            double[] entries = i == 0 ? new double[] {2} : new double[] {2, 3};
            builder.constraint(LinearConstraint.atMost("row " + i, 1, pair, entries));
        }
        int[] basis = IntStream.range(0, size).map(j -> (j * 7) % size).toArray();
        SparseMatrix matrix = builder.build().constraints();
        TriangularFactors factors = new TriangularFactors(new BasisColumns(matrix, basis));
        assertThat(factors.dependent()).isEmpty();
        assertThat(factors.entries()).isEqualTo(matrix.entries());
    }
}
