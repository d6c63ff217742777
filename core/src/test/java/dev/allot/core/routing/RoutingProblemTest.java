package dev.allot.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoutingProblemTest {
    private static final FeatureSpace FEATURES = FeatureSpace.of(List.of("a", "b"));
    private static final Source LM = new Source("lm", 0.5);
    private static final Source HUMAN = new Source("human", 2);
    private static final List<Source> SOURCES = List.of(LM, HUMAN);
    private static final double NONE = Double.NEGATIVE_INFINITY;
    private static final double ANY = Double.POSITIVE_INFINITY;

    @Test
    void constraintsSpeakInWords() {
        assertThat(new RoutingConstraint.Budget(12.5).describe()).isEqualTo("a budget of 12.5");
        assertThat(new RoutingConstraint.SourceCount("human", NONE, 7).describe())
                .isEqualTo("at most 7 instances by 'human'");
        assertThat(new RoutingConstraint.SourceCount("human", 3, 3).describe())
                .isEqualTo("exactly 3 instances by 'human'");
        assertThat(new RoutingConstraint.SourceCount("human", NONE, ANY).describe())
                .isEqualTo("any number of instances by 'human'");
        assertThat(new RoutingConstraint.GroupCount("north", "lm", 2, 4).describe())
                .isEqualTo("2 to 4 instances of group 'north' by 'lm'");
        assertThat(new RoutingConstraint.GroupCount("north", "lm", 2, ANY).describe())
                .isEqualTo("at least 2 instances of group 'north' by 'lm'");
        assertThat(new RoutingConstraint.Spending("human", 10).describe()).isEqualTo("spending at most 10 on 'human'");
        assertThat(new RoutingConstraint.RiskCeiling("lm", 0.25).describe())
                .isEqualTo("a summed risk of at most 0.25 for 'lm'");
    }

    @Test
    void loadsAreWhatTheWordsSay() {
        Traits traits = new Traits(FEATURES.tags("a"), "north", Map.of("human", 3.0), 0.25, null);
        assertThat(new RoutingConstraint.Budget(1).load(traits, HUMAN)).isEqualTo(3);
        assertThat(new RoutingConstraint.Budget(1).load(traits, LM)).isEqualTo(0.5);
        assertThat(new RoutingConstraint.SourceCount("lm", 0, 1).load(traits, LM))
                .isEqualTo(1);
        assertThat(new RoutingConstraint.SourceCount("lm", 0, 1).load(traits, HUMAN))
                .isZero();
        assertThat(new RoutingConstraint.GroupCount("north", "lm", 0, 1).load(traits, LM))
                .isEqualTo(1);
        assertThat(new RoutingConstraint.GroupCount("south", "lm", 0, 1).load(traits, LM))
                .isZero();
        assertThat(new RoutingConstraint.GroupCount("north", "lm", 0, 1).load(traits, HUMAN))
                .isZero();
        assertThat(new RoutingConstraint.Spending("human", 1).load(traits, HUMAN))
                .isEqualTo(3);
        assertThat(new RoutingConstraint.Spending("human", 1).load(traits, LM)).isZero();
        assertThat(new RoutingConstraint.RiskCeiling("lm", 1).load(traits, LM)).isEqualTo(0.25);
        assertThat(new RoutingConstraint.RiskCeiling("lm", 1).load(traits, HUMAN))
                .isZero();
    }

    @Test
    void impossibleNumbersAreRefused() {
        for (double wrong : new double[] {-1, Double.NaN, ANY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new RoutingConstraint.Budget(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> new RoutingConstraint.Spending("lm", wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> new RoutingConstraint.RiskCeiling("lm", wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> new Source("s", wrong));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Traits(FEATURES.tags(), null, Map.of("lm", wrong), 0, null));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Traits(FEATURES.tags(), null, Map.of(), wrong, null));
        }
        for (double[] range : new double[][] {{3, 2}, {-2, 1}, {0, -1}, {Double.NaN, 1}, {0, Double.NaN}, {ANY, ANY}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RoutingConstraint.SourceCount("lm", range[0], range[1]));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RoutingConstraint.GroupCount("g", "lm", range[0], range[1]));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Source(" ", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Instance.of("", FEATURES.tags()));
    }

    @Test
    void whatIsUnknownIsRefused() {
        RoutingProblem.Builder builder = RoutingProblem.builder(FEATURES, SOURCES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.constraint(new RoutingConstraint.SourceCount("crowd", 1, 2)))
                .withMessageContaining("crowd")
                .withMessageContaining("lm, human");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder.instance(new Instance("p", new Traits(FEATURES.tags(), null, Map.of(), 0, "crowd"))))
                .withMessageContaining("'p' is pinned");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.instance(Instance.of("f", FeatureVector.ofTags(2))))
                .withMessageContaining("feature 2 of 2");
        assertThatIllegalArgumentException().isThrownBy(() -> RoutingProblem.builder(FEATURES, List.of(LM)));
        assertThatIllegalArgumentException().isThrownBy(() -> RoutingProblem.builder(FEATURES, List.of(LM, LM)));
        assertThatIllegalArgumentException().isThrownBy(() -> FEATURES.tags("c"));
        assertThatIllegalArgumentException().isThrownBy(() -> FEATURES.tags("a", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> FeatureSpace.of(List.of("a", "a")));
        assertThat(builder.build().size()).isZero();
    }

    @Test
    void featureVectorsAreEqualByWhatTheySay() {
        FeatureVector tags = FeatureVector.ofTags(3, 1);
        assertThat(tags)
                .isEqualTo(FeatureVector.of(new int[] {1, 2, 3}, new double[] {1, 0, 1}))
                .hasSameHashCodeAs(FeatureVector.of(new int[] {3, 1}, new double[] {1, 1}))
                .isNotEqualTo(FeatureVector.of(new int[] {1, 3}, new double[] {1, 2}));
        assertThat(tags.size()).isEqualTo(2);
        assertThat(tags.index(0)).isEqualTo(1);
        FeatureVector values = FeatureVector.of(new int[] {5, 2}, new double[] {0.5, -3});
        assertThat(values.index(0)).isEqualTo(2);
        assertThat(values.value(0)).isEqualTo(-3);
        assertThat(values.value(1)).isEqualTo(0.5);
        assertThatIllegalArgumentException().isThrownBy(() -> FeatureVector.ofTags(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> FeatureVector.ofTags(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureVector.of(new int[] {1}, new double[] {Double.NaN}));
        assertThatIllegalArgumentException().isThrownBy(() -> FeatureVector.of(new int[] {1}, new double[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> FeatureVector.of(new int[] {4, 4}, new double[] {1, 2}));
    }

    @Test
    void sharesNothingWithItsBuilder() {
        Map<String, Double> costs = new HashMap<>(Map.of("human", 3.0));
        Traits traits = new Traits(FEATURES.tags("a"), null, costs, 0, null);
        costs.put("human", 9.0);
        RoutingProblem.Builder builder =
                RoutingProblem.builder(FEATURES, SOURCES).instances(List.of(new Instance("x", traits)));
        RoutingProblem problem = builder.build();
        builder.budget(1).instance(new Instance("y", traits));
        assertThat(problem.costOfAll(HUMAN)).isEqualTo(3);
        assertThat(problem.size()).isEqualTo(1);
        assertThat(problem.constraints()).isEmpty();
        RoutingProblem other = problem.withConstraints(List.of(new RoutingConstraint.Budget(4)));
        assertThat(other.constraints()).hasSize(1);
        assertThat(other.size()).isEqualTo(1);
        assertThat(other.classSize(0)).isEqualTo(1);
        assertThat(builder.build().size()).isEqualTo(2);
    }

    @Test
    void routingsCountAndCompare() {
        Routing routing = Routing.of(SOURCES, new int[] {1, 0, 1});
        assertThat(routing.counts()).isEqualTo(Map.of("lm", 1, "human", 2));
        assertThat(routing.counts().keySet()).containsExactly("lm", "human");
        assertThat(routing.source(1)).isEqualTo(LM);
        assertThat(routing)
                .isEqualTo(Routing.of(SOURCES, new int[] {1, 0, 1}))
                .isNotEqualTo(Routing.allTo(SOURCES, 1, 3));
        assertThat(Routing.allTo(SOURCES, 1, 3).counts()).isEqualTo(Map.of("lm", 0, "human", 3));
        assertThatIllegalArgumentException().isThrownBy(() -> Routing.of(SOURCES, new int[] {2}));
        assertThatIllegalArgumentException().isThrownBy(() -> Routing.of(SOURCES, new int[] {-1}));
        List<Source> many =
                IntStream.range(0, 128).mapToObj(i -> new Source("s" + i, 1)).toList();
        assertThatIllegalArgumentException().isThrownBy(() -> Routing.of(many, new int[] {0}));
        assertThat(Routing.of(many.subList(0, 127), new int[] {126}).sourceIndex(0))
                .isEqualTo(126);
    }
}
