package dev.allot.solvers.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Solution;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlgorithmOneSamplerTest {
    private static final int TAGS = 10;
    private static final int EACH = 7;

    /** Tags that share no instance, 7 instances each, and 5 instances without a tag. */
    private static ProblemBuilder disjointTags() {
        ProblemBuilder builder = Problem.builder()
                .aggregates(IntStream.range(0, TAGS).mapToObj(i -> "tag " + i).toList());
        for (int j = 0; j < TAGS * EACH; j++) {
            builder.integer(0, 1, 0, new int[] {j % TAGS}, new double[] {1});
        }
        for (int j = 0; j < 5; j++) {
            builder.integer(0, 1, 0);
        }
        return builder;
    }

    private static Problem withBudget(double budget) {
        int n = TAGS * EACH + 5;
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return disjointTags()
                .constraint(LinearConstraint.atMost(
                        "budget", budget, IntStream.range(0, n).toArray(), ones))
                .build();
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 20, 69, 70, 72, 75})
    void takesTagByTagUntilTheBudgetIsSpent(int budget) {
        Problem problem = withBudget(budget);
        AlgorithmOneSampler sampler = new AlgorithmOneSampler(problem);
        SplittableRandom random = new SplittableRandom(budget);
        for (int draw = 0; draw < 50; draw++) {
            double[] values = sampler.draw(random);
            assertThat(sum(values)).isEqualTo(budget);
            double[] counts = problem.aggregatesAt(values);
            assertThat(Arrays.stream(counts).filter(c -> c > 0 && c < EACH).count())
                    .as("tags cut off by the budget")
                    .isLessThanOrEqualTo(1);
            double untagged = budget - Arrays.stream(counts).sum();
            assertThat(untagged).isEqualTo(Math.max(0, budget - TAGS * EACH));
        }
    }

    @Test
    void everyTagComesFirstNowAndThen() {
        Problem problem = withBudget(EACH);
        AlgorithmOneSampler sampler = new AlgorithmOneSampler(problem);
        SplittableRandom random = new SplittableRandom(3);
        double[] first = new double[TAGS];
        for (int draw = 0; draw < 1000; draw++) {
            double[] counts = problem.aggregatesAt(sampler.draw(random));
            for (int i = 0; i < TAGS; i++) {
                first[i] += counts[i] / EACH;
            }
        }
        // Binomial with mean 100 and deviation 9.5.
        assertThat(first).doesNotContain(0);
        assertThat(Arrays.stream(first).max().orElseThrow()).isBetween(100.0, 145.0);
        assertThat(Arrays.stream(first).min().orElseThrow()).isBetween(55.0, 100.0);
    }

    @Test
    void drawsAShareOfAllUnits() {
        Problem problem = disjointTags().build();
        AlgorithmOneSampler sampler = new AlgorithmOneSampler(problem);
        assertThat(sampler.capacity()).isEqualTo(75);
        assertThat(sampler.everythingFits()).isTrue();
        SplittableRandom random = new SplittableRandom(1);
        for (int units : new int[] {0, 1, 30, 74, 75}) {
            assertThat(sum(sampler.draw(random, units / sampler.capacity()))).isEqualTo(units);
        }
        assertThatThrownBy(() -> sampler.draw(random, 1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sameSeedSameDraw() {
        AlgorithmOneSampler sampler = new AlgorithmOneSampler(withBudget(20));
        assertThat(sampler.draw(new SplittableRandom(9))).isEqualTo(sampler.draw(new SplittableRandom(9)));
        assertThat(sampler.draw(new SplittableRandom(9))).isNotEqualTo(sampler.draw(new SplittableRandom(10)));
    }

    @Test
    void meetsFloors() {
        ProblemBuilder builder = disjointTags();
        int n = TAGS * EACH + 5;
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        builder.constraint(
                LinearConstraint.atMost("budget", 12, IntStream.range(0, n).toArray(), ones));
        builder.constraint(
                LinearConstraint.atLeast("untagged", 4, new int[] {70, 71, 72, 73, 74}, Arrays.copyOf(ones, 5)));
        Problem problem = builder.build();
        AlgorithmOneSampler sampler = new AlgorithmOneSampler(problem);
        SplittableRandom random = new SplittableRandom(2);
        for (int draw = 0; draw < 50; draw++) {
            double[] values = sampler.draw(random);
            assertThat(Solution.of(problem, values).isFeasible()).isTrue();
            assertThat(sum(values)).isEqualTo(12);
        }
    }

    @Test
    void sharesInstancesBetweenSeveralSources() {
        FeatureSpace features = FeatureSpace.of(List.of("a", "b"));
        List<Source> sources = List.of(new Source("lm", 0), new Source("crowd", 1), new Source("expert", 1));
        RoutingProblem.Builder builder = RoutingProblem.builder(features, sources);
        for (int i = 0; i < 300; i++) {
            builder.instance(Instance.of("i" + i, features.tags(i % 3 == 0 ? "a" : "b")));
        }
        Problem problem = builder.budget(200).build().compile().problem();
        AlgorithmOneSampler sampler = new AlgorithmOneSampler(problem);
        assertThat(sampler.capacity()).isEqualTo(300);
        SplittableRandom random = new SplittableRandom(4);
        double[] sums = new double[problem.variableCount()];
        for (int draw = 0; draw < 100; draw++) {
            double[] values = sampler.draw(random);
            assertThat(Solution.of(problem, values).isFeasible()).isTrue();
            assertThat(sum(values)).isEqualTo(200);
            for (int j = 0; j < sums.length; j++) {
                sums[j] += values[j];
            }
        }
        assertThat(Arrays.stream(sums).min().orElseThrow())
                .as("each source of each class")
                .isPositive();
    }
}
