package dev.allot.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveListener;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.SolverUnavailableException;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.TracePoint;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.core.testing.RandomProblems.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What every solver owes its callers, tested on random problems of every kind that it claims to support, against brute force.
 *
 * <p>A subclass says which solver, and no more:
 *
 * <pre>{@code
 * class GreedyTest extends SolverContract {
 *     @Override
 *     protected Solver solver() {
 *         return new Greedy();
 *     }
 * }
 * }</pre>
 *
 * <p>Runs that must repeat have evaluation budgets and no time limit. What an evaluation is, is the solver's to say: the suite asks only
 * that there are no more of them than the budget, and the same every time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class SolverContract extends SolverIdentityContract {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final SolverRuns runs = new SolverRuns(this::solver, this::plenty, this::threads);

    /** Evaluations that are plenty for problems of up to 625 points; to be lowered where one evaluation is a large unit of work. */
    protected long plenty() {
        return 5_000;
    }

    /** Threads that a solver may use; with more than one, nothing is asked to repeat. */
    protected int threads() {
        return 1;
    }

    /** How much longer than asked a run may take: other work on the machine, one last unit of work, natives. */
    protected Duration grace() {
        return Duration.ofSeconds(4);
    }

    @BeforeAll
    void available() {
        try {
            runs.run(runs.samples().get(0), 1);
        } catch (SolverUnavailableException e) {
            assumeThat(false).as("not on this machine: %s", e.getMessage()).isTrue();
        }
    }

    // ---- what it answers ----

    @Test
    void neverFailsOnWhatItSupports() {
        for (Sample sample : runs.samples()) {
            SolveResult result = runs.plain(sample);
            assertNoError(sample, result);
            assertThat(result.solver()).isEqualTo(solver().id());
            assertThat(result.seed()).isEqualTo(SolverRuns.SEED);
        }
    }

    @Test
    void incumbentIsFeasibleAndItsObjectiveIsRecomputed() {
        for (Sample sample : runs.samples()) {
            SolveResult result = runs.plain(sample);
            result.incumbent().ifPresent(s -> {
                Solution again = Solution.of(sample.problem(), s.values());
                assertThat(again.isFeasible()).as("feasible: %s", sample).isTrue();
                assertThat(again.objective())
                        .as("objective: %s", sample)
                        .isEqualTo(s.objective())
                        .isEqualTo(result.objective());
            });
        }
    }

    @Test
    void findsSomethingWhereEveryPointIsFeasible() {
        for (Sample sample : runs.samples()) {
            if (sample.problem().constraintCount() == 0) {
                assertThat(runs.plain(sample).incumbent()).as("%s", sample).isPresent();
            }
        }
    }

    @Test
    void optimalMeansEqualToBruteForce() {
        for (Sample sample : runs.samples()) {
            SolveResult result = runs.plain(sample);
            if (result.termination() == TerminationStatus.OPTIMAL) {
                double best = BruteForce.best(sample.problem())
                        .map(Solution::objective)
                        .orElse(Double.NEGATIVE_INFINITY);
                if (BruteForce.isExact(sample.problem())) {
                    assertThat(result.objective()).as("%s", sample).isEqualTo(best);
                } else {
                    assertThat(result.objective())
                            .as("%s", sample)
                            .isGreaterThanOrEqualTo(best - 1e-7 * Math.max(1, Math.abs(best)));
                }
            }
        }
    }

    @Test
    void infeasibleMeansThatBruteForceFindsNothing() {
        for (Sample sample : runs.samples()) {
            SolveResult result = runs.plain(sample);
            if (result.termination() == TerminationStatus.INFEASIBLE) {
                assertThat(sample.witness()).as("made feasible: %s", sample).isEmpty();
                assertThat(BruteForce.best(sample.problem())).as("%s", sample).isEmpty();
            }
        }
    }

    @Test
    void boundHolds() {
        for (Sample sample : runs.samples()) {
            SolveResult result = runs.plain(sample);
            BruteForce.best(sample.problem())
                    .ifPresent(best ->
                            assertThat(result.bound()).as("%s", sample).isGreaterThanOrEqualTo(best.objective()));
            sample.witness()
                    .ifPresent(point -> assertThat(result.bound())
                            .as("%s", sample)
                            .isGreaterThanOrEqualTo(
                                    Solution.of(sample.problem(), point).objective()));
        }
    }

    @Test
    void traceStrictlyImproves() {
        for (Sample sample : runs.samples()) {
            SolveResult result = runs.plain(sample);
            List<TracePoint> trace = result.trace();
            for (int i = 1; i < trace.size(); i++) {
                TracePoint before = trace.get(i - 1);
                TracePoint now = trace.get(i);
                assertThat(now.objective()).as("%s", sample).isGreaterThan(before.objective());
                assertThat(now.bound()).as("%s", sample).isLessThanOrEqualTo(before.bound());
                assertThat(now.evaluations()).as("%s", sample).isGreaterThanOrEqualTo(before.evaluations());
                assertThat(now.elapsed()).as("%s", sample).isGreaterThanOrEqualTo(before.elapsed());
            }
            assertThat(trace.isEmpty())
                    .as("%s", sample)
                    .isEqualTo(result.incumbent().isEmpty());
            if (!trace.isEmpty()) {
                assertThat(trace.get(trace.size() - 1).objective()).isEqualTo(result.objective());
            }
        }
    }

    @Test
    void listenerHearsEachTracePoint() {
        for (Sample sample : runs.few()) {
            List<TracePoint> heard = Collections.synchronizedList(new ArrayList<>());
            SolveListener listener = new SolveListener() {
                @Override
                public void incumbent(TracePoint point, Solution solution) {
                    assertThat(solution.objective()).isEqualTo(point.objective());
                    heard.add(point);
                }
            };
            SolveResult result =
                    solver().solve(sample.problem(), runs.options(plenty()).withListener(listener));
            assertThat(heard).as("%s", sample).isEqualTo(result.trace());
        }
    }

    // ---- repetition ----

    @Test
    void sameSeedAndBudgetGiveTheSameResult() {
        assumeThat(threads()).as("threads").isEqualTo(1);
        for (Sample sample : runs.few()) {
            for (long budget : new long[] {10, plenty()}) {
                assertSame(sample, runs.run(sample, budget), runs.run(sample, budget));
            }
        }
    }

    @Test
    void sameResultFromTwoThreadsAtOnce() throws Exception {
        assumeThat(threads()).as("threads").isEqualTo(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Sample sample : runs.few()) {
                Callable<SolveResult> run = () -> runs.run(sample, plenty());
                List<Future<SolveResult>> both = threads.invokeAll(List.of(run, run));
                assertSame(sample, runs.plain(sample), both.get(0).get());
                assertSame(sample, runs.plain(sample), both.get(1).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertSame(Sample sample, SolveResult a, SolveResult b) {
        assertThat(b.incumbent().map(Solution::values).orElse(new double[0]))
                .as("values: %s", sample)
                .isEqualTo(a.incumbent().map(Solution::values).orElse(new double[0]));
        assertThat(b.trace().stream().map(TracePoint::objective).toList())
                .as("trace: %s", sample)
                .isEqualTo(a.trace().stream().map(TracePoint::objective).toList());
        assertThat(b.evaluations()).as("evaluations: %s", sample).isEqualTo(a.evaluations());
        assertThat(b.termination()).as("termination: %s", sample).isEqualTo(a.termination());
    }

    // ---- budgets ----

    @Test
    void evaluationBudgetIsKept() {
        for (Sample sample : runs.few()) {
            for (long budget : new long[] {0, 1, 2, 7, 50}) {
                SolveResult result = runs.run(sample, budget);
                assertNoError(sample, result);
                assertThat(result.evaluations()).as("%s", sample).isLessThanOrEqualTo(budget);
                result.trace().forEach(p -> assertThat(p.evaluations()).isLessThanOrEqualTo(budget));
            }
        }
    }

    /** Evaluations that are not counted show where the surrogate can be watched. */
    @Test
    void noEvaluationGoesUncounted() {
        assumeThat(solver().capabilities()).contains(Capability.BLACK_BOX_OBJECTIVE);
        Problem problem = runs.large(Objective.BLACK_BOX).problem();
        CountingSurrogate surrogate = (CountingSurrogate) problem.surrogate().orElseThrow();
        long budget = 20;
        try {
            solver().solve(problem, runs.options(budget));
        } catch (UnsupportedProblemException tooLarge) {
            assumeThat(false).as("%s", tooLarge.getMessage()).isTrue();
        }
        assertThat(surrogate.values())
                .as("values asked of the surrogate within %s evaluations", budget)
                .isLessThan(10 * budget + 100);
    }

    @Test
    void zeroBudgetsEndAtOnce() {
        for (Sample sample : runs.few()) {
            SolveResult none = runs.run(sample, 0);
            assertThat(none.termination()).as("%s", sample).isEqualTo(TerminationStatus.EVALUATION_LIMIT);
            assertThat(none.evaluations()).as("%s", sample).isZero();
            SolveResult noTime =
                    solver().solve(sample.problem(), runs.unlimited().withTimeLimit(Duration.ZERO));
            assertThat(noTime.termination()).as("%s", sample).isEqualTo(TerminationStatus.TIME_LIMIT);
            assertThat(noTime.incumbent()).as("%s", sample).isEmpty();
        }
    }

    @Test
    void timeBudgetIsKept() {
        SolveOptions options = runs.unlimited().withTimeLimit(SHORT);
        for (Sample sample : runs.largeSamples()) {
            SolveResult result = runs.solveLarge(sample, options);
            assertNoError(sample, result);
            assertThat(result.elapsed()).as("%s", sample).isLessThan(SHORT.plus(grace()));
        }
    }

    @Test
    void interruptionBeforeTheStartIsHonoured() {
        for (Sample sample : runs.few()) {
            SolveResult result =
                    solver().solve(sample.problem(), runs.options(plenty()).withInterrupt(() -> true));
            assertThat(result.termination()).as("%s", sample).isEqualTo(TerminationStatus.INTERRUPTED);
            assertThat(result.evaluations()).as("%s", sample).isZero();
        }
    }

    @Test
    void interruptionDuringTheRunIsHonoured() {
        for (Sample sample : runs.largeSamples()) {
            long start = System.nanoTime();
            BooleanSupplier interrupt = () -> System.nanoTime() - start > SHORT.toNanos();
            SolveResult result = runs.solveLarge(sample, runs.unlimited().withInterrupt(interrupt));
            assertNoError(sample, result);
            assertThat(result.elapsed()).as("%s", sample).isLessThan(SHORT.plus(grace()));
            if (result.elapsed().compareTo(SHORT.plus(grace().dividedBy(2))) > 0) {
                assertThat(result.termination()).as("%s", sample).isEqualTo(TerminationStatus.INTERRUPTED);
            }
        }
    }

    // ---- starting points and targets ----

    @Test
    void feasibleWarmStartIsNeverMadeWorse() {
        for (Sample sample : runs.few()) {
            List<double[]> starts = new ArrayList<>();
            sample.witness().ifPresent(starts::add);
            BruteForce.best(sample.problem()).map(Solution::values).ifPresent(starts::add);
            for (double[] start : starts) {
                double before = Solution.of(sample.problem(), start).objective();
                for (long budget : new long[] {0, 1, 20, plenty()}) {
                    SolveResult result = solver().solve(
                                    sample.problem(), runs.options(budget).withWarmStart(start));
                    assertNoError(sample, result);
                    assertThat(result.objective()).as("%s", sample).isGreaterThanOrEqualTo(before);
                    assertThat(result.incumbent().orElseThrow().isFeasible()).isTrue();
                }
            }
        }
    }

    @Test
    void infeasibleWarmStartDoesNotHurt() {
        for (Sample sample : runs.few()) {
            for (double[] start : infeasibleStarts(sample.problem())) {
                SolveResult result =
                        solver().solve(sample.problem(), runs.options(plenty()).withWarmStart(start));
                assertNoError(sample, result);
                assertThat(result.incumbent().map(Solution::isFeasible).orElse(true))
                        .as("%s", sample)
                        .isTrue();
                if (runs.plain(sample).incumbent().isPresent()) {
                    assertThat(result.incumbent())
                            .as("found without the warm start: %s", sample)
                            .isPresent();
                }
            }
        }
    }

    /** One start outside the bounds and, if there is one, one within them that violates a constraint. */
    private static List<double[]> infeasibleStarts(Problem problem) {
        List<double[]> starts = new ArrayList<>();
        if (problem.variableCount() > 0) {
            double[] outside = problem.lowerBounds();
            outside[0] = problem.upper(0) + 1.5;
            starts.add(outside);
        }
        BruteForce.forEach(problem, values -> {
            if (starts.size() < 2 && !Solution.of(problem, values).isFeasible()) {
                starts.add(values.clone());
            }
        });
        return starts;
    }

    @Test
    void targetObjectiveStopsEarly() {
        assumeThat(threads()).as("threads").isEqualTo(1);
        for (Sample sample : runs.few()) {
            SolveResult plain = runs.plain(sample);
            if (plain.trace().size() > 1) {
                double target = plain.trace().get(0).objective();
                SolveResult result =
                        solver().solve(sample.problem(), runs.options(plenty()).withTargetObjective(target));
                assertThat(result.termination())
                        .as("%s", sample)
                        .isIn(TerminationStatus.TARGET_REACHED, TerminationStatus.OPTIMAL);
                assertThat(result.objective()).as("%s", sample).isGreaterThanOrEqualTo(target);
                assertThat(result.evaluations()).as("%s", sample).isLessThanOrEqualTo(plain.evaluations());
            }
        }
    }

    @Test
    void targetGapStopsEarly() {
        assumeThat(threads()).as("threads").isEqualTo(1);
        for (Sample sample : runs.few()) {
            SolveResult plain = runs.plain(sample);
            if (plain.trace().size() > 1) {
                SolveResult result =
                        solver().solve(sample.problem(), runs.options(plenty()).withTargetGap(1e9));
                assertThat(result.termination())
                        .as("%s", sample)
                        .isIn(TerminationStatus.GAP_LIMIT, TerminationStatus.OPTIMAL);
                assertThat(result.incumbent()).as("%s", sample).isPresent();
                assertThat(result.evaluations()).as("%s", sample).isLessThanOrEqualTo(plain.evaluations());
            }
        }
    }

    private static void assertNoError(Sample sample, SolveResult result) {
        assertThat(result.termination())
                .as("%s: %s", sample, result.detail().orElse(""))
                .isNotIn(TerminationStatus.NUMERICAL_ERROR, TerminationStatus.OTHER_ERROR);
    }
}
