package dev.allot.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.allot.core.model.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustRegionTest {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));

    private static RoutingProblem problem(List<Source> sources) {
        FeatureSpace features = FeatureSpace.of(List.of("math", "chat", "length"));
        RoutingProblem.Builder builder = RoutingProblem.builder(features, sources);
        for (int i = 0; i < 12; i++) {
            FeatureVector traits = i % 3 == 0
                    ? FeatureVector.ofTags(0)
                    : FeatureVector.of(new int[] {1, 2}, new double[] {1, (i % 5) - 2.5});
            builder.instance(Instance.of("i" + i, traits));
        }
        return builder.build();
    }

    private static Routing draw(RoutingProblem problem, SplittableRandom random) {
        return Routing.of(
                problem.sources(),
                random.ints(problem.size(), 0, problem.sources().size()).toArray());
    }

    /** A routing keeps the constraints if and only if its aggregates lie in the widened ranges. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 1.5, 4})
    void constraintsSayWhatTheRangesSay(double factor) {
        List<Source> three = List.of(SOURCES.get(0), SOURCES.get(1), new Source("expert", 2));
        for (List<Source> sources : List.of(SOURCES, three)) {
            RoutingProblem problem = problem(sources);
            SplittableRandom random = new SplittableRandom(1);
            CompiledRouting free = problem.compile();
            double[][] mixes = new double[4][];
            for (int m = 0; m < mixes.length; m++) {
                mixes[m] = free.aggregates(draw(problem, random));
            }
            CompiledRouting kept = problem.withConstraints(
                            TrustRegion.around(mixes, factor).constraints(problem))
                    .compile();
            int inside = 0;
            for (int k = 0; k < 2_000; k++) {
                Routing routing = draw(problem, random);
                double[] z = free.aggregates(routing);
                boolean expected = true;
                for (int i = 0; i < z.length; i++) {
                    double least = Double.POSITIVE_INFINITY;
                    double greatest = Double.NEGATIVE_INFINITY;
                    for (double[] mix : mixes) {
                        least = Math.min(least, mix[i]);
                        greatest = Math.max(greatest, mix[i]);
                    }
                    double middle = (least + greatest) / 2;
                    expected &= Math.abs(z[i] - middle) <= factor * (greatest - least) / 2 + 1e-9;
                }
                boolean feasible =
                        Solution.of(kept.problem(), kept.encode(routing)).isFeasible();
                assertThat(feasible).isEqualTo(expected);
                inside += expected ? 1 : 0;
            }
            assertThat(inside > 0 || factor < 1).isTrue();
            assertThat(inside < 2_000 || factor > 1).isTrue();
        }
    }

    @Test
    void theMixesThemselvesAreInIt() {
        RoutingProblem problem = problem(SOURCES);
        SplittableRandom random = new SplittableRandom(3);
        Routing one = draw(problem, random);
        Routing other = draw(problem, random);
        double[][] mixes = {problem.compile().aggregates(one), problem.compile().aggregates(other)};
        RoutingProblem kept =
                problem.withConstraints(TrustRegion.around(mixes, 1).constraints(problem));
        assertThat(kept.collision()).isEmpty();
        for (Routing routing : List.of(one, other)) {
            CompiledRouting compiled = kept.compile();
            assertThat(Solution.of(compiled.problem(), compiled.encode(routing)).isFeasible())
                    .isTrue();
        }
    }

    /** Negative values count, and what cannot be kept within a budget is named. */
    @Test
    void anEmptyRegionIsACollision() {
        RoutingProblem problem = problem(SOURCES);
        double[][] mixes = {problem.compile().aggregates(Routing.allTo(SOURCES, 1, problem.size()))};
        List<RoutingConstraint> all =
                new ArrayList<>(TrustRegion.around(mixes, 1).constraints(problem));
        all.add(new RoutingConstraint.Budget(3));
        Optional<Collision> collision = problem.withConstraints(all).collision();
        assertThat(collision).isPresent();
        assertThat(collision.get().describe()).contains("budget of 3").contains("by 'human'");
    }

    @Test
    void refusesWhatIsNoRegion() {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustRegion.around(new double[0][], 1));
        assertThatIllegalArgumentException().isThrownBy(() -> TrustRegion.around(new double[1][2], 0));
        TrustRegion narrow = TrustRegion.around(new double[1][2], 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> narrow.constraints(problem(SOURCES)))
                .withMessageContaining("2 aggregates, not 3");
    }
}
