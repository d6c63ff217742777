package dev.allot.study.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.predictor.BayesianLinear;
import dev.allot.predictor.LinearPosterior;
import dev.allot.predictor.TrainingTable;
import dev.allot.study.budget.BudgetFindings.Growth;
import dev.allot.study.budget.BudgetFindings.TagGain;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BudgetAnalysisTest {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));
    private static final double[] TRUTH = {4e-4, 2e-4, 0, 0, -2e-4, -4e-4};

    private static TrainingTable table(int rows, double noise) {
        SplittableRandom random = new SplittableRandom(8);
        double[][] x = new double[rows][TRUTH.length];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = 0.7 + noise * random.nextGaussian();
            for (int k = 0; k < TRUTH.length; k++) {
                x[i][k] = random.nextInt(60);
                y[i] += TRUTH[k] * x[i][k];
            }
        }
        return new TrainingTable(List.of("a", "b", "c", "d", "e", "f"), x, y);
    }

    private static LinearPosterior posterior(int rows, double noise) {
        return new BayesianLinear().posterior(table(rows, noise));
    }

    @Test
    void tagsAreInTheOrderOfTheirGains() {
        RoutingProblem pool = PricedMixTest.pool(300, SOURCES, 1);
        List<TagGain> tags = new TagGains(pool, List.of(posterior(200, 0.002))).byGain();
        assertThat(tags).hasSize(TRUTH.length);
        assertThat(tags.get(0).tag()).isEqualTo("a");
        assertThat(tags.get(TRUTH.length - 1).tag()).isEqualTo("f");
        for (TagGain tag : tags) {
            int f = "abcdef".indexOf(tag.tag());
            assertThat(tag.weight().mean()).isCloseTo(TRUTH[f], within(width(tag.weight())));
            // Naively: what the true weights say of the instances that have it.
            double sum = 0;
            int count = 0;
            for (int i = 0; i < pool.size(); i++) {
                var features = pool.classTraits(pool.classOf(i)).features();
                double gain = 0;
                boolean has = false;
                for (int k = 0; k < features.size(); k++) {
                    gain += TRUTH[features.index(k)];
                    has |= features.index(k) == f;
                }
                if (has) {
                    sum += gain;
                    count++;
                }
            }
            assertThat(tag.instances()).isEqualTo(count);
            assertThat(tag.gain().mean()).isCloseTo(sum / count, within(width(tag.gain())));
        }
    }

    /** Four standard deviations. */
    private static double width(Credible credible) {
        return credible.high() - credible.low();
    }

    @Test
    void intervalsOverReplicationsHaveTheSpreadBetweenThem() {
        RoutingProblem pool = PricedMixTest.pool(300, SOURCES, 1);
        LinearPosterior one = posterior(200, 0.002);
        TagGain alone = new TagGains(pool, List.of(one)).byGain().get(0);
        TagGain twice = new TagGains(pool, List.of(one, one)).byGain().get(0);
        TagGain two =
                new TagGains(pool, List.of(one, posterior(30, 0.002))).byGain().get(0);
        assertThat(twice.gain().low()).isCloseTo(alone.gain().low(), within(1e-12));
        assertThat(two.gain().high() - two.gain().low())
                .isGreaterThan(alone.gain().high() - alone.gain().low());
    }

    @Test
    void certaintyGrowsWithWhatIsKnown() {
        RoutingProblem pool = PricedMixTest.pool(300, SOURCES, 1);
        List<Double> shares = List.of(0.25, 1.0);
        Certainties little = Certainties.of(pool, posterior(15, 0.01), shares, 1);
        Certainties much = Certainties.of(pool, posterior(400, 0.002), shares, 1);
        for (int b = 0; b < shares.size(); b++) {
            BudgetFindings.Certainty sum = much.sums().get(b);
            assertThat(sum.sure().get(0) + sum.sure().get(1) + sum.open()).isEqualTo(pool.size());
            assertThat(sum.open()).isLessThan(little.sums().get(b).open());
        }
        assertThat(much.sums().get(0).price().low()).isPositive();
        assertThat(much.sums().get(1).price().high()).isZero();
        for (int i = 0; i < pool.size(); i++) {
            assertThat(much.probability(0, i, 0) + much.probability(0, i, 1)).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void routesGrowWithTheBudgetAndCountEveryInstance() {
        RoutingProblem pool = PricedMixTest.pool(300, SOURCES, 1);
        LinearPosterior posterior = posterior(200, 0.002);
        Routes routes = Routes.of(pool, posterior, List.of(0.33));
        assertThat(routes.stops()).hasSize(22);
        assertThat(routes.groups()).isEmpty();
        double last = Double.NEGATIVE_INFINITY;
        for (Routes.Stop stop : routes.stops()) {
            assertThat(stop.predicted()).isGreaterThanOrEqualTo(last - 1e-12);
            last = stop.predicted();
            assertThat(stop.labels().get(0) + stop.labels().get(1)).isEqualTo(pool.size());
            int byTag = 0;
            for (List<Integer> tag : stop.tags()) {
                byTag += tag.get(0) + tag.get(1);
            }
            // Every instance has two tags; counts are rounded.
            assertThat(byTag).isBetween(2 * pool.size() - TRUTH.length, 2 * pool.size() + TRUTH.length);
            assertThat(stop.low()).isLessThan(stop.predicted());
            assertThat(stop.high()).isGreaterThan(stop.predicted());
        }
        LinearGains worth = new LinearGains(pool);
        PricedMix half = PricedMix.within(0.5 * pool.dearestCost(), worth, worth.of(posterior.mean()));
        assertThat(routes.stops().get(11).cost()).isCloseTo(half.cost(), within(1e-9));
    }

    @Test
    void growthEndsWithWhatIsKnownAtTheEnd() {
        RoutingProblem pool = PricedMixTest.pool(300, SOURCES, 1);
        TrainingTable table = table(120, 0.004);
        List<Growth> growth = LoopGrowth.of(pool, table, List.of(), 0.5);
        Growth last = growth.get(growth.size() - 1);
        assertThat(last.evaluations()).isEqualTo(120);
        assertThat(last.agreement()).isCloseTo(1, within(1e-12));
        double best = 0;
        List<Integer> sizes = new ArrayList<>();
        for (Growth step : growth) {
            assertThat(step.best()).isGreaterThanOrEqualTo(best);
            best = step.best();
            sizes.add(step.evaluations());
        }
        assertThat(sizes).isSorted().doesNotHaveDuplicates();
        assertThat(growth.get(0).high() - growth.get(0).low()).isGreaterThan(last.high() - last.low());
        LinearSurrogate mean = new BayesianLinear().posterior(table).mean();
        assertThat(last.predicted()).isGreaterThan(mean.intercept());
    }
}
