package dev.allot.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.ortools.sat.CpModelProto;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.testing.BruteForce;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ObjectiveTermsTest {
    /** 1 x0 + 1.5 x1 + 2.5 for x0 and x1 in 0..4, in halves. */
    private static final GridRow ROW = new GridRow(-1, new int[] {0, 1}, new long[] {2, 3}, 5, 25);

    @Test
    void dyadicWeightsAreExact() {
        ObjectiveTerms terms = new ObjectiveTerms(linear(0.5, 0));
        terms.surrogate().constant(-2.25);
        terms.surrogate().term(0.125, ROW);
        terms.surrogate().choice(new int[] {2, 3}, new double[] {1, -0.5});
        IntegerObjective objective = terms.toIntegers(4);
        // Steps of 1/16: 0.125 * 1/2 is one of them.
        assertThat(objective.exponent()).isEqualTo(-4);
        assertThat(objective.variables()).containsExactly(0, 1, 2, 3);
        assertThat(objective.coefficients()).containsExactly(2, 3, 16, -8);
        assertThat(objective.offset()).isEqualTo(5 + 8 - 36);
        assertThat(objective.slack()).isZero();
        assertThat(objective.atMost(23 + 16L)).isEqualTo(1.0);
    }

    @Test
    void smallPenaltyBesideALargeScoreIsExact() {
        ObjectiveTerms terms = new ObjectiveTerms(linear(0, 0x1p-50));
        terms.surrogate().choice(new int[] {2, 3}, new double[] {1, 0x1p-36});
        IntegerObjective objective = terms.toIntegers(4);
        assertThat(objective.slack()).isZero();
        assertThat(objective.exponent()).isEqualTo(-50);
    }

    @Test
    void whatDoesNotFitIsRoundedAndPaidFor() {
        ObjectiveTerms terms = new ObjectiveTerms(linear(0, 0x1p-70));
        terms.surrogate().choice(new int[] {2, 3}, new double[] {1, 0.1});
        IntegerObjective objective = terms.toIntegers(4);
        assertThat(objective.variables()).containsExactly(2, 3);
        assertThat(objective.slack()).isGreaterThan(8 * 0x1p-70).isLessThan(1e-14);
        assertThat(objective.atMost(0L)).isGreaterThanOrEqualTo(objective.slack());
    }

    /** Two variables in 0..4 that count the same. */
    private static Problem linear(double constant, double weight) {
        ProblemBuilder builder = Problem.builder().constant(constant);
        builder.integer(0, 4, weight);
        builder.integer(0, 4, weight);
        return builder.build();
    }

    @Test
    void gapsAreWholeStepsWithoutTheSlack() {
        IntegerObjective objective = new IntegerObjective(new int[0], new long[0], 0, -3, 0.25);
        assertThat(objective.steps(1)).isEqualTo(6);
        assertThat(objective.steps(0.2)).isZero();
    }

    @Test
    void reportedBoundsAreWidenedOutwardToWholeSteps() {
        IntegerObjective objective = new IntegerObjective(new int[0], new long[0], 10, 0, 0);
        assertThat(objective.atMost(7.0)).isEqualTo(17);
        assertThat(objective.atMost(6.9999999)).isEqualTo(17);
        assertThat(objective.atMost(7.9)).isEqualTo(17);
        assertThat(objective.atMost(0x1p50)).isEqualTo(0x1p50 + 14);
        assertThat(objective.atMost(9.2e18)).isInfinite();
        assertThat(objective.atMost(Double.POSITIVE_INFINITY)).isInfinite();
    }

    /** Weights of all magnitudes: the bound holds at every point for what core computes, and is tight. */
    @Test
    void boundHoldsForCoresOwnArithmetic() {
        for (long seed = 1; seed <= 50; seed++) {
            Problem problem = generic(seed);
            CpModelEncoding encoding = CpModelEncoding.of(problem, CpModelProto.newBuilder(), () -> false)
                    .orElseThrow();
            BruteForce.forEach(problem, values -> {
                double value = Solution.of(problem, values).objective();
                double bound = encoding.objective().atMost(encoding.sum(j -> (long) values[j]));
                assertThat(bound).isGreaterThanOrEqualTo(value).isCloseTo(value, within(1e-9));
            });
        }
    }

    private static Problem generic(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] weights = random.doubles(3, -1, 1).toArray();
        weights[2] *= 1e-9;
        ProblemBuilder builder = Problem.builder()
                .aggregates(List.of("a", "b", "c"), random.doubles(3, -1, 1).toArray())
                .constant(random.nextDouble(-1, 1))
                .surrogate(new LinearSurrogate(random.nextDouble(), weights));
        for (int j = 0; j < 4; j++) {
            builder.integer(
                    -2,
                    random.nextInt(4),
                    random.nextDouble(-1, 1),
                    new int[] {0, 1, 2},
                    random.doubles(3, -1, 1).toArray());
        }
        return builder.build();
    }
}
