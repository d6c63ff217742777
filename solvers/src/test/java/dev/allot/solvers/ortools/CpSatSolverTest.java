package dev.allot.solvers.ortools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.SolveListener;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.TracePoint;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.core.testing.SolverContract;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpSatSolverTest extends SolverContract {
    @Override
    protected Solver solver() {
        return new CpSatSolver();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void provesTheOptimumOfEnsembles(long seed) {
        Problem problem = RandomProblems.small(Objective.TREES, 4, 0, 2, seed % 2 == 0)
                .draw(seed)
                .problem();
        SolveResult result = new CpSatSolver().solve(problem, SolveOptions.defaults());
        assertThat(result.termination()).isEqualTo(TerminationStatus.OPTIMAL);
        assertThat(result.objective())
                .isEqualTo(BruteForce.best(problem).orElseThrow().objective());
        assertThat(result.gap()).isZero();
    }

    @Test
    void provesInfeasibility() {
        Problem problem = RandomProblems.small(Objective.TREES, 4, 0, 2, true)
                .infeasible()
                .draw(1)
                .problem();
        SolveResult result = new CpSatSolver().solve(problem, SolveOptions.defaults());
        assertThat(result.termination()).isEqualTo(TerminationStatus.INFEASIBLE);
    }

    @Test
    void solvesKnapsacksWithDecimalCosts() {
        SplittableRandom random = new SplittableRandom(1);
        ProblemBuilder builder = Problem.builder();
        int n = 12;
        double[] costs = new double[n];
        int[] variables = new int[n];
        for (int j = 0; j < n; j++) {
            costs[j] = random.nextInt(1, 100) / 100.0;
            variables[j] = builder.integer(0, 1, random.nextInt(1, 100) / 100.0);
        }
        builder.constraint(LinearConstraint.atMost("budget", 2.34, variables, costs));
        Problem problem = builder.build();
        SolveResult result = new CpSatSolver().solve(problem, SolveOptions.defaults());
        assertThat(result.termination()).isEqualTo(TerminationStatus.OPTIMAL);
        assertThat(result.objective())
                .isEqualTo(BruteForce.best(problem).orElseThrow().objective());
    }

    /** Weights that no integers hold: the gap that is left is rounding, and said to be there. */
    @Test
    void claimsNoProofThatRoundingHasBroken() {
        ProblemBuilder builder =
                Problem.builder().aggregates(List.of("z")).surrogate(new LinearSurrogate(0.1, new double[] {1e-9 / 3}));
        builder.integer(0, 100, 0, new int[] {0}, new double[] {1});
        builder.integer(0, 100, 1, new int[] {0}, new double[] {1});
        builder.constraint(LinearConstraint.atMost("budget", 50, new int[] {0, 1}, new double[] {1, 1}));
        SolveResult result = new CpSatSolver().solve(builder.build(), SolveOptions.defaults());
        assertThat(result.incumbent().orElseThrow().values()).containsExactly(0, 50);
        assertThat(result.gap()).isPositive().isLessThan(1e-12);
        assertThat(result.termination()).isEqualTo(TerminationStatus.LOCALLY_OPTIMAL);
        SolveResult tolerant =
                new CpSatSolver().solve(builder.build(), SolveOptions.defaults().withTargetGap(1e-9));
        assertThat(tolerant.termination()).isEqualTo(TerminationStatus.GAP_LIMIT);
    }

    @Test
    void severalThreadsGiveTheSameOptimum() {
        Problem problem =
                RandomProblems.small(Objective.TREES, 4, 0, 2, false).draw(3).problem();
        SolveResult result =
                new CpSatSolver().solve(problem, SolveOptions.defaults().withThreads(4));
        assertThat(result.termination()).isEqualTo(TerminationStatus.OPTIMAL);
        assertThat(result.objective())
                .isEqualTo(BruteForce.best(problem).orElseThrow().objective());
    }

    @Test
    void stopsAtATargetGap() {
        Problem problem = new RandomProblems(Objective.TREES, 60, 0, 1_000, 2, false, true)
                .draw(1)
                .problem();
        SolveOptions options = SolveOptions.defaults().withTimeLimit(Duration.ofSeconds(20));
        double wide = new CpSatSolver()
                .solve(problem, options.withEvaluationLimit(100))
                .gap();
        SolveResult result = new CpSatSolver().solve(problem, options.withTargetGap(0.9 * wide));
        assertThat(result.termination()).isIn(TerminationStatus.GAP_LIMIT, TerminationStatus.OPTIMAL);
        assertThat(result.gap()).isLessThanOrEqualTo(0.9 * wide);
    }

    /** What the caller's listener throws ends the search, not the process, and keeps what was found. */
    @Test
    void failureInAListenerIsReported() {
        SolveListener broken = new SolveListener() {
            @Override
            public void incumbent(TracePoint point, Solution solution) {
                if (point.evaluations() > 1) {
                    throw new IllegalArgumentException("broken listener");
                }
            }
        };
        ProblemBuilder builder = Problem.builder();
        builder.integer(0, 9, 1);
        SolveResult result =
                new CpSatSolver().solve(builder.build(), SolveOptions.defaults().withListener(broken));
        assertThat(result.termination()).isEqualTo(TerminationStatus.OTHER_ERROR);
        assertThat(result.detail()).get().asString().contains("broken listener");
        assertThat(result.incumbent()).isPresent();
    }

    /** A middling problem, and a large one with enough work for many turns of all strategies. */
    @ParameterizedTest
    @CsvSource({"200, 2, 5000", "6000, 0, 5000"})
    void workLimitsRepeatOnLargerProblems(int variables, int constraints, long evaluations) {
        Problem problem = new RandomProblems(Objective.TREES, variables, 0, 3, constraints, false, true)
                .draw(1)
                .problem();
        SolveOptions options = SolveOptions.defaults().withEvaluationLimit(evaluations);
        SolveResult first = new CpSatSolver().solve(problem, options);
        SolveResult second = new CpSatSolver().solve(problem, options);
        assertThat(first.trace()).hasSizeGreaterThan(1);
        assertThat(objectives(second)).isEqualTo(objectives(first));
        assertThat(second.bound()).isEqualTo(first.bound());
        assertThat(second.termination()).isEqualTo(first.termination());
    }

    private static List<Double> objectives(SolveResult result) {
        return result.trace().stream().map(TracePoint::objective).toList();
    }

    @Test
    void unknownStrategiesAreReportedInCpSatsWords() {
        Problem problem =
                RandomProblems.small(Objective.TREES, 4, 0, 2, false).draw(3).problem();
        SolveResult result = new CpSatSolver(1, List.of("no_such"))
                .solve(problem, SolveOptions.defaults().withThreads(2));
        assertThat(result.termination()).isEqualTo(TerminationStatus.OTHER_ERROR);
        assertThat(result.detail())
                .get()
                .asString()
                .contains("CP-SAT refuses the model")
                .contains("no_such");
    }

    @Test
    void leavesTheChoiceToCpSat() {
        Problem problem =
                RandomProblems.small(Objective.TREES, 4, 0, 2, false).draw(3).problem();
        assertThat(new CpSatSolver(1, List.of())
                        .solve(problem, SolveOptions.defaults())
                        .termination())
                .isEqualTo(TerminationStatus.OPTIMAL);
    }

    @Test
    void workPerEvaluationIsPositive() {
        assertThatThrownBy(() -> new CpSatSolver(0, List.of())).hasMessageContaining("work per evaluation is 0.0");
    }
}
