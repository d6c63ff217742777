package dev.allot.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.allot.core.solve.BrokenSolver.Flaw;
import dev.allot.core.testing.SolverContract;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests the contract suite itself: it passes a sound solver and catches every flaw in a broken one. */
class BrokenSolverTest {
    private static Flaw flaw = Flaw.NONE;

    /** Nested, so that only {@link #failingTests} runs it. */
    static class Specimen extends SolverContract {
        @Override
        protected Solver solver() {
            return new BrokenSolver(flaw);
        }

        @Override
        protected Duration grace() {
            return Duration.ofMillis(500);
        }
    }

    @Test
    void aSoundSolverPasses() {
        assertThat(failingTests(Flaw.NONE)).isEmpty();
    }

    static Stream<Arguments> flaws() {
        return Stream.of(
                arguments(Flaw.CLAIMS_OPTIMAL, "optimalMeansEqualToBruteForce"),
                arguments(Flaw.CLAIMS_INFEASIBLE, "infeasibleMeansThatBruteForceFindsNothing"),
                arguments(Flaw.BOUND_TOO_LOW, "boundHolds"),
                arguments(Flaw.COUNTS_NOTHING, "noEvaluationGoesUncounted"),
                arguments(Flaw.IGNORES_BUDGET, "noEvaluationGoesUncounted"),
                arguments(Flaw.IGNORES_CLOCK_AND_INTERRUPT, "timeBudgetIsKept"),
                arguments(Flaw.IGNORES_CLOCK_AND_INTERRUPT, "interruptionDuringTheRunIsHonoured"),
                arguments(Flaw.DIFFERS_FROM_RUN_TO_RUN, "sameSeedAndBudgetGiveTheSameResult"),
                arguments(Flaw.DIFFERS_FROM_RUN_TO_RUN, "sameResultFromTwoThreadsAtOnce"),
                arguments(Flaw.FAILS, "neverFailsOnWhatItSupports"),
                arguments(Flaw.TRUSTS_WARM_START, "infeasibleWarmStartDoesNotHurt"),
                arguments(Flaw.IGNORES_TARGETS, "targetObjectiveStopsEarly"),
                arguments(Flaw.IGNORES_TARGETS, "targetGapStopsEarly"),
                arguments(Flaw.GIVES_UP_AT_ONCE, "findsSomethingWhereEveryPointIsFeasible"),
                arguments(Flaw.OPTIMAL_WITHOUT_A_POINT, "neverFailsOnWhatItSupports"),
                arguments(Flaw.INFEASIBLE_WITH_A_POINT, "neverFailsOnWhatItSupports"),
                arguments(Flaw.OFFICIAL_NAME, "idIsLowerCaseWithHyphens"),
                arguments(Flaw.OFFICIAL_NAME, "descriptionIsOneLine"),
                arguments(Flaw.OFFICIAL_NAME, "hasPublicConstructorWithoutArguments"),
                arguments(Flaw.REFUSES_NOTHING, "refusesWhatItDoesNotSupportByName"),
                arguments(Flaw.RETURNS_INFEASIBLE_POINT, "incumbentIsFeasibleAndItsObjectiveIsRecomputed"),
                arguments(Flaw.RETURNS_STANDING_TRACE, "traceStrictlyImproves"));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void everyFlawIsCaughtByTheTestMadeForIt(Flaw broken, String test) {
        assertThat(failingTests(broken)).contains(test);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyFlawHasATest(Flaw any) {
        assertThat(flaws().map(a -> a.get()[0])).contains(any);
    }

    private static Set<String> failingTests(Flaw broken) {
        flaw = broken;
        Set<String> failing = new TreeSet<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Specimen.class))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                                    failing.add(test.getDisplayName().replace("()", ""));
                                }
                            }
                        });
        return failing;
    }
}
