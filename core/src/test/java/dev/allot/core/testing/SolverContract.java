package dev.allot.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveListener;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.core.solve.SolverUnavailableException;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.TracePoint;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.core.testing.RandomProblems.Objective;
import dev.allot.core.testing.RandomProblems.Sample;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
public abstract class SolverContract {
    /** How much longer than asked a run may take: other work on the machine, one last unit of work, natives. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int SEEDS = 2;

    private final Map<String, SolveResult> plainResults = new HashMap<>();

    /** The solver under test. */
    protected abstract Solver solver();

    /** Evaluations that are plenty for problems of up to 625 points; to be lowered where one evaluation is a large unit of work. */
    protected long plenty() {
        return 5_000;
    }

    @BeforeAll
    void available() {
        Sample any = samples().get(0);
        try {
            solver().solve(any.problem(), SolveOptions.defaults().withEvaluationLimit(1));
        } catch (SolverUnavailableException e) {
            assumeThat(false).as("not on this machine: %s", e.getMessage()).isTrue();
        }
    }

    // ---- what it says of itself ----

    @Test
    void idIsLowerCaseWithHyphens() {
        assertThat(solver().id()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    @Test
    void descriptionIsOneLine() {
        assertThat(solver().description()).isNotBlank().doesNotContain("\n");
    }

    @Test
    void hasPublicConstructorWithoutArguments() throws ReflectiveOperationException {
        Class<? extends Solver> type = solver().getClass();
        assertThat(Modifier.isPublic(type.getModifiers())).as("public class").isTrue();
        assertThat(type.getConstructor().newInstance().id()).isEqualTo(solver().id());
    }

    @Test
    void isImmutable() {
        Class<? extends Solver> type = solver().getClass();
        assertThat(type.isRecord() || allFinal(type))
                .as("a record, or all fields final")
                .isTrue();
    }

    private static boolean allFinal(Class<?> type) {
        return type == null
                || type == Object.class
                || Arrays.stream(type.getDeclaredFields()).allMatch(f -> Modifier.isFinal(f.getModifiers()))
                        && allFinal(type.getSuperclass());
    }

    @Test
    void isFoundUnderItsId() {
        assumeThat(solver().getClass().getPackageName())
                .as("core registers no solver")
                .doesNotStartWith("dev.allot.core");
        assertThat(SolverRegistry.load().find(solver().id()))
                .get()
                .extracting(Object::getClass)
                .isEqualTo(solver().getClass());
    }

    @Test
    void refusesWhatItDoesNotSupportByName() {
        for (Capability missing : EnumSet.complementOf(EnumSet.copyOf(solver().capabilities()))) {
            Optional<Sample> unsupported = RandomProblems.supported(Capability.all(), 1).stream()
                    .filter(s -> Capability.requiredBy(s.problem()).contains(missing))
                    .findFirst();
            assertThat(unsupported).as("a problem with %s", missing).isPresent();
            assertThatThrownBy(() -> solver().solve(unsupported.get().problem(), SolveOptions.defaults()))
                    .as("%s", missing)
                    .isInstanceOf(UnsupportedProblemException.class)
                    .hasMessageContaining(solver().id())
                    .hasMessageContaining(missing.description());
        }
    }

    // ---- what it answers ----

    @Test
    void neverFailsOnWhatItSupports() {
        for (Sample sample : samples()) {
            SolveResult result = plain(sample);
            assertNoError(sample, result);
            assertThat(result.solver()).isEqualTo(solver().id());
            assertThat(result.seed()).isEqualTo(7);
        }
    }

    @Test
    void incumbentIsFeasibleAndItsObjectiveIsRecomputed() {
        for (Sample sample : samples()) {
            SolveResult result = plain(sample);
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
        for (Sample sample : samples()) {
            if (sample.problem().constraintCount() == 0) {
                assertThat(plain(sample).incumbent()).as("%s", sample).isPresent();
            }
        }
    }

    @Test
    void optimalMeansEqualToBruteForce() {
        for (Sample sample : samples()) {
            SolveResult result = plain(sample);
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
        for (Sample sample : samples()) {
            SolveResult result = plain(sample);
            if (result.termination() == TerminationStatus.INFEASIBLE) {
                assertThat(sample.witness()).as("made feasible: %s", sample).isEmpty();
                assertThat(BruteForce.best(sample.problem())).as("%s", sample).isEmpty();
            }
        }
    }

    @Test
    void boundHolds() {
        for (Sample sample : samples()) {
            SolveResult result = plain(sample);
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
        for (Sample sample : samples()) {
            SolveResult result = plain(sample);
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
        for (Sample sample : few()) {
            List<TracePoint> heard = Collections.synchronizedList(new ArrayList<>());
            SolveListener listener = new SolveListener() {
                @Override
                public void incumbent(TracePoint point, Solution solution) {
                    assertThat(solution.objective()).isEqualTo(point.objective());
                    heard.add(point);
                }
            };
            SolveResult result =
                    solver().solve(sample.problem(), options(plenty()).withListener(listener));
            assertThat(heard).as("%s", sample).isEqualTo(result.trace());
        }
    }

    // ---- repetition ----

    @Test
    void sameSeedAndBudgetGiveTheSameResult() {
        for (Sample sample : few()) {
            for (long budget : new long[] {10, plenty()}) {
                assertSame(sample, run(sample, budget), run(sample, budget));
            }
        }
    }

    @Test
    void sameResultFromTwoThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (Sample sample : few()) {
                Callable<SolveResult> run = () -> run(sample, plenty());
                List<Future<SolveResult>> both = threads.invokeAll(List.of(run, run));
                assertSame(sample, plain(sample), both.get(0).get());
                assertSame(sample, plain(sample), both.get(1).get());
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
        for (Sample sample : few()) {
            for (long budget : new long[] {0, 1, 2, 7, 50}) {
                SolveResult result = run(sample, budget);
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
        Problem problem = large(Objective.BLACK_BOX).problem();
        CountingSurrogate surrogate = (CountingSurrogate) problem.surrogate().orElseThrow();
        long budget = 20;
        try {
            solver().solve(problem, options(budget));
        } catch (UnsupportedProblemException tooLarge) {
            assumeThat(false).as("%s", tooLarge.getMessage()).isTrue();
        }
        assertThat(surrogate.values())
                .as("values asked of the surrogate within %s evaluations", budget)
                .isLessThan(10 * budget + 100);
    }

    @Test
    void zeroBudgetsEndAtOnce() {
        for (Sample sample : few()) {
            SolveResult none = run(sample, 0);
            assertThat(none.termination()).as("%s", sample).isEqualTo(TerminationStatus.EVALUATION_LIMIT);
            assertThat(none.evaluations()).as("%s", sample).isZero();
            SolveResult noTime =
                    solver().solve(sample.problem(), SolveOptions.defaults().withTimeLimit(Duration.ZERO));
            assertThat(noTime.termination()).as("%s", sample).isEqualTo(TerminationStatus.TIME_LIMIT);
            assertThat(noTime.incumbent()).as("%s", sample).isEmpty();
        }
    }

    @Test
    void timeBudgetIsKept() {
        SolveOptions options = SolveOptions.defaults().withTimeLimit(SHORT);
        for (Sample sample : largeSamples()) {
            SolveResult result = solveLarge(sample, options);
            assertNoError(sample, result);
            assertThat(result.elapsed()).as("%s", sample).isLessThan(SHORT.plus(GRACE));
        }
    }

    @Test
    void interruptionBeforeTheStartIsHonoured() {
        for (Sample sample : few()) {
            SolveResult result =
                    solver().solve(sample.problem(), options(plenty()).withInterrupt(() -> true));
            assertThat(result.termination()).as("%s", sample).isEqualTo(TerminationStatus.INTERRUPTED);
            assertThat(result.evaluations()).as("%s", sample).isZero();
        }
    }

    @Test
    void interruptionDuringTheRunIsHonoured() {
        for (Sample sample : largeSamples()) {
            long start = System.nanoTime();
            BooleanSupplier interrupt = () -> System.nanoTime() - start > SHORT.toNanos();
            SolveResult result = solveLarge(sample, SolveOptions.defaults().withInterrupt(interrupt));
            assertNoError(sample, result);
            assertThat(result.elapsed()).as("%s", sample).isLessThan(SHORT.plus(GRACE));
            if (result.elapsed().compareTo(SHORT.plus(GRACE.dividedBy(2))) > 0) {
                assertThat(result.termination()).as("%s", sample).isEqualTo(TerminationStatus.INTERRUPTED);
            }
        }
    }

    // ---- starting points and targets ----

    @Test
    void feasibleWarmStartIsNeverMadeWorse() {
        for (Sample sample : few()) {
            List<double[]> starts = new ArrayList<>();
            sample.witness().ifPresent(starts::add);
            BruteForce.best(sample.problem()).map(Solution::values).ifPresent(starts::add);
            for (double[] start : starts) {
                double before = Solution.of(sample.problem(), start).objective();
                for (long budget : new long[] {0, 1, 20, plenty()}) {
                    SolveResult result =
                            solver().solve(sample.problem(), options(budget).withWarmStart(start));
                    assertNoError(sample, result);
                    assertThat(result.objective()).as("%s", sample).isGreaterThanOrEqualTo(before);
                    assertThat(result.incumbent().orElseThrow().isFeasible()).isTrue();
                }
            }
        }
    }

    @Test
    void infeasibleWarmStartDoesNotHurt() {
        for (Sample sample : few()) {
            for (double[] start : infeasibleStarts(sample.problem())) {
                SolveResult result =
                        solver().solve(sample.problem(), options(plenty()).withWarmStart(start));
                assertNoError(sample, result);
                assertThat(result.incumbent().map(Solution::isFeasible).orElse(true))
                        .as("%s", sample)
                        .isTrue();
                if (plain(sample).incumbent().isPresent()) {
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
        for (Sample sample : few()) {
            SolveResult plain = plain(sample);
            if (plain.trace().size() > 1) {
                double target = plain.trace().get(0).objective();
                SolveResult result =
                        solver().solve(sample.problem(), options(plenty()).withTargetObjective(target));
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
        for (Sample sample : few()) {
            SolveResult plain = plain(sample);
            if (plain.trace().size() > 1) {
                SolveResult result =
                        solver().solve(sample.problem(), options(plenty()).withTargetGap(1e9));
                assertThat(result.termination())
                        .as("%s", sample)
                        .isIn(TerminationStatus.GAP_LIMIT, TerminationStatus.OPTIMAL);
                assertThat(result.incumbent()).as("%s", sample).isPresent();
                assertThat(result.evaluations()).as("%s", sample).isLessThanOrEqualTo(plain.evaluations());
            }
        }
    }

    // ---- the problems ----

    private List<Sample> samples() {
        List<Sample> samples = RandomProblems.supported(solver().capabilities(), SEEDS);
        assertThat(samples).as("problems that this solver supports").isNotEmpty();
        return samples;
    }

    /** Every seventh sample: all kinds, as their number and seven are coprime. */
    private List<Sample> few() {
        List<Sample> all = samples();
        List<Sample> few = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 7) {
            few.add(all.get(i));
        }
        return few;
    }

    /** A problem that nothing solves to the end by looking at every point. */
    private Sample large(Objective objective) {
        Set<Capability> can = solver().capabilities();
        boolean whole = can.contains(Capability.INTEGER_VARIABLES);
        return new RandomProblems(
                        objective,
                        whole ? 60 : 0,
                        whole ? 0 : 60,
                        1_000,
                        can.contains(Capability.LINEAR_CONSTRAINTS) ? 2 : 0,
                        can.contains(Capability.FRACTIONAL_AGGREGATES),
                        true)
                .draw(1);
    }

    private List<Sample> largeSamples() {
        return Arrays.stream(Objective.values())
                .map(this::large)
                .filter(s -> solver().capabilities().containsAll(Capability.requiredBy(s.problem())))
                .toList();
    }

    private SolveResult solveLarge(Sample sample, SolveOptions options) {
        try {
            return solver().solve(sample.problem(), options);
        } catch (UnsupportedProblemException tooLarge) {
            assumeThat(false).as("%s", tooLarge.getMessage()).isTrue();
            throw tooLarge;
        }
    }

    private static SolveOptions options(long evaluations) {
        return SolveOptions.defaults().withSeed(7).withEvaluationLimit(evaluations);
    }

    private SolveResult run(Sample sample, long evaluations) {
        return solver().solve(sample.problem(), options(evaluations));
    }

    /** The result with the plentiful budget; run once. */
    private SolveResult plain(Sample sample) {
        return plainResults.computeIfAbsent(sample.name(), name -> run(sample, plenty()));
    }

    private static void assertNoError(Sample sample, SolveResult result) {
        assertThat(result.termination())
                .as("%s: %s", sample, result.detail().orElse(""))
                .isNotIn(TerminationStatus.NUMERICAL_ERROR, TerminationStatus.OTHER_ERROR);
    }
}
