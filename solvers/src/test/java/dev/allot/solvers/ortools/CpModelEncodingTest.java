package dev.allot.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpModelProto;
import com.google.ortools.sat.CpObjectiveProto;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntegerVariableProto;
import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpModelEncodingTest {
    /** Every point, fixed in the model, is feasible in it iff core says so, and can take no value but core's. */
    @ParameterizedTest
    @CsvSource({
        "TREES, 0, false",
        "TREES, 2, false",
        "TREES, 0, true",
        "TREES, 3, true",
        "LINEAR, 2, false",
        "LINEAR, 2, true",
        "NONE, 2, true"
    })
    void pointsOfTheModelAreThoseOfTheProblem(Objective objective, int constraints, boolean fractional) {
        for (long seed = 1; seed <= 4; seed++) {
            Problem problem = RandomProblems.small(objective, 3, 0, constraints, fractional)
                    .draw(seed)
                    .problem();
            CpModelProto.Builder model = CpModelProto.newBuilder();
            CpModelEncoding encoding =
                    CpModelEncoding.of(problem, model, () -> false).orElseThrow();
            BruteForce.forEach(problem, values -> {
                Solution solution = Solution.of(problem, values);
                CpModelProto.Builder fixed = fix(model, values);
                Optional<Long> greatest = best(fixed);
                assertThat(greatest.isPresent()).isEqualTo(solution.isFeasible());
                if (greatest.isPresent()) {
                    assertThat(best(negated(fixed)).map(sum -> -sum)).isEqualTo(greatest);
                    double bound = encoding.objective().atMost(greatest.get());
                    if (encoding.objective().slack() == 0) {
                        assertThat(bound).isEqualTo(solution.objective());
                    } else {
                        assertThat(bound).isGreaterThanOrEqualTo(solution.objective());
                        assertThat(bound).isCloseTo(solution.objective(), within(1e-12));
                    }
                }
            });
        }
    }

    /** A tree's own fixed-point sum, without anything else in the objective. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void integerSumIsTheFixedPointValue(long seed) {
        Problem drawn =
                RandomProblems.small(Objective.TREES, 3, 0, 0, false).draw(seed).problem();
        TreeEnsemble trees = (TreeEnsemble) drawn.surrogate().orElseThrow();
        ProblemBuilder builder = Problem.builder()
                .aggregates(List.of("a", "b", "c", "d").subList(0, trees.dimension()))
                .surrogate(trees);
        for (int f = 0; f < trees.dimension(); f++) {
            builder.integer(-4, 4, 0, new int[] {f}, new double[] {1});
        }
        Problem problem = builder.build();
        CpModelProto.Builder model = CpModelProto.newBuilder();
        CpModelEncoding encoding =
                CpModelEncoding.of(problem, model, () -> false).orElseThrow();
        IntegerObjective objective = encoding.objective();
        int shift = -objective.exponent() - trees.fractionBits();
        double[] point = new double[problem.variableCount()];
        for (int k = -4; k <= 4; k++) {
            Arrays.fill(point, k);
            long sum = best(fix(model, point)).orElseThrow() + objective.offset();
            assertThat(Math.scalb((double) sum, -shift))
                    .isEqualTo((double) trees.fixedValue(problem.aggregatesAt(point)));
        }
    }

    @Test
    void hintIsACompleteSolution() {
        for (long seed = 1; seed <= 20; seed++) {
            RandomProblems.Sample sample =
                    RandomProblems.small(Objective.TREES, 4, 0, 2, true).draw(seed);
            CpModel model = new CpModel();
            NativeLibraries.ORTOOLS.load("cp-sat");
            CpModelEncoding encoding = CpModelEncoding.of(sample.problem(), model.getBuilder(), () -> false)
                    .orElseThrow();
            double[] witness = sample.witness().orElseThrow();
            encoding.hint(witness);
            CpSolver solver = new CpSolver();
            solver.getParameters().setNumWorkers(1).setFixVariablesToTheirHintedValue(true);
            assertThat(solver.solve(model)).isEqualTo(CpSolverStatus.OPTIMAL);
            assertThat(encoding.values(solver.response()::getSolution)).isEqualTo(witness);
        }
    }

    @Test
    void whatCannotBeReachedIsNotModelled() {
        // x + y <= 3 leaves z in [0, 3]: of the thresholds 1, 2.5, 2.9 and 7 the middle two are one, the last none.
        TreeEnsemble trees = TreeEnsemble.of(
                1, 0.5f, List.of(stump(1), stump(2.5f), stump(2.9f), stump(7), constant(0.25f), twice(2.2f, 5)));
        ProblemBuilder builder = Problem.builder().aggregates(List.of("z")).surrogate(trees);
        builder.integer(0, 10, 0, new int[] {0}, new double[] {1});
        builder.integer(0, 10, 0, new int[] {0}, new double[] {1});
        builder.constraint(LinearConstraint.atMost("budget", 3, new int[] {0, 1}, new double[] {1, 1}));
        CpModelEncoding encoding = CpModelEncoding.of(builder.build(), CpModelProto.newBuilder(), () -> false)
                .orElseThrow();
        assertThat(encoding.size()).startsWith("13 variables, 2 splits and 8 leaves among them");
    }

    @Test
    void decimalCostsKeepCoresTolerance() {
        ProblemBuilder builder = Problem.builder();
        for (int j = 0; j < 3; j++) {
            builder.integer(0, 1, 1);
        }
        // 0.1 + 0.2 exceeds 0.3 in doubles, but not by more than the tolerance.
        builder.constraint(LinearConstraint.atMost("budget", 0.3, new int[] {0, 1, 2}, new double[] {0.1, 0.2, 0.05}));
        CpModelProto.Builder model = CpModelProto.newBuilder();
        assertThat(CpModelEncoding.of(builder.build(), model, () -> false)).isPresent();
        assertThat(best(model)).contains(2L);
        assertThat(best(fix(model, 1, 1, 0))).contains(2L);
        assertThat(best(fix(model, 1, 1, 1))).isEmpty();
    }

    @Test
    void largeBoundsAreFineAndHugeOnesRefused() {
        assertThat(best(box(-1e12, 1e12))).contains(1_000_000_000_000L);
        assertThatThrownBy(() -> box(0, 1e17))
                .isInstanceOf(UnsupportedProblemException.class)
                .hasMessageContaining("cp-sat")
                .hasMessageContaining("2^53");
    }

    private static CpModelProto.Builder box(double lower, double upper) {
        ProblemBuilder builder = Problem.builder();
        builder.integer(lower, upper, 1);
        CpModelProto.Builder model = CpModelProto.newBuilder();
        assertThat(CpModelEncoding.of(builder.build(), model, () -> false)).isPresent();
        return model;
    }

    @Test
    void stopsHalfWay() {
        Problem problem =
                RandomProblems.small(Objective.TREES, 4, 0, 2, false).draw(1).problem();
        int[] asked = {0};
        assertThat(CpModelEncoding.of(problem, CpModelProto.newBuilder(), () -> ++asked[0] > 4))
                .isEmpty();
        assertThat(asked[0]).isEqualTo(5);
    }

    private static RegressionTree stump(float threshold) {
        return tree(new int[] {1, -1, -1}, new int[] {2, 0, 0}, new float[] {threshold, 0, 0}, 0, 1, 2);
    }

    private static RegressionTree constant(float value) {
        return tree(new int[] {-1}, new int[] {0}, new float[] {0}, value);
    }

    /** The second split lies left of the first but above it, so that its right side is never reached. */
    private static RegressionTree twice(float first, float second) {
        return tree(
                new int[] {1, 3, -1, -1, -1},
                new int[] {2, 4, 0, 0, 0},
                new float[] {first, second, 0, 0, 0},
                0,
                0,
                3,
                4,
                5);
    }

    private static RegressionTree tree(int[] left, int[] right, float[] threshold, float... value) {
        return new RegressionTree(left, right, new int[left.length], threshold, new boolean[left.length], value);
    }

    private static CpModelProto.Builder fix(CpModelProto.Builder model, double... values) {
        CpModelProto.Builder fixed = model.clone();
        for (int j = 0; j < values.length; j++) {
            fixed.setVariables(
                    j,
                    IntegerVariableProto.newBuilder()
                            .addDomain((long) values[j])
                            .addDomain((long) values[j]));
        }
        return fixed;
    }

    private static CpModelProto.Builder negated(CpModelProto.Builder model) {
        CpModelProto.Builder negated = model.clone();
        CpObjectiveProto.Builder objective = negated.getObjectiveBuilder();
        for (int k = 0; k < objective.getCoeffsCount(); k++) {
            objective.setCoeffs(k, -objective.getCoeffs(k));
        }
        return negated;
    }

    /** The greatest integer sum of the objective, or nothing if the model is infeasible. */
    private static Optional<Long> best(CpModelProto.Builder proto) {
        NativeLibraries.ORTOOLS.load("cp-sat");
        CpModel model = new CpModel();
        model.getBuilder().mergeFrom(proto.build());
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumWorkers(1);
        CpSolverStatus status = solver.solve(model);
        assertThat(status).isIn(CpSolverStatus.OPTIMAL, CpSolverStatus.INFEASIBLE);
        return status == CpSolverStatus.INFEASIBLE
                ? Optional.empty()
                : Optional.of(Math.round(solver.objectiveValue()));
    }
}
