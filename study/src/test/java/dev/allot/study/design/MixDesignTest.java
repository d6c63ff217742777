package dev.allot.study.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MixDesignTest {
    private static final List<Double> SHARES = List.of(0.25, 0.5, 0.75);

    static Stream<MixDesign> designs() {
        return Stream.of(
                new AlgorithmOneDesign(),
                new DirectionDesign(),
                new ContrastDesign(),
                new InformationDesign(),
                new InformationDesign(Optimality.PREDICTIONS),
                new InformationDesign(Optimality.VOLUME));
    }

    private static RoutingProblem problem(int sources) {
        List<Source> all = List.of(new Source("lm", 0), new Source("human", 1), new Source("expert", 5))
                .subList(0, sources);
        FeatureSpace features =
                FeatureSpace.of(IntStream.range(0, 8).mapToObj(i -> "t" + i).toList());
        SplittableRandom random = new SplittableRandom(1);
        RoutingProblem.Builder builder = RoutingProblem.builder(features, all);
        for (int i = 0; i < 200; i++) {
            int a = random.nextInt(8);
            int b = (a + 1 + random.nextInt(7)) % 8;
            builder.instance(Instance.of("i" + i, FeatureVector.ofTags(a, b)));
        }
        return builder.build();
    }

    @ParameterizedTest
    @MethodSource("designs")
    void mixesDifferAndAreReproducible(MixDesign design) {
        RoutingProblem problem = problem(2);
        List<Routing> mixes = design.propose(problem, SHARES, List.of(), 60, new SplittableRandom(3));
        assertThat(mixes)
                .hasSize(60)
                .isEqualTo(design.propose(problem, SHARES, List.of(), 60, new SplittableRandom(3)));
        assertThat(new HashSet<>(mixes)).hasSizeGreaterThan(55);
    }

    /** A study that is given more evaluations must keep those that it has. */
    @ParameterizedTest
    @MethodSource("designs")
    void askingForMoreBeginsWithTheSame(MixDesign design) {
        RoutingProblem problem = problem(3);
        List<Routing> few = design.propose(problem, SHARES, List.of(), 10, new SplittableRandom(3));
        assertThat(design.propose(problem, SHARES, List.of(), 25, new SplittableRandom(3))
                        .subList(0, 10))
                .isEqualTo(few);
    }

    @Test
    void directionsSpendEachBudget() {
        RoutingProblem problem = problem(3);
        List<Routing> mixes = new DirectionDesign().propose(problem, SHARES, List.of(), 30, new SplittableRandom(3));
        for (int i = 0; i < mixes.size(); i++) {
            double budget = SHARES.get(i % 3) * problem.dearestCost();
            // Where all are labelled by someone, the dearer source finds none left.
            assertThat(problem.cost(mixes.get(i))).isBetween(0.6 * budget, budget + 1e-9);
        }
    }

    /** The two have nothing in common that the budget does not force on them, and lie on opposite sides of the mean. */
    @Test
    void contrastsAreOpposite() {
        RoutingProblem problem = problem(2);
        CompiledRouting compiled = problem.compile();
        double[] all = IntStream.range(0, problem.classCount())
                .mapToDouble(problem::classSize)
                .toArray();
        List<Routing> mixes = new ContrastDesign().propose(problem, SHARES, List.of(), 60, new SplittableRandom(3));
        for (int pair = 0; pair < 30; pair++) {
            double share = SHARES.get(pair % 3);
            double[] one = compiled.encode(mixes.get(2 * pair));
            double[] other = compiled.encode(mixes.get(2 * pair + 1));
            double labels = share * problem.size();
            assertThat(Arrays.stream(one).sum()).isEqualTo(labels);
            assertThat(Arrays.stream(other).sum()).isEqualTo(labels);
            assertThat(IntStream.range(0, all.length)
                            .mapToDouble(k -> Math.max(0, one[k] + other[k] - all[k]))
                            .sum())
                    .isEqualTo(Math.max(0, 2 * labels - problem.size()));
            assertThat(cosine(offCentre(compiled, one, all, share), offCentre(compiled, other, all, share)))
                    .isLessThan(-0.6);
        }
    }

    private static double[] offCentre(CompiledRouting compiled, double[] mix, double[] all, double share) {
        double[] off = compiled.problem().aggregatesAt(mix);
        double[] centre = compiled.problem().aggregatesAt(all);
        Arrays.setAll(off, k -> off[k] - share * centre[k]);
        return off;
    }

    private static double cosine(double[] a, double[] b) {
        return Matrices.dot(a, b) / Math.sqrt(Matrices.dot(a, a) * Matrices.dot(b, b));
    }

    /** A batch may end in the middle of a pair, and repeats come between. */
    @Test
    void contrastsAreCompletedByTheNextBatch() {
        RoutingProblem problem = problem(3);
        ContrastDesign design = new ContrastDesign();
        List<Routing> mixes = design.propose(problem, SHARES, List.of(), 4, new SplittableRandom(3));
        List<TriedMix> tried = new ArrayList<>();
        mixes.subList(0, 3).forEach(mix -> tried.add(new TriedMix(mix, OptionalDouble.of(1))));
        tried.add(new TriedMix(mixes.get(0), OptionalDouble.empty(), true));
        assertThat(design.propose(problem, SHARES, tried, 1, new SplittableRandom(4)))
                .containsExactly(mixes.get(3));
    }

    @Test
    void algorithmOneVariesTheNumberOfInstances() {
        RoutingProblem problem = problem(2);
        List<Routing> mixes =
                new AlgorithmOneDesign().propose(problem, SHARES, List.of(), 200, new SplittableRandom(3));
        double[] humans = mixes.stream().mapToDouble(problem::cost).sorted().toArray();
        assertThat(humans[0]).isLessThan(20);
        assertThat(humans[199]).isGreaterThan(180);
        assertThat(humans[100]).isBetween(60.0, 140.0);
    }

    /** Gains of the instances are a function of one of their tags, so that it shows which mixes are good. */
    @Test
    void oneMixInTenIsTheBestExpectedWithinABudget() {
        RoutingProblem problem = problem(2);
        List<Integer> good = IntStream.range(0, problem.size())
                .filter(i -> problem.classTraits(problem.classOf(i))
                        .features()
                        .toString()
                        .contains("3"))
                .boxed()
                .toList();
        InformationDesign design = new InformationDesign();
        List<TriedMix> tried = new ArrayList<>();
        for (Routing mix : design.propose(problem, SHARES, List.of(), 40, new SplittableRandom(3))) {
            tried.add(new TriedMix(mix, OptionalDouble.of(gain(mix, good))));
        }
        List<Routing> next = design.propose(problem, SHARES, tried, 10, new SplittableRandom(4));
        Routing pilot = next.get(9);
        // Budgets take turns; it is that of the fifth ten mixes.
        assertThat(problem.cost(pilot)).isLessThanOrEqualTo(0.5 * problem.dearestCost());
        assertThat(gain(pilot, good)).isGreaterThan(0.9 * good.size());
        for (Routing other : next.subList(0, 9)) {
            assertThat(gain(other, good)).isLessThan(gain(pilot, good));
        }
        assertThat(new InformationDesign(4, 40, 100)
                        .propose(problem, SHARES, tried, 10, new SplittableRandom(4))
                        .subList(0, 9))
                .isEqualTo(next.subList(0, 9));
    }

    /** Pilots come after so many mixes, not evaluations: with repeats in each batch their turn would never come. */
    @Test
    void repeatsTakeNoTurns() {
        RoutingProblem problem = problem(2);
        InformationDesign design = new InformationDesign();
        List<TriedMix> tried = new ArrayList<>();
        for (Routing mix : design.propose(problem, SHARES, List.of(), 40, new SplittableRandom(3))) {
            tried.add(new TriedMix(mix, OptionalDouble.of(gain(mix, List.of(1, 2, 3)))));
        }
        List<Routing> without = design.propose(problem, SHARES, tried, 10, new SplittableRandom(4));
        assertThat(design.isPilot(49)).isTrue();
        assertThat(IntStream.range(0, 49).filter(design::isPilot)).isEmpty();
        tried.add(new TriedMix(tried.get(7).routing(), OptionalDouble.empty(), true));
        List<Routing> with = design.propose(problem, SHARES, tried, 10, new SplittableRandom(4));
        assertThat(with.get(9)).isEqualTo(without.get(9));
        // What a repeat is expected to tell is known, so that others tell more.
        assertThat(with.get(0)).isNotEqualTo(without.get(0));
    }

    /** What the good ones add, less what all others cost. */
    private static double gain(Routing mix, List<Integer> good) {
        double gain = 0;
        for (int i = 0; i < mix.size(); i++) {
            if (mix.sourceIndex(i) > 0) {
                gain += good.contains(i) ? 1 : -1;
            }
        }
        return gain;
    }
}
