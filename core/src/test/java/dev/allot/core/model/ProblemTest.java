package dev.allot.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.LinearSurrogate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
    private static final int[] BOTH = {0, 1};

    private static ProblemBuilder twoIntegers() {
        ProblemBuilder builder = Problem.builder().aggregates(List.of("a", "b"), new double[] {1, -2});
        builder.integer(-1, 4, 0.5, BOTH, new double[] {1, 2});
        builder.integer(0, 3, 0, new int[] {1, 0, 1}, new double[] {1, 0, 2.5});
        return builder;
    }

    @Test
    void saysWhatWasBuilt() {
        ProblemBuilder builder = twoIntegers().constant(7).surrogate(new LinearSurrogate(0, new double[] {1, 1}));
        builder.continuous(0.5, 0.75, 0, new int[0], new double[0]);
        builder.constraint(new LinearConstraint("sum", 1, 9, new int[] {0, 1, 0}, new double[] {1, 3, 1}));
        Problem problem = builder.build();
        assertThat(problem.variableCount()).isEqualTo(3);
        assertThat(problem.lower(0)).isEqualTo(-1);
        assertThat(problem.upper(1)).isEqualTo(3);
        assertThat(problem.isInteger(1)).isTrue();
        assertThat(problem.isInteger(2)).isFalse();
        assertThat(problem.variableName(2)).isEqualTo("x2");
        assertThat(problem.aggregateName(1)).isEqualTo("b");
        assertThat(problem.isIntegral(0)).isTrue();
        assertThat(problem.isIntegral(1)).isFalse();
        assertThat(problem.aggregates().get(1, 1)).isEqualTo(3.5);
        assertThat(problem.aggregates().get(0, 1)).isZero();
        assertThat(problem.aggregates().entries()).isEqualTo(3);
        assertThat(problem.constraints().get(0, 0)).isEqualTo(2);
        assertThat(problem.aggregatesAt(new double[] {2, 1, 0.5})).containsExactly(3, 5.5);
        assertThat(problem.activitiesAt(new double[] {2, 1, 0.5})).containsExactly(7);
        assertThat(problem.linearAt(new double[] {2, 1, 0.5})).isEqualTo(8);
        assertThat(problem.lowerBounds()).containsExactly(-1, 0, 0.5);
    }

    @Test
    void laterCallsOnTheBuilderDoNotChangeWhatWasBuilt() {
        double[] coefficients = {1, 2};
        ProblemBuilder builder = Problem.builder().aggregates(List.of("a", "b"), new double[2]);
        builder.integer(0, 1, 0, BOTH, coefficients);
        Problem problem = builder.build();
        coefficients[0] = 99;
        builder.integer(0, 1, 0, BOTH, coefficients);
        builder.constraint(LinearConstraint.atMost("late", 1, new int[] {0}, new double[] {1}));
        assertThat(problem.variableCount()).isEqualTo(1);
        assertThat(problem.constraintCount()).isZero();
        assertThat(problem.aggregatesAt(new double[] {1})).containsExactly(1, 2);
        problem.lowerBounds()[0] = 5;
        assertThat(problem.lower(0)).isZero();
    }

    @Test
    void wrongPartsAreRefusedWhereTheyAreAdded() {
        ProblemBuilder builder = twoIntegers();
        int[] none = {};
        double[] nothing = {};
        assertThatIllegalStateException().isThrownBy(() -> builder.aggregates(List.of("late")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.integer(0.5, 2, 0))
                .withMessageContaining("integer bounds");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.integer(3, 2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.integer(0, Double.POSITIVE_INFINITY, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.integer(0, 1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.continuous(Double.NaN, 1, 0, none, nothing));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.continuous(0, 1, 0, new int[] {2}, new double[] {1}))
                .withMessageContaining("aggregate 2 of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.continuous(0, 1, 0, new int[] {-1}, new double[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.continuous(0, 1, 0, new int[] {0}, nothing));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.continuous(0, 1, 0, new int[] {0}, new double[] {Double.NaN}));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.constant(Double.NEGATIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Problem.builder().aggregates(List.of("a"), new double[] {Double.NaN}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Problem.builder().aggregates(List.of("a"), new double[2]));
        assertThat(builder.build().variableCount()).isEqualTo(2);
    }

    @Test
    void partsThatDoNotFitAreRefusedInTheEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> twoIntegers()
                        .surrogate(new LinearSurrogate(0, new double[3]))
                        .build())
                .withMessageContaining("3 aggregates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> twoIntegers().variableNames(List.of("only")).build());
        for (int variable : new int[] {-1, 2}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> twoIntegers()
                            .constraint(LinearConstraint.atMost("named", 1, new int[] {variable}, new double[] {1}))
                            .build())
                    .withMessageContaining("named");
        }
    }

    @Test
    void takesTheConstraintsOfAnother() {
        Problem problem = twoIntegers()
                .constraint(new LinearConstraint("sum", 1, 9, BOTH, new double[] {2, -3}))
                .constraint(LinearConstraint.atMost("second", 1, new int[] {1}, new double[] {0.5}))
                .build();
        Problem same = twoIntegers().constraintsOf(problem).build();
        assertThat(same.constraintCount()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            assertThat(same.constraintName(i)).isEqualTo(problem.constraintName(i));
            assertThat(same.constraintLower(i)).isEqualTo(problem.constraintLower(i));
            assertThat(same.constraintUpper(i)).isEqualTo(problem.constraintUpper(i));
            for (int j = 0; j < 2; j++) {
                assertThat(same.constraints().get(i, j))
                        .isEqualTo(problem.constraints().get(i, j));
            }
        }
    }

    @Test
    void constraintsAreChecked() {
        int[] one = {0};
        double[] two = {2};
        for (double[] range : new double[][] {
            {2, 1},
            {Double.NaN, 1},
            {0, Double.NaN},
            {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY},
            {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LinearConstraint("c", range[0], range[1], one, two));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearConstraint.atMost("c", 1, one, new double[] {Double.NaN}));
        assertThatIllegalArgumentException().isThrownBy(() -> LinearConstraint.atMost("c", 1, one, new double[0]));
        assertThat(LinearConstraint.atLeast("c", 1, one, two))
                .isEqualTo(LinearConstraint.atLeast("c", 1, one.clone(), two.clone()))
                .hasSameHashCodeAs(LinearConstraint.atLeast("c", 1, one.clone(), two.clone()))
                .isNotEqualTo(LinearConstraint.atMost("c", 1, one, two));
    }

    @Test
    void sidesMayBeExceededByRoundingOnly() {
        ProblemBuilder builder = twoIntegers();
        builder.constraint(new LinearConstraint("c", 10, 1e6, BOTH, new double[] {1, 1}));
        Problem problem = builder.build();
        assertThat(problem.violation(0, 10)).isZero();
        assertThat(problem.violation(0, 10 - 9e-9)).isZero();
        assertThat(problem.violation(0, 10 - 1.1e-8)).isCloseTo(1.1e-8, within(1e-12));
        assertThat(problem.violation(0, 1e6 + 9e-4)).isZero();
        assertThat(problem.violation(0, 1e6 + 2e-3)).isCloseTo(2e-3, within(1e-9));
    }

    /** Decimal coefficients are on no grid of doubles; rounded to the row's own, their sums lose nothing in whatever order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void sumsOverIntegerVariablesAreExactInAnyOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 40;
        ProblemBuilder builder = Problem.builder().aggregates(List.of("a"), new double[] {0.1});
        builder.constant(0.7);
        double[] weights = random.doubles(n)
                .map(w -> Math.rint(1_000 * w) / 1_000 * Math.pow(10, random.nextInt(-2, 4)))
                .toArray();
        for (double w : weights) {
            builder.integer(-20, random.nextInt(1, 300), w, new int[] {0}, new double[] {-w});
        }
        int[] all = IntStream.range(0, n).toArray();
        builder.constraint(LinearConstraint.atMost("c", 1, all, weights));
        Problem problem = builder.build();
        double[] values = new double[n];
        double aggregate = problem.aggregatesAt(values)[0];
        double activity = 0;
        double linear = problem.linearAt(values);
        for (int step = 0; step < 5_000; step++) {
            int j = random.nextInt(n);
            double to = random.nextInt((int) problem.lower(j), (int) problem.upper(j) + 1);
            double change = to - values[j];
            values[j] = to;
            aggregate += change * problem.aggregates().get(0, j);
            activity += change * problem.constraints().get(0, j);
            linear += change * problem.linear(j);
            if (step % 50 == 0) {
                assertThat(aggregate).isEqualTo(problem.aggregatesAt(values)[0]);
                assertThat(activity).isEqualTo(problem.activitiesAt(values)[0]);
                assertThat(linear).isEqualTo(problem.linearAt(values));
            }
        }
        double magnitude = IntStream.range(0, n)
                .mapToDouble(j -> weights[j] * Math.max(20, problem.upper(j)))
                .sum();
        for (int j = 0; j < n; j++) {
            assertThat(problem.linear(j)).isCloseTo(weights[j], within(magnitude * 0x1p-52));
        }
    }

    @Test
    void integersStayWhatTheyAreOnTheGrid() {
        for (double value : new double[] {0, 1, -3, 1e6, 123_456_789}) {
            assertThat(DyadicGrid.round(value, 1e15)).isEqualTo(value);
        }
        assertThat(DyadicGrid.round(0.1, 0)).isEqualTo(0.1);
        assertThat(DyadicGrid.round(0.1, 1)).isCloseTo(0.1, within(0x1p-52));
        assertThat(Math.scalb(DyadicGrid.round(0.1, 1e6), 32) % 1).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sparseMatricesAgreeWithDenseOnes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = random.nextInt(1, 9);
        int columns = random.nextInt(1, 60);
        double[][] dense = new double[rows][columns];
        SparseMatrix.Builder builder = new SparseMatrix.Builder();
        for (int c = 0; c < columns; c++) {
            int[] at = random.ints(random.nextInt(2 * rows), 0, rows).toArray();
            double[] values = random.ints(at.length, -2, 3).asDoubleStream().toArray();
            for (int k = 0; k < at.length; k++) {
                dense[at[k]][c] += values[k];
            }
            builder.addColumn(at, values);
        }
        SparseMatrix matrix = builder.build(rows);
        SparseMatrix transposed = matrix.transpose();
        double[] x = random.ints(columns, -3, 4).asDoubleStream().toArray();
        double[] product = matrix.multiplyAdd(x, new double[rows]);
        for (int r = 0; r < rows; r++) {
            double sum = 0;
            for (int c = 0; c < columns; c++) {
                assertThat(matrix.get(r, c)).isEqualTo(dense[r][c]);
                assertThat(transposed.get(c, r)).isEqualTo(dense[r][c]);
                int at = matrix.find(r, c);
                assertThat(at < 0 ? r : matrix.row(at)).isEqualTo(r);
                sum += dense[r][c] * x[c];
            }
            assertThat(product[r]).isEqualTo(sum);
        }
        for (int c = 0; c < columns; c++) {
            int[] order = IntStream.range(matrix.start(c), matrix.start(c + 1))
                    .map(matrix::row)
                    .toArray();
            int[] sorted = order.clone();
            Arrays.sort(sorted);
            assertThat(order).isEqualTo(sorted).doesNotHaveDuplicates();
        }
    }
}
