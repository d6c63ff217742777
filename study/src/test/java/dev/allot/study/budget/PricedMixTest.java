package dev.allot.study.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.routing.Traits;
import dev.allot.core.surrogate.LinearSurrogate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricedMixTest {
    private static final int TAGS = 6;

    /** Instances of two tags with costs of their own, one in ten pinned. */
    static RoutingProblem pool(int size, List<Source> sources, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RoutingProblem.Builder builder =
                RoutingProblem.builder(FeatureSpace.of(List.of("a", "b", "c", "d", "e", "f")), sources);
        for (int i = 0; i < size; i++) {
            int first = random.nextInt(TAGS);
            int second = (first + 1 + random.nextInt(TAGS - 1)) % TAGS;
            Source dear = sources.get(sources.size() - 1);
            String pin = random.nextInt(10) == 0 ? dear.name() : null;
            builder.instance(new Instance(
                    "i" + i,
                    new Traits(
                            FeatureVector.ofTags(first, second),
                            null,
                            Map.of(dear.name(), dear.cost() * (1 + random.nextInt(3))),
                            0,
                            pin)));
        }
        return builder.build();
    }

    static LinearSurrogate weights(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = random.nextGaussian();
        }
        return new LinearSurrogate(0, weights);
    }

    /** The same linear programme, by the simplex method. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isTheOptimumOfTheLinearRelaxation(long seed) {
        List<Source> sources = List.of(new Source("lm", 0.1), new Source("crowd", 0.5), new Source("expert", 1));
        RoutingProblem pool = pool(30, sources, seed);
        LinearGains worth = new LinearGains(pool);
        double[][] gains = worth.of(weights(2 * TAGS, seed));
        for (double share : new double[] {0.3, 0.5, 0.8, 1}) {
            double budget = share * pool.dearestCost();
            PricedMix mix = PricedMix.within(budget, worth, gains);
            assertThat(mix.cost()).isLessThanOrEqualTo(budget * (1 + 1e-12));
            assertThat(gain(mix, worth, gains)).isCloseTo(simplex(worth, gains, budget), within(1e-7));
            double[] aggregates = mix.aggregates(worth, 2 * TAGS);
            assertThat(weights(2 * TAGS, seed).value(aggregates)).isCloseTo(gain(mix, worth, gains), within(1e-9));
        }
    }

    private static double gain(PricedMix mix, LinearGains worth, double[][] gains) {
        double gain = 0;
        for (int k = 0; k < worth.classes(); k++) {
            double sum = 0;
            for (int s = 0; s < worth.sources(); s++) {
                double share = mix.shares()[k][s];
                assertThat(share).isBetween(0.0, worth.allows(k, s) ? 1.0 : 0.0);
                sum += share;
                gain += worth.size(k) * share * gains[k][s];
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
        }
        return gain;
    }

    private static double simplex(LinearGains worth, double[][] gains, double budget) {
        int sources = worth.sources();
        double[] objective = new double[worth.classes() * sources];
        double[] costs = new double[objective.length];
        List<LinearConstraint> constraints = new ArrayList<>();
        for (int k = 0; k < worth.classes(); k++) {
            double[] all = new double[objective.length];
            for (int s = 0; s < sources; s++) {
                int at = k * sources + s;
                objective[at] = worth.size(k) * gains[k][s];
                costs[at] = worth.size(k) * worth.cost(k, s);
                all[at] = 1;
                if (!worth.allows(k, s)) {
                    double[] one = new double[objective.length];
                    one[at] = 1;
                    constraints.add(new LinearConstraint(one, Relationship.EQ, 0));
                }
            }
            constraints.add(new LinearConstraint(all, Relationship.EQ, 1));
        }
        constraints.add(new LinearConstraint(costs, Relationship.LEQ, budget));
        return new SimplexSolver()
                .optimize(
                        new MaxIter(10_000),
                        new LinearObjectiveFunction(objective, 0),
                        new LinearConstraintSet(constraints),
                        GoalType.MAXIMIZE,
                        new NonNegativeConstraint(true))
                .getValue();
    }

    @Test
    void thePriceIsWhatOneMoreUnitGains() {
        List<Source> sources = List.of(new Source("lm", 0), new Source("human", 1));
        RoutingProblem pool = pool(400, sources, 3);
        LinearGains worth = new LinearGains(pool);
        double[][] gains = worth.of(weights(TAGS, 3));
        double budget = 0.2 * pool.dearestCost();
        double step = 0.01;
        PricedMix mix = PricedMix.within(budget, worth, gains);
        double more = gain(PricedMix.within(budget + step, worth, gains), worth, gains);
        assertThat(mix.price()).isPositive();
        assertThat((more - gain(mix, worth, gains)) / step).isCloseTo(mix.price(), within(1e-6));
        PricedMix free = PricedMix.within(2 * pool.dearestCost(), worth, gains);
        assertThat(free.price()).isZero();
    }

    @Test
    void agreementIsTheShareRoutedAlike() {
        List<Source> sources = List.of(new Source("lm", 0), new Source("human", 1));
        RoutingProblem pool = pool(100, sources, 5);
        LinearGains worth = new LinearGains(pool);
        double[][] gains = worth.of(weights(TAGS, 5));
        PricedMix nothing = PricedMix.within(0, worth, gains);
        PricedMix all = PricedMix.within(2 * pool.dearestCost(), worth, gains);
        assertThat(all.agreement(all, worth)).isCloseTo(1, within(1e-12));
        int moved = all.labels(worth).get(1) - nothing.labels(worth).get(1);
        assertThat(moved).isPositive();
        assertThat(all.agreement(nothing, worth)).isCloseTo(1 - moved / 100.0, within(1e-12));
    }
}
