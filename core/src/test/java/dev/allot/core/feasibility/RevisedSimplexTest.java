package dev.allot.core.feasibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.feasibility.RevisedSimplex.Column;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisedSimplexTest {
    private static Column[] unitBasis(int rows) {
        Column[] basis = new Column[rows];
        for (int r = 0; r < rows; r++) {
            double[] entries = new double[rows];
            entries[r] = 1;
            basis[r] = new Column(entries, 0, 0);
        }
        return basis;
    }

    /** Offers the first column of negative reduced cost until there is none; returns the number of pivots. */
    private static int run(RevisedSimplex simplex, Column[] columns) {
        for (int pivots = 0; ; pivots++) {
            double[] y = simplex.duals(Column::cost);
            Column entering = null;
            for (Column column : columns) {
                if (entering == null && reduced(column, y) < -1e-9) {
                    entering = column;
                }
            }
            if (entering == null) {
                return pivots;
            }
            assertThat(simplex.enter(entering)).isTrue();
        }
    }

    private static double reduced(Column column, double[] y) {
        double sum = column.cost();
        for (int r = 0; r < y.length; r++) {
            sum -= y[r] * column.entries()[r];
        }
        return sum;
    }

    /** Strong duality and complementary slackness: objective = y.b, reduced costs not negative, values not negative and A x = b. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void randomProgramsEndOptimal(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int m = random.nextInt(2, 20);
        double[] rhs = random.doubles(m, 0, 5).map(b -> b < 1 ? 0 : b).toArray();
        Column[] columns = new Column[200];
        Arrays.setAll(columns, j -> {
            // All positive, so that the program is bounded.
            double[] entries = random.doubles(m, 0.1, 1).toArray();
            return new Column(entries, 0, random.nextDouble(-1, 0.2));
        });
        RevisedSimplex simplex = new RevisedSimplex(rhs, unitBasis(m));
        run(simplex, columns);
        double[] y = simplex.duals(Column::cost);
        double dual = 0;
        double[] row = new double[m];
        for (int r = 0; r < m; r++) {
            dual += y[r] * rhs[r];
            assertThat(y[r]).isLessThanOrEqualTo(1e-9);
            assertThat(simplex.value(r)).isNotNegative();
            for (int k = 0; k < m; k++) {
                row[k] += simplex.value(r) * simplex.column(r).entries()[k];
            }
        }
        assertThat(simplex.objective(Column::cost)).isCloseTo(dual, within(1e-9));
        for (int r = 0; r < m; r++) {
            assertThat(row[r]).isCloseTo(rhs[r], within(1e-9));
        }
    }

    /** Beale's program, on which Dantzig's rule with the first of tied rows cycles for ever. */
    @Test
    void degenerateProgramsDoNotCycle() {
        Column[] columns = {
            new Column(new double[] {0.25, 0.5, 0}, 0, -0.75),
            new Column(new double[] {-8, -12, 0}, 0, 20),
            new Column(new double[] {-1, -0.5, 1}, 0, -0.5),
            new Column(new double[] {9, 3, 0}, 0, 6),
        };
        Column[] all = Arrays.copyOf(columns, 7);
        System.arraycopy(unitBasis(3), 0, all, 4, 3);
        RevisedSimplex simplex = new RevisedSimplex(new double[] {0, 0, 1}, unitBasis(3));
        assertThat(run(simplex, all)).isLessThan(20);
        assertThat(simplex.objective(Column::cost)).isCloseTo(-1.25, within(1e-12));
    }

    @Test
    void aColumnThatNothingLimitsDoesNotEnter() {
        RevisedSimplex simplex = new RevisedSimplex(new double[] {1, 1}, unitBasis(2));
        assertThat(simplex.enter(new Column(new double[] {-1, 0}, 0, -1))).isFalse();
    }
}
