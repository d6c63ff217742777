package dev.allot.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.routing.Collision.Party;
import dev.allot.core.routing.Collision.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollisionTest {
    private static final FeatureSpace FEATURES = FeatureSpace.of(List.of("a"));
    private static final List<Source> TWO = List.of(new Source("lm", 0), new Source("human", 0.25));
    private static final double NONE = Double.NEGATIVE_INFINITY;
    private static final int MANY = 100_000;
    private static final double ANY = Double.POSITIVE_INFINITY;

    private static RoutingProblem.Builder instances(int count) {
        RoutingProblem.Builder builder = RoutingProblem.builder(FEATURES, TWO);
        for (int i = 0; i < count; i++) {
            builder.instance(Instance.of("i" + i, FeatureVector.ofTags()));
        }
        return builder;
    }

    private static Instance pinned(String id, String source) {
        return new Instance(id, new Traits(FeatureVector.ofTags(), null, Map.of(), 0, source));
    }

    @Test
    void budgetAgainstFloor() {
        RoutingProblem problem = instances(1_000)
                .constraint(new RoutingConstraint.SourceCount("lm", 10, ANY))
                .budget(100)
                .constraint(new RoutingConstraint.SourceCount("human", 600, ANY))
                .build();
        Collision collision = problem.collision().orElseThrow();
        assertThat(collision.constraints()).isEqualTo(problem.constraints().subList(1, 3));
        assertThat(collision.pinned()).isFalse();
        assertThat(collision.describe())
                .isEqualTo("these cannot hold together: a budget of 100 (the others need at least 150);"
                        + " at least 600 instances by 'human' (the others leave at most 400)");
    }

    @Test
    void floorAboveTheNumberOfInstances() {
        Collision collision = instances(50)
                .budget(1)
                .constraint(new RoutingConstraint.SourceCount("human", 60, ANY))
                .build()
                .collision()
                .orElseThrow();
        assertThat(collision.describe())
                .isEqualTo("this cannot hold: at least 60 instances by 'human' (there can be at most 50)");
    }

    @Test
    void pinsAgainstCap() {
        RoutingProblem.Builder builder = instances(50).constraint(new RoutingConstraint.SourceCount("human", NONE, 7));
        IntStream.range(0, 8).forEach(i -> builder.instance(pinned("p" + i, "human")));
        Collision collision = builder.build().collision().orElseThrow();
        assertThat(collision.pinned()).isTrue();
        assertThat(collision.describe())
                .isEqualTo("this cannot hold with the instances pinned as they are: at most 7 instances by 'human'"
                        + " (it takes at least 8)");
    }

    @Test
    void pinsThatHaveNothingToDoWithIt() {
        RoutingProblem problem = instances(50)
                .instance(pinned("p", "lm"))
                .budget(3)
                .constraint(new RoutingConstraint.SourceCount("human", 20, ANY))
                .build();
        assertThat(problem.collision().orElseThrow().pinned()).isFalse();
        assertThat(problem.collision().orElseThrow().parties())
                .containsExactly(
                        new Party(problem.constraints().get(0), Side.CAP, OptionalDouble.of(5)),
                        new Party(problem.constraints().get(1), Side.FLOOR, OptionalDouble.of(12)));
    }

    @Test
    void whatJustFitsDoesNotCollide() {
        // 0.1 is no double: 400 of them cost 40 but for rounding.
        List<Source> sources = List.of(new Source("lm", 0.03), new Source("human", 0.1));
        RoutingProblem.Builder builder = RoutingProblem.builder(FEATURES, sources)
                .constraint(new RoutingConstraint.SourceCount("human", 400, 400))
                .budget(40 + 600 * 0.03)
                .constraint(new RoutingConstraint.SourceCount("lm", 600, 600));
        IntStream.range(0, 1_000).forEach(i -> builder.instance(Instance.of("i" + i, FeatureVector.ofTags())));
        assertThat(builder.build().collision()).isEmpty();
        RoutingProblem tight = builder.build()
                .withConstraints(List.of(
                        new RoutingConstraint.SourceCount("human", 400, 400), new RoutingConstraint.Budget(57.999)));
        assertThat(tight.collision().orElseThrow().parties().get(1).room()).hasValue(58);
    }

    @Test
    void nothingCollidesWithoutConstraintsOrInstances() {
        assertThat(instances(3).build().collision()).isEmpty();
        assertThat(instances(0).budget(0).build().collision()).isEmpty();
        assertThat(instances(0)
                        .constraint(new RoutingConstraint.SourceCount("lm", 1, ANY))
                        .build()
                        .collision())
                .isPresent();
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 400);
    }

    /** Against another simplex method on the relaxation written out, on both sides of the tolerance. */
    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheRelaxationWrittenOut(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RoutingProblem problem =
                RandomRoutings.draw(random, random.nextInt(2, 5), random.nextInt(1, 9), random.nextInt(1, 7));
        Optional<Collision> found = problem.collision();
        if (MixOracle.isFeasible(problem, problem.constraints(), 0)) {
            assertThat(found).isEmpty();
            return;
        }
        if (MixOracle.isFeasible(problem, problem.constraints(), 1e-6)) {
            return;
        }
        Collision collision = found.orElseThrow();
        assertThat(problem.constraints()).containsSubsequence(collision.constraints());
        assertThat(MixOracle.isFeasible(problem, collision.constraints(), 1e-9)).isFalse();
        for (Party party : collision.parties()) {
            List<RoutingConstraint> others = new ArrayList<>(collision.constraints());
            others.remove(party.constraint());
            assertThat(MixOracle.isFeasible(problem, others, 1e-6)).isTrue();
            assertRoom(problem, others, party);
        }
        assertThat(collision.pinned()).isEqualTo(MixOracle.isFeasible(unpinned(problem), collision.constraints(), 0));
        assertThat(collision.describe()).doesNotContain("\n").contains("cannot hold");
    }

    /** The room is what the oracle says, rounded outwards, and just enough. */
    private static void assertRoom(RoutingProblem problem, List<RoutingConstraint> others, Party party) {
        RoutingConstraint c = party.constraint();
        int sign = party.side() == Side.CAP ? 1 : -1;
        double exact = sign * MixOracle.least(problem, others, 0, c, sign).orElseThrow();
        double room = party.room().orElseThrow();
        boolean count = c instanceof RoutingConstraint.SourceCount || c instanceof RoutingConstraint.GroupCount;
        assertThat(room).isCloseTo(exact, within(count ? 1.0 : 0.01));
        assertThat(sign * room).isGreaterThanOrEqualTo(sign * exact - 1e-6);
        assertThat(sign * room).isGreaterThan(sign * (party.side() == Side.CAP ? c.greatest() : c.least()));
    }

    private static RoutingProblem unpinned(RoutingProblem problem) {
        RoutingProblem.Builder builder = RoutingProblem.builder(problem.features(), problem.sources());
        for (int i = 0; i < problem.size(); i++) {
            Traits t = problem.classTraits(problem.classOf(i));
            builder.instance(new Instance("i" + i, new Traits(t.features(), t.group(), t.costs(), t.risk(), null)));
        }
        return builder.build();
    }

    /** Ten thousand instances with costs of their own, nineteen constraints that a random routing just keeps. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void tenThousandInstancesWithCostsOfTheirOwn(int seed) {
        RoutingProblem problem = large(seed, 10_000);
        List<RoutingConstraint> constraints = largeConstraints(problem);
        assertThat(problem.withConstraints(constraints).collision()).isEmpty();
        double needed = 4_400;
        constraints.set(0, new RoutingConstraint.Budget(needed));
        Party budget = problem.withConstraints(constraints)
                .collision()
                .orElseThrow()
                .parties()
                .get(0);
        assertThat(budget.constraint()).isEqualTo(constraints.get(0));
        assertThat(budget.room().orElseThrow()).isBetween(needed, 5_000.0);
    }

    @Test
    void manyInstancesThatTheConstraintsCannotTellApart() {
        SplittableRandom random = new SplittableRandom(1);
        RoutingProblem.Builder builder = RoutingProblem.builder(FeatureSpace.of(List.of("a", "b")), TWO);
        for (int i = 0; i < MANY; i++) {
            FeatureVector features = FeatureVector.of(new int[] {0}, new double[] {random.nextDouble()});
            builder.instance(new Instance(
                    "i" + i, new Traits(features, "g" + random.nextInt(3), Map.of(), random.nextDouble(), null)));
        }
        RoutingProblem problem = builder.budget(1_000)
                .constraint(new RoutingConstraint.GroupCount("g1", "human", 4_001, ANY))
                .build();
        assertThat(problem.collision().orElseThrow().describe())
                .isEqualTo("these cannot hold together: a budget of 1000 (the others need at least 1000.25);"
                        + " at least 4001 instances of group 'g1' by 'human' (the others leave at most 4000)");
    }

    private static RoutingProblem large(int seed, int instances) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Source> sources = List.of(new Source("lm", 0.01), new Source("crowd", 0.2), new Source("expert", 2));
        RoutingProblem.Builder builder = RoutingProblem.builder(FEATURES, sources);
        for (int i = 0; i < instances; i++) {
            Map<String, Double> costs =
                    Map.of("crowd", random.nextDouble(0.1, 0.4), "expert", random.nextDouble(0.5, 5));
            builder.instance(new Instance(
                    "i" + i,
                    new Traits(FeatureVector.ofTags(), "g" + random.nextInt(6), costs, random.nextDouble(), null)));
        }
        return builder.build();
    }

    /** What a random routing just keeps. */
    private static List<RoutingConstraint> largeConstraints(RoutingProblem problem) {
        SplittableRandom random = new SplittableRandom(5);
        int n = problem.size();
        int[] assigned = random.ints(n, 0, 3).toArray();
        Routing witness = Routing.of(problem.sources(), assigned);
        List<RoutingConstraint> constraints = new ArrayList<>();
        constraints.add(new RoutingConstraint.Budget(problem.cost(witness)));
        witness.counts().forEach((s, c) -> constraints.add(new RoutingConstraint.SourceCount(s, c - 5, c + 5)));
        for (int g = 0; g < 6; g++) {
            for (int s = 0; s < 2; s++) {
                int count = 0;
                for (int i = 0; i < n; i++) {
                    boolean here = assigned[i] == s
                            && ("g" + g)
                                    .equals(problem.classTraits(problem.classOf(i))
                                            .group());
                    count += here ? 1 : 0;
                }
                constraints.add(new RoutingConstraint.GroupCount(
                        "g" + g, problem.sources().get(s).name(), count - 2, count + 2));
            }
        }
        for (int s = 0; s < 3; s++) {
            double risk = 0;
            double spent = 0;
            for (int i = 0; i < n; i++) {
                Traits t = problem.classTraits(problem.classOf(i));
                risk += assigned[i] == s ? t.risk() : 0;
                spent += assigned[i] == s ? t.cost(problem.sources().get(s)) : 0;
            }
            constraints.add(
                    new RoutingConstraint.RiskCeiling(problem.sources().get(s).name(), risk));
            constraints.add(
                    new RoutingConstraint.Spending(problem.sources().get(s).name(), spent));
        }
        return constraints;
    }
}
