package dev.allot.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.surrogate.LinearSurrogate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledRoutingTest {
    static IntStream seeds() {
        return IntStream.rangeClosed(1, 120);
    }

    /** Two to four sources, up to seven instances, costs of single instances, groups, risks, pins, up to five constraints. */
    private static RoutingProblem problem(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int sources = random.nextInt(2, 5);
        return RandomRoutings.draw(random, sources, random.nextInt(1, 10 - sources), random.nextInt(0, 6));
    }

    /** Every routing, feasible or not. */
    private static void forEachRouting(RoutingProblem problem, Consumer<Routing> look) {
        int[] sourceOf = new int[problem.size()];
        while (true) {
            look.accept(Routing.of(problem.sources(), sourceOf));
            int i = 0;
            while (i < sourceOf.length && sourceOf[i] == problem.sources().size() - 1) {
                sourceOf[i++] = 0;
            }
            if (i == sourceOf.length) {
                return;
            }
            sourceOf[i]++;
        }
    }

    private static Traits traits(RoutingProblem problem, int instance) {
        return problem.classTraits(problem.classOf(instance));
    }

    /** The constraints as stated, in hundredths, which the random problems' numbers all are. */
    private static boolean keepsAll(RoutingProblem problem, Routing routing) {
        for (int i = 0; i < problem.size(); i++) {
            if (!traits(problem, i).allows(routing.source(i))) {
                return false;
            }
        }
        for (RoutingConstraint constraint : problem.constraints()) {
            double load = 0;
            for (int i = 0; i < problem.size(); i++) {
                load += constraint.load(traits(problem, i), routing.source(i));
            }
            long hundredths = Math.round(100 * load);
            if (hundredths < 100 * constraint.least() - 0.5 || hundredths > 100 * constraint.greatest() + 0.5) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void compiledConstraintsSayWhatWasStated(int seed) {
        RoutingProblem problem = problem(seed);
        CompiledRouting compiled = problem.compile();
        List<Routing> kept = new ArrayList<>();
        forEachRouting(problem, routing -> {
            boolean keeps = keepsAll(problem, routing);
            assertThat(Solution.of(compiled.problem(), compiled.encode(routing)).isFeasible())
                    .as("%s of %s", routing, problem.constraints())
                    .isEqualTo(keeps);
            if (keeps) {
                kept.add(routing);
            }
        });
        if (!kept.isEmpty()) {
            assertThat(problem.collision()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void decodingUndoesEncoding(int seed) {
        RoutingProblem problem = problem(seed);
        CompiledRouting compiled = problem.compile();
        forEachRouting(problem.withConstraints(List.of()), routing -> {
            double[] values = compiled.encode(routing);
            Routing decoded = compiled.decode(Solution.of(compiled.problem(), values));
            assertThat(compiled.encode(decoded)).isEqualTo(values);
            assertThat(decoded.counts()).isEqualTo(routing.counts());
            assertThat(compiled.decode(Solution.of(compiled.problem(), values))).isEqualTo(decoded);
            assertThat(Math.abs(problem.cost(decoded) - problem.cost(routing))).isLessThan(1e-9);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aggregatesAreSumsOfFeaturesBySource(int seed) {
        RoutingProblem problem = problem(seed);
        int features = problem.features().size();
        int others = problem.sources().size() - 1;
        CompiledRouting compiled = problem.compile(new LinearSurrogate(0, new double[features * others]));
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < 20; k++) {
            int[] sourceOf = random.ints(problem.size(), 0, others + 1).toArray();
            Routing routing = Routing.of(problem.sources(), sourceOf);
            double[] expected = new double[features * others];
            double cost = 0;
            for (int i = 0; i < problem.size(); i++) {
                Traits t = traits(problem, i);
                cost += t.cost(routing.source(i));
                for (int e = 0; e < t.features().size() && sourceOf[i] > 0; e++) {
                    expected[(sourceOf[i] - 1) * features + t.features().index(e)] +=
                            t.features().value(e);
                }
            }
            assertThat(compiled.aggregates(routing)).isEqualTo(expected);
            assertThat(problem.cost(routing)).isEqualTo(cost);
        }
    }

    @Test
    void aggregatesAreNamedByFeatureAndSource() {
        FeatureSpace features = FeatureSpace.of(List.of("a", "b"));
        List<Source> sources = List.of(new Source("lm", 0), new Source("crowd", 1), new Source("expert", 5));
        Problem two = RoutingProblem.builder(features, sources.subList(0, 2))
                .instance(Instance.of("i", features.tags("b")))
                .build()
                .compile()
                .problem();
        assertThat(two.aggregateName(1)).isEqualTo("b");
        assertThat(two.constraintCount()).isZero();
        Problem three = RoutingProblem.builder(features, sources)
                .instance(Instance.of("i", features.tags("b")))
                .build()
                .compile()
                .problem();
        assertThat(IntStream.range(0, 4).mapToObj(three::aggregateName))
                .containsExactly("crowd/a", "crowd/b", "expert/a", "expert/b");
        assertThat(three.constraintName(0)).isEqualTo("one source each");
    }

    /** Within a class the first instances of the input get the second source, the next the third, the last the first. */
    @Test
    void decodingFollowsTheInput() {
        FeatureSpace features = FeatureSpace.of(List.of("a"));
        List<Source> sources = List.of(new Source("lm", 0), new Source("crowd", 1), new Source("expert", 5));
        RoutingProblem.Builder builder = RoutingProblem.builder(features, sources);
        for (int i = 0; i < 6; i++) {
            builder.instance(Instance.of("i" + i, i == 2 ? FeatureVector.ofTags() : features.tags("a")));
        }
        CompiledRouting compiled = builder.build().compile();
        Routing routing = compiled.decode(Solution.of(compiled.problem(), new double[] {2, 1, 0, 1}));
        assertThat(IntStream.range(0, 6).map(routing::sourceIndex)).containsExactly(1, 1, 2, 2, 0, 0);
    }

    /** Equal traits, equal class; anything else keeps instances apart. */
    @ParameterizedTest
    @MethodSource("seeds")
    void classesHoldInstancesOfEqualTraits(int seed) {
        RoutingProblem problem = problem(seed);
        int[] sizes = new int[problem.classCount()];
        for (int i = 0; i < problem.size(); i++) {
            sizes[problem.classOf(i)]++;
            for (int j = 0; j < i; j++) {
                assertThat(traits(problem, i).equals(traits(problem, j)))
                        .isEqualTo(problem.classOf(i) == problem.classOf(j));
            }
        }
        assertThat(IntStream.range(0, sizes.length).map(problem::classSize))
                .containsExactly(Arrays.stream(sizes).boxed().toArray(Integer[]::new));
        assertThat(problem.dearestCost())
                .isEqualTo(problem.sources().stream()
                        .mapToDouble(problem::costOfAll)
                        .max()
                        .orElseThrow());
    }
}
