package dev.allot.study.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Instance;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Source;
import dev.allot.predictor.TrainingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimalityTest {
    private static final List<Source> SOURCES = List.of(new Source("lm", 0), new Source("human", 1));
    private static final FeatureSpace FEATURES = FeatureSpace.of(List.of("a", "b", "c", "d"));
    private static final List<Double> SHARES = List.of(0.3, 0.6);
    private static final int INSTANCES = 9;
    private static final int STARTS = 40;

    private static RoutingProblem problem() {
        SplittableRandom random = new SplittableRandom(2);
        RoutingProblem.Builder builder = RoutingProblem.builder(FEATURES, SOURCES);
        for (int i = 0; i < INSTANCES; i++) {
            int a = random.nextInt(4);
            builder.instance(Instance.of("i" + i, FeatureVector.ofTags(a, (a + 1 + random.nextInt(3)) % 4)));
        }
        return builder.build();
    }

    private static Routing mix(int bits) {
        int[] sources = new int[INSTANCES];
        for (int i = 0; i < INSTANCES; i++) {
            sources[i] = bits >> i & 1;
        }
        return Routing.of(SOURCES, sources);
    }

    private static InformationDesign design(Optimality optimality) {
        return new InformationDesign(optimality, STARTS, 40, 10, List.of());
    }

    /** Which share is left of the criterion once a mix is evaluated, by inverses and determinants of full matrices. */
    private static double left(Optimality optimality, Knowledge knowledge, double[][] importance, double[] aggregates) {
        RealMatrix before = MatrixUtils.createRealMatrix(knowledge.covariance());
        RealMatrix u = MatrixUtils.createColumnRealMatrix(knowledge.away(aggregates));
        // The noise is 1 before there are scores.
        double noise = 1 + 1.0 / knowledge.rows();
        RealMatrix after = MatrixUtils.inverse(
                MatrixUtils.inverse(before).add(u.multiply(u.transpose()).scalarMultiply(1 / noise)));
        return optimality == Optimality.VOLUME
                ? new LUDecomposition(after).getDeterminant() / new LUDecomposition(before).getDeterminant()
                : trace(after, importance) / trace(before, importance);
    }

    private static double trace(RealMatrix covariance, double[][] importance) {
        return covariance.multiply(MatrixUtils.createRealMatrix(importance)).getTrace();
    }

    /**
     * Of all mixes, as long as the best one was not chosen yet. The volume is convex in the mix, and the ascent exact from starts enough; the
     * others saturate, so that a mix that is not extreme may be better.
     */
    @ParameterizedTest
    @EnumSource(Optimality.class)
    void choosesTheMixThatLeavesTheLeast(Optimality optimality) {
        RoutingProblem problem = problem();
        List<TriedMix> tried = new ArrayList<>();
        tried.add(new TriedMix(mix(0b101), OptionalDouble.empty()));
        int compared = 0;
        for (int step = 0; step < 6; step++) {
            List<Routing> known = tried.stream().map(TriedMix::routing).toList();
            PricedMixes mixes = PricedMixes.of(problem, SHARES);
            Knowledge knowledge = Knowledge.of(mixes.free(), tried, 40, List.of());
            double[][] importance = optimality.importance(mixes, knowledge, new SplittableRandom(step));
            double least = Double.POSITIVE_INFINITY;
            double leastNew = Double.POSITIVE_INFINITY;
            for (int bits = 0; bits < 1 << INSTANCES; bits++) {
                double[] aggregates = mixes.free().aggregates(mix(bits));
                double left = left(optimality, knowledge, importance, aggregates);
                least = Math.min(least, left);
                leastNew = known.contains(mix(bits)) ? leastNew : Math.min(leastNew, left);
            }
            Routing chosen = design(optimality)
                    .propose(problem, SHARES, tried, 1, new SplittableRandom(step))
                    .get(0);
            assertThat(known).doesNotContain(chosen);
            double left = left(optimality, knowledge, importance, mixes.free().aggregates(chosen));
            if (leastNew == least) {
                compared++;
                double found = optimality == Optimality.VOLUME ? 1 - 1e-9 : 0.8;
                assertThat(1 - left).isGreaterThanOrEqualTo(found * (1 - least));
            }
            tried.add(new TriedMix(chosen, OptionalDouble.empty()));
        }
        assertThat(compared).isGreaterThan(2);
    }

    @ParameterizedTest
    @EnumSource(Optimality.class)
    void updatesTheCovarianceAsItsInverseGrows(Optimality optimality) {
        RankedMixes mixes = RankedMixes.of(problem());
        List<TriedMix> tried = new ArrayList<>();
        for (Routing mix : design(optimality).propose(problem(), SHARES, List.of(), 12, new SplittableRandom(4))) {
            tried.add(new TriedMix(mix, OptionalDouble.empty()));
        }
        RealMatrix prior = MatrixUtils.createRealMatrix(
                Knowledge.of(mixes, List.of(), 40, List.of()).covariance());
        RealMatrix information = MatrixUtils.inverse(prior);
        double[][] rows = tried.stream().map(t -> mixes.aggregates(t.routing())).toArray(double[][]::new);
        RealMatrix centred = MatrixUtils.createRealMatrix(rows);
        for (int k = 0; k < FEATURES.size(); k++) {
            double mean = 0;
            for (double[] row : rows) {
                mean += row[k] / rows.length;
            }
            centred.setColumnVector(k, centred.getColumnVector(k).mapSubtract(mean));
        }
        RealMatrix expected =
                MatrixUtils.inverse(information.add(centred.transpose().multiply(centred)));
        double[][] actual = Knowledge.of(mixes, tried, 40, List.of()).covariance();
        for (int k = 0; k < actual.length; k++) {
            for (int l = 0; l < actual.length; l++) {
                assertThat(actual[k][l]).isCloseTo(expected.getEntry(k, l), within(1e-9));
            }
        }
    }

    /** An earlier study in which feature d was never routed. */
    @Test
    void asksWhereEarlierTablesSayNothing() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] rows = new double[60][4];
        double[] scores = new double[60];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < 3; k++) {
                rows[i][k] = random.nextInt(5);
                scores[i] += 0.01 * (k - 1) * rows[i][k];
            }
            scores[i] += 0.001 * random.nextGaussian();
        }
        InformationDesign knowing =
                design(Optimality.GAINS).knowing(List.of(new TrainingTable(FEATURES.names(), rows, scores)));
        RankedMixes mixes = RankedMixes.of(problem());
        double[][] before =
                Knowledge.of(mixes, List.of(), 40, knowing.earlier()).covariance();
        assertThat(before[3][3]).isGreaterThan(1.9 * before[0][0]);
        double spread = spread(mixes, knowing);
        assertThat(spread).isGreaterThanOrEqualTo(spread(mixes, design(Optimality.GAINS)));
    }

    /** Variance of the last aggregate over the first few mixes. */
    private static double spread(RankedMixes mixes, InformationDesign design) {
        double sum = 0;
        double squares = 0;
        int count = 4;
        for (Routing mix : design.propose(problem(), SHARES, List.of(), count, new SplittableRandom(5))) {
            double last = mixes.aggregates(mix)[3];
            sum += last / count;
            squares += last * last / count;
        }
        return squares - sum * sum;
    }
}
