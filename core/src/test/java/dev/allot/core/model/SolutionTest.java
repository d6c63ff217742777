package dev.allot.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.surrogate.LinearSurrogate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SolutionTest {
    private static Problem problem(double weight) {
        ProblemBuilder builder = Problem.builder()
                .aggregates(List.of("a"), new double[] {1})
                .surrogate(new LinearSurrogate(0.5, new double[] {weight}))
                .constant(100);
        builder.integer(0, 5, 10, new int[] {0}, new double[] {1});
        builder.continuous(-1, 1, 0, new int[] {0}, new double[] {2});
        builder.constraint(LinearConstraint.atMost("sum", 4, new int[] {0, 1}, new double[] {1, 1}));
        return builder.build();
    }

    @Test
    void everythingIsComputedFromTheValues() {
        Solution solution = Solution.of(problem(3), new double[] {2, 0.5});
        assertThat(solution.aggregates()).containsExactly(4);
        assertThat(solution.objective()).isEqualTo(120 + 0.5 + 12);
        assertThat(solution.predictorValue()).isEqualTo(solution.objective());
        assertThat(solution.isFeasible()).isTrue();
        assertThat(solution.violation()).isZero();
        assertThat(solution.value(1)).isEqualTo(0.5);
        assertThat(solution).hasToString("Solution[objective 132.5]");
    }

    @Test
    void violationsAddUp() {
        // Out of bounds by 2 and 0.5, a third from an integer, beyond the constraint by 7 1/3 + 1.5 - 4.
        Solution solution = Solution.of(problem(3), new double[] {7 + 1 / 3.0, 1.5});
        assertThat(solution.isFeasible()).isFalse();
        assertThat(solution.violation()).isCloseTo(7 / 3.0 + 0.5 + 1 / 3.0 + 29 / 6.0, within(1e-12));
        assertThat(Solution.of(problem(3), new double[] {1.5, 0}).violation()).isEqualTo(0.5);
        assertThat(Solution.of(problem(3), new double[] {-1, 0}).violation()).isEqualTo(1);
        assertThat(Solution.of(problem(3), new double[] {4, 0}).isFeasible()).isTrue();
        assertThat(Solution.of(problem(3), new double[] {4, 1e-3}).isFeasible()).isFalse();
    }

    @Test
    void sharesNoArray() {
        double[] values = {1, 0};
        Solution solution = Solution.of(problem(3), values);
        values[0] = 5;
        solution.values()[0] = 5;
        solution.aggregates()[0] = 5;
        assertThat(solution.values()).containsExactly(1, 0);
        assertThat(solution.aggregates()).containsExactly(2);
    }

    @Test
    void verifiesAgainstTheProblemItIsOf() {
        Solution solution = Solution.of(problem(3), new double[] {1, 0});
        solution.verify(problem(3));
        assertThatIllegalStateException().isThrownBy(() -> solution.verify(problem(2)));
    }

    @Test
    void valuesMustBeNumbersOnePerVariable() {
        assertThatIllegalArgumentException().isThrownBy(() -> Solution.of(problem(1), new double[1]));
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Solution.of(problem(1), new double[] {0, wrong}))
                    .withMessageContaining("x1");
        }
    }
}
