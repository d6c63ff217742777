package dev.allot.core.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.testing.BruteForce;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomProblems.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RootBoundTest {
    static Stream<Sample> problems() {
        return RandomProblems.supported(Capability.all(), 3).stream();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void holdsForEveryFeasiblePoint(Sample sample) {
        Problem problem = sample.problem();
        Box box = RootBound.reachable(problem);
        double bound = RootBound.of(problem);
        BruteForce.forEach(problem, values -> assertHolds(problem, values, box, bound));
        sample.witness().ifPresent(values -> assertHolds(problem, values, box, bound));
    }

    private static void assertHolds(Problem problem, double[] values, Box box, double bound) {
        Solution solution = Solution.of(problem, values);
        if (solution.isFeasible()) {
            assertThat(bound).isGreaterThanOrEqualTo(solution.objective());
            for (int i = 0; i < box.dimension(); i++) {
                assertThat(solution.aggregates()[i]).isBetween(box.lower(i), box.upper(i));
            }
        }
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 400);
    }

    /**
     * Coefficients, bounds and constants of very different magnitude and either sign, so that sums cancel, and sides on which a feasible
     * point lies exactly.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void holdsWhereSumsCancel(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(1, 12);
        int m = 3;
        double[] offsets = random.ints(m, 0, 3)
                .mapToDouble(i -> i == 0 ? 0 : wild(random, 12))
                .toArray();
        double[] witness = new double[n];
        ProblemBuilder builder = Problem.builder()
                .aggregates(List.of("a", "b", "c"), offsets)
                .surrogate(new LinearSurrogate(
                        wild(random, 3), random.doubles(m, -1, 1).toArray()));
        for (int j = 0; j < n; j++) {
            double[] column =
                    random.ints(m, 0, 2).mapToDouble(i -> i * wild(random, 6)).toArray();
            double a = wild(random, 6);
            double b = random.nextBoolean() ? -a * random.nextDouble(0.999999, 1.000001) : wild(random, 6);
            boolean whole = random.nextBoolean();
            double lower = whole ? Math.rint(Math.min(a, b)) : Math.min(a, b);
            double upper = whole ? Math.rint(Math.max(a, b)) : Math.max(a, b);
            witness[j] = lower
                    + (upper - lower) * List.of(0.0, 1.0, random.nextDouble()).get(random.nextInt(3));
            witness[j] = Math.max(lower, Math.min(upper, whole ? Math.rint(witness[j]) : witness[j]));
            double linear = random.nextInt(2) * wild(random, 4);
            if (whole) {
                builder.integer(lower, upper, linear, new int[] {0, 1, 2}, column);
            } else {
                builder.continuous(lower, upper, linear, new int[] {0, 1, 2}, column);
            }
        }
        int[] all = IntStream.range(0, n).toArray();
        for (int i = 0; i < random.nextInt(1, 4); i++) {
            double[] coefficients = random.ints(n, 0, 3)
                    .mapToDouble(k -> k == 0 ? 0 : wild(random, 6))
                    .toArray();
            double activity = 0;
            for (int j = 0; j < n; j++) {
                activity += coefficients[j] * witness[j];
            }
            builder.constraint(
                    random.nextBoolean()
                            ? LinearConstraint.atMost("row " + i, activity, all, coefficients)
                            : LinearConstraint.atLeast("row " + i, activity, all, coefficients));
        }
        Problem problem = builder.build();
        Box box = RootBound.reachable(problem);
        double bound = RootBound.of(problem);
        assertHolds(problem, witness, box, bound);
        for (int k = 0; k < 50; k++) {
            double[] corner = new double[n];
            Arrays.setAll(corner, j -> random.nextBoolean() ? problem.lower(j) : problem.upper(j));
            assertHolds(problem, corner, box, bound);
        }
    }

    /** Of either sign and any magnitude up to ten to a power. */
    private static double wild(SplittableRandom random, int power) {
        return (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble(-power, power));
    }

    /** For one constraint the bound is that of the fractional knapsack. */
    @Test
    void isTheFractionalKnapsackForOneConstraint() {
        ProblemBuilder builder = Problem.builder().aggregates(List.of("value"));
        double[] value = {6, 5, 4, -3};
        double[] weight = {2, 2.5, 4, -1};
        for (double v : value) {
            builder.continuous(0, 2, 0, new int[] {0}, new double[] {v});
        }
        builder.constraint(LinearConstraint.atMost("weight", 7, new int[] {0, 1, 2, 3}, weight));
        Box box = RootBound.reachable(builder.build());
        // Densities: 3, 2, 1; the last gives a weight of 1 for a value of 3 and goes unused. 2 * 2 + 1.2 * 2.5 = 7.
        assertThat(box.upper(0)).isCloseTo(2 * 6 + 1.2 * 5, within(1e-6));
        assertThat(box.lower(0)).isCloseTo(-6, within(1e-6));
    }

    @Test
    void floorsCount() {
        ProblemBuilder builder = Problem.builder().aggregates(List.of("a", "b"));
        for (int j = 0; j < 3; j++) {
            builder.integer(0, 10, 0, new int[] {0, 1}, new double[] {1, j == 0 ? 1 : 0});
        }
        builder.constraint(LinearConstraint.atLeast("floor", 22, new int[] {0, 1, 2}, new double[] {1, 1, 1}));
        Box box = RootBound.reachable(builder.build());
        assertThat(box.lower(0)).isEqualTo(22);
        assertThat(box.upper(0)).isEqualTo(30);
        assertThat(box.lower(1)).isEqualTo(2);
        assertThat(box.upper(1)).isEqualTo(10);
    }

    @Test
    void contradictionsStillGiveABox() {
        ProblemBuilder builder = Problem.builder().aggregates(List.of("a"));
        builder.integer(0, 10, 0, new int[] {0}, new double[] {1});
        builder.constraint(LinearConstraint.atLeast("more", 8, new int[] {0}, new double[] {1}));
        builder.constraint(LinearConstraint.atMost("less", 3, new int[] {0}, new double[] {1}));
        Box box = RootBound.reachable(builder.build());
        assertThat(box.lower(0)).isLessThanOrEqualTo(box.upper(0));
    }

    @Test
    void weightsNearTheEndOfTheRangeOfDoublesDoNoHarm() {
        for (double tiny : new double[] {Double.MIN_VALUE, 1e-310, 1e-200}) {
            ProblemBuilder builder = Problem.builder().aggregates(List.of("a"));
            builder.continuous(-1, 2, 0, new int[] {0}, new double[] {1e100});
            builder.continuous(0, 3, 0, new int[] {0}, new double[] {5});
            builder.constraint(LinearConstraint.atMost("tiny", 1, new int[] {0, 1}, new double[] {tiny, -tiny}));
            Box box = RootBound.reachable(builder.build());
            assertThat(box.upper(0)).isBetween(2e100, 2.1e100);
            assertThat(box.lower(0)).isBetween(-1.1e100, -1e100);
        }
    }
}
