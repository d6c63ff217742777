package dev.allot.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.score.ReferenceScoreState;
import dev.allot.core.score.ScoreState;
import dev.allot.core.solve.Capability;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.RandomProblems.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every score state owes a local method: it agrees with {@link ReferenceScoreState} along random walks of moves, marks, rollbacks and
 * commits. On problems of integer variables without a surrogate or with a tree ensemble it does so bit for bit.
 */
public abstract class ScoreStateContract {
    private static final int STEPS = 600;
    private static final double DRIFT = 1e-9;

    /** The state under test. */
    protected abstract ScoreState stateAt(Problem problem, double[] values);

    static Stream<Sample> problems() {
        return RandomProblems.supported(Capability.all(), 1).stream();
    }

    static Stream<Sample> problemsWithVariables() {
        return problems().filter(s -> s.problem().variableCount() > 0);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void agreesWithTheReferenceAlongARandomWalk(Sample sample) {
        Problem problem = sample.problem();
        SplittableRandom random = new SplittableRandom(sample.name().hashCode());
        double[] start = problem.lowerBounds();
        ScoreState state = stateAt(problem, start);
        ScoreState reference = new ReferenceScoreState(problem, start);
        assertAgree(problem, state, reference);
        Deque<int[]> open = new ArrayDeque<>();
        for (int step = 0; step < STEPS && problem.variableCount() > 0; step++) {
            int what = random.nextInt(16);
            if (what <= 1 && open.size() < 7) {
                open.push(new int[] {state.mark(), reference.mark()});
            } else if (what == 2 && !open.isEmpty()) {
                int[] marks = pop(open, random);
                state.rollback(marks[0]);
                reference.rollback(marks[1]);
            } else if (what == 3 && !open.isEmpty()) {
                int[] marks = pop(open, random);
                state.commit(marks[0]);
                reference.commit(marks[1]);
            } else if (what <= 5) {
                int[] some = some(problem, random);
                double[] values = Arrays.stream(some)
                        .mapToDouble(j -> value(problem, j, random))
                        .toArray();
                int count = random.nextInt(some.length + 1);
                state.set(some, values, count);
                reference.set(some, values, count);
            } else {
                int j = random.nextInt(problem.variableCount());
                double value = value(problem, j, random);
                state.set(j, value);
                reference.set(j, value);
            }
            assertAgree(problem, state, reference);
            assertPeeksAgree(problem, state, reference, random);
        }
    }

    /** Some variables, each once, in any order. */
    private static int[] some(Problem problem, SplittableRandom random) {
        int[] all = IntStream.range(0, problem.variableCount()).toArray();
        for (int i = all.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = all[i];
            all[i] = all[other];
            all[other] = swapped;
        }
        return all;
    }

    private static void assertPeeksAgree(
            Problem problem, ScoreState state, ScoreState reference, SplittableRandom random) {
        int j = random.nextInt(problem.variableCount());
        double value = value(problem, j, random);
        assertScoresAgree(problem, state.peek(j, value), reference.peek(j, value));
        int k = random.nextInt(problem.variableCount());
        if (k != j) {
            double other = value(problem, k, random);
            assertScoresAgree(problem, state.peek(j, value, k, other), reference.peek(j, value, k, other));
        }
        assertAgree(problem, state, reference);
    }

    private static int[] pop(Deque<int[]> open, SplittableRandom random) {
        int[] marks = open.pop();
        while (!open.isEmpty() && random.nextInt(3) == 0) {
            marks = open.pop();
        }
        return marks;
    }

    private static double value(Problem problem, int j, SplittableRandom random) {
        double range = problem.upper(j) - problem.lower(j);
        if (problem.isInteger(j)) {
            return problem.lower(j) + random.nextInt((int) range + 1);
        }
        return Math.min(problem.upper(j), problem.lower(j) + range * random.nextDouble());
    }

    private static void assertAgree(Problem problem, ScoreState state, ScoreState reference) {
        Solution expected = reference.snapshot();
        for (int j = 0; j < problem.variableCount(); j++) {
            assertThat(state.valueOf(j)).isEqualTo(expected.value(j));
        }
        if (isExact(problem)) {
            assertThat(state.predictorValue()).isEqualTo(expected.predictorValue());
            assertThat(state.violation()).isEqualTo(expected.violation());
            assertThat(state.violation() == 0).isEqualTo(expected.isFeasible());
        } else {
            assertThat(state.violation()).isCloseTo(expected.violation(), within(1e-7));
        }
        assertScoresAgree(problem, state.objective(), expected.objective());
        assertThat(state.snapshot().objective()).isEqualTo(expected.objective());
        assertThat(state.snapshot().values()).isEqualTo(expected.values());
    }

    private static void assertScoresAgree(Problem problem, double actual, double expected) {
        if (isExact(problem)) {
            assertThat(actual).isEqualTo(expected);
        } else if (problem.surrogate().filter(f -> !isSmooth(f)).isEmpty()) {
            // Where an aggregate rests on a threshold, drift may take it across; solvers are told the exact value by
            // the
            // snapshot.
            assertThat(actual).isCloseTo(expected, within(DRIFT * Math.max(1, Math.abs(expected))));
        }
    }

    /** All sums are over integer variables, so that coefficients on the problem's grid make them exact. */
    private static boolean isExact(Problem problem) {
        for (int j = 0; j < problem.variableCount(); j++) {
            if (!problem.isInteger(j)) {
                return false;
            }
        }
        return problem.surrogate().filter(ScoreStateContract::isSmooth).isEmpty();
    }

    private static boolean isSmooth(Object surrogate) {
        return !(surrogate instanceof TreeEnsemble || surrogate instanceof CountingSurrogate);
    }

    @ParameterizedTest
    @MethodSource("problemsWithVariables")
    void rollbackRestoresBitForBit(Sample sample) {
        Problem problem = sample.problem();
        SplittableRandom random = new SplittableRandom(3);
        ScoreState state = stateAt(problem, problem.lowerBounds());
        for (int round = 0; round < 40; round++) {
            double objective = state.objective();
            double violation = state.violation();
            double[] values = state.snapshot().values();
            int mark = state.mark();
            for (int k = 0; k < 10; k++) {
                int j = random.nextInt(problem.variableCount());
                state.set(j, value(problem, j, random));
            }
            state.rollback(mark);
            assertThat(state.objective()).isEqualTo(objective);
            assertThat(state.violation()).isEqualTo(violation);
            assertThat(state.snapshot().values()).isEqualTo(values);
            int j = random.nextInt(problem.variableCount());
            state.set(j, value(problem, j, random));
        }
    }

    @ParameterizedTest
    @MethodSource("problemsWithVariables")
    void valuesOutsideBoundsOrBetweenIntegersAreRefused(Sample sample) {
        Problem problem = sample.problem();
        ScoreState state = stateAt(problem, problem.lowerBounds());
        for (int j = 0; j < problem.variableCount(); j++) {
            int variable = j;
            double range = problem.upper(j) - problem.lower(j);
            List<Double> wrong = new ArrayList<>(List.of(
                    problem.upper(j) + 1,
                    problem.lower(j) - 1,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Math.nextUp(problem.upper(j)),
                    Math.nextDown(problem.lower(j))));
            if (problem.isInteger(j) && range > 0) {
                wrong.add(problem.lower(j) + 0.5);
            }
            for (double value : wrong) {
                assertThatThrownBy(() -> state.set(variable, value))
                        .as("%s", value)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(problem.variableName(variable));
                int other = j == 0 ? problem.variableCount() - 1 : 0;
                int[] both = {other, variable};
                double[] values = {problem.upper(other), value};
                assertThatThrownBy(() -> state.set(both, values, 2)).isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThat(state.snapshot().values()).isEqualTo(problem.lowerBounds());
    }

    @ParameterizedTest
    @MethodSource("problemsWithVariables")
    void marksThatAreNotOpenAreRefused(Sample sample) {
        Problem problem = sample.problem();
        ScoreState state = stateAt(problem, problem.lowerBounds());
        assertThatThrownBy(() -> state.rollback(0)).isInstanceOf(IllegalStateException.class);
        int mark = state.mark();
        state.rollback(mark);
        assertThatThrownBy(() -> state.rollback(mark)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> state.commit(mark)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> state.commit(-1)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @MethodSource("problemsWithVariables")
    void theStartIsCopied(Sample sample) {
        Problem problem = sample.problem();
        double[] start = problem.lowerBounds();
        ScoreState state = stateAt(problem, start);
        double objective = state.objective();
        start[0] = problem.upper(0);
        assertThat(state.valueOf(0)).isEqualTo(problem.lower(0));
        assertThat(state.objective()).isEqualTo(objective);
    }
}
