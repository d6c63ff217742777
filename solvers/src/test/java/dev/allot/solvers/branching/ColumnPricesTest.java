package dev.allot.solvers.branching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the sums written out. */
class ColumnPricesTest {
    private final SplittableRandom random = new SplittableRandom(5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void areTheSumsOfEachColumn(long seed) {
        Problem problem = RandomProblems.small(Objective.TREES, 4, 0, 1, seed % 2 == 0)
                .draw(seed)
                .problem();
        check(problem.aggregates());
    }

    /** Many columns of few different parts, as tags have them: this is where patterns pay. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areTheSumsOfEachColumnOfTags(boolean unit) {
        int categories = 6;
        int bins = 5;
        ProblemBuilder builder = Problem.builder()
                .aggregates(IntStream.range(0, categories * bins)
                        .mapToObj(i -> "tag" + i)
                        .toList())
                .surrogate(new LinearSurrogate(0, new double[categories * bins]));
        for (int j = 0; j < 3_000; j++) {
            int[] rows = IntStream.range(0, categories)
                    .map(c -> c * bins + random.nextInt(bins))
                    .toArray();
            double[] values = new double[categories];
            Arrays.setAll(values, c -> unit ? 1 : 1 + random.nextInt(2));
            builder.integer(0, 1, 0, rows, values);
        }
        check(builder.build().aggregates());
    }

    private void check(SparseMatrix matrix) {
        ColumnPrices columnPrices = new ColumnPrices(matrix);
        for (int round = 0; round < 3; round++) {
            double[] prices = random.doubles(matrix.rows(), -1, 1).toArray();
            double[] sums = random.doubles(matrix.columns(), -1, 1).toArray();
            double[] expected = sums.clone();
            for (int j = 0; j < expected.length; j++) {
                for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                    expected[j] += matrix.value(p) * prices[matrix.row(p)];
                }
            }
            columnPrices.addTo(sums, prices, new double[columnPrices.patterns()]);
            assertThat(sums).containsExactly(expected, within(1e-12));
        }
    }
}
