package dev.allot.study.design;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.ConcavePosterior;
import dev.allot.predictor.PositiveDefinite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Mixes that tell most about what each instance gains: each is chosen so that its evaluation is expected to reduce the squared error of all
 * instances' gains the most, given all mixes before it (Bayesian A-optimality: Chaloner and Verdinelli, "Bayesian experimental design: a
 * review", Statistical Science 1995, section 2). With C the weights' covariance, W the sum over instances of the outer products of their
 * features, s the noise and u the mix's aggregates less their mean, evaluating the mix reduces that error by u'CWCu / (s<sup>2</sup> +
 * u'Cu). A convex function of the mix, so that the best mix is an extreme one: from random starts, the mix that a linear approximation ranks
 * best is taken until the criterion no longer grows. Scores play a part through the noise and prior that they make likely.
 *
 * <p>Once there are scores to learn from, every so many mixes one is a pilot: the mix of the greatest expected score within one of the
 * budgets of interest, which take turns. What a predictor promises of the mixes that are chosen by it goes furthest beyond all that was
 * evaluated; where it is wrong there, only the evaluation of such mixes tells.
 *
 * @param starts random starts of the ascent for each mix, at least 1
 * @param learnFrom number of scores from which on they set noise and prior; before, the best mix is taken to score some noise deviations
 *     above a random one
 * @param pilotEvery one in so many mixes is a pilot, at least 2
 */
public record InformationDesign(int starts, int learnFrom, int pilotEvery) implements MixDesign {
    /** What a best mix is taken to score above a random one, in deviations of the noise, before there are scores. */
    private static final double SIGNAL = 3.5;

    private static final int MOST_STEPS = 30;
    private static final double LEAST_GROWTH = 1e-4;

    /** With the defaults. */
    public InformationDesign() {
        this(4, 40, 10);
    }

    /** Checks the ranges. */
    public InformationDesign {
        if (starts < 1 || learnFrom < 2 || pilotEvery < 2) {
            throw new IllegalArgumentException(
                    "at least 1 start, 2 scores to learn from and 2 mixes for each pilot, not " + starts + ", "
                            + learnFrom + " and " + pilotEvery);
        }
    }

    @Override
    public String id() {
        return "information";
    }

    @Override
    public List<Routing> propose(
            RoutingProblem problem, List<Double> shares, List<TriedMix> tried, int count, SplittableRandom random) {
        RankedMixes mixes = RankedMixes.of(problem);
        Knowledge knowledge = Knowledge.of(mixes, tried, learnFrom);
        Set<Routing> known = new HashSet<>();
        tried.forEach(mix -> known.add(mix.routing()));
        List<Routing> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Routing next = pilot(problem, shares, knowledge, tried.size() + i)
                    .filter(mix -> !known.contains(mix))
                    .orElseGet(() -> next(mixes, knowledge, known, random));
            knowledge.evaluated(mixes.aggregates(next));
            known.add(next);
            chosen.add(next);
        }
        return chosen;
    }

    /** The mix of that number, from 0, if it is a pilot. */
    private Optional<Routing> pilot(RoutingProblem problem, List<Double> shares, Knowledge knowledge, int number) {
        if (number % pilotEvery != pilotEvery - 1 || shares.isEmpty()) {
            return Optional.empty();
        }
        double share = shares.get(number / pilotEvery % shares.size());
        return knowledge.expected.flatMap(expected -> BestMix.within(problem, share, expected));
    }

    /** The most telling mix found; only one that is not known yet tells anything, if there is one. */
    private Routing next(RankedMixes mixes, Knowledge knowledge, Set<Routing> known, SplittableRandom random) {
        Criterion criterion = knowledge.criterion();
        Routing best = null;
        double most = Double.NEGATIVE_INFINITY;
        double[][] root = PositiveDefinite.cholesky(knowledge.covariance);
        for (int start = 0; start < starts; start++) {
            double[] weights = start % 2 == 0 ? draw(root, random) : sparse(knowledge.covariance, random);
            double[] at = null;
            double value = Double.NEGATIVE_INFINITY;
            for (int step = 0; step < MOST_STEPS; step++) {
                double[] mix = mixes.values(mixes.ranks(weights), true);
                double[] away = knowledge.away(mixes.problem().aggregatesAt(mix));
                double next = criterion.value(away);
                if (!(next > value * (1 + LEAST_GROWTH))) {
                    break;
                }
                value = next;
                at = mix;
                weights = criterion.gradient(away);
            }
            if (at != null && value > most) {
                Routing found = mixes.routing(at);
                if (!known.contains(found)) {
                    most = value;
                    best = found;
                }
            }
        }
        for (int i = 0; best == null || known.contains(best) && i < MOST_STEPS; i++) {
            best = mixes.take(mixes.ranks(draw(root, random)), true);
        }
        return best;
    }

    private static double[] draw(double[][] root, SplittableRandom random) {
        double[] weights = new double[root.length];
        for (int b = 0; b < root.length; b++) {
            double z = random.nextGaussian();
            for (int a = b; a < root.length; a++) {
                weights[a] += root[a][b] * z;
            }
        }
        return weights;
    }

    /** A direction of a few features: mixes that split the set by one of them tell more of it than those that split by all at once. */
    private static double[] sparse(double[][] covariance, SplittableRandom random) {
        double[] weights = new double[covariance.length];
        int features = 1 + random.nextInt(4);
        for (int i = 0; i < features; i++) {
            int k = random.nextInt(weights.length);
            weights[k] += random.nextGaussian() * Math.sqrt(covariance[k][k]);
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] += 1e-3 * random.nextGaussian() * Math.sqrt(covariance[k][k]);
        }
        return weights;
    }

    /** What is known of the weights at some moment, and whose gains matter. */
    private static final class Knowledge {
        final double[][] covariance;
        final double[][] importance;
        final double noiseVariance;
        /** The expected score of a mix, once there are scores to learn from. */
        final Optional<Surrogate> expected;

        double @Nullable [] centre;
        int rows;

        private Knowledge(
                double[][] covariance, double[][] importance, double noiseVariance, Optional<Surrogate> expected) {
            this.expected = expected;
            this.covariance = covariance;
            this.importance = importance;
            this.noiseVariance = noiseVariance;
        }

        static Knowledge of(RankedMixes mixes, List<TriedMix> tried, int learnFrom) {
            double[][] importance = importance(mixes.problem());
            List<TriedMix> scored =
                    tried.stream().filter(t -> t.score().isPresent()).toList();
            Knowledge knowledge = null;
            if (scored.size() >= learnFrom) {
                ConcavePosterior posterior =
                        new BayesianConcave().posterior(TriedMixes.table(mixes::aggregates, scored));
                if (posterior.noise() > 0) {
                    double noise = posterior.noise() * posterior.noise();
                    knowledge = new Knowledge(
                            diagonal(posterior.prior()), importance, noise, Optional.of(posterior.mean()));
                }
            }
            if (knowledge == null) {
                knowledge = new Knowledge(prior(mixes.problem(), importance), importance, 1, Optional.empty());
            }
            for (TriedMix mix : tried) {
                knowledge.evaluated(mixes.aggregates(mix.routing()));
            }
            return knowledge;
        }

        /** Sum over the instances of the outer products of their features, for each source. */
        private static double[][] importance(Problem problem) {
            double[][] sum = new double[problem.aggregateCount()][problem.aggregateCount()];
            SparseMatrix columns = problem.aggregates();
            for (int j = 0; j < problem.variableCount(); j++) {
                double size = problem.upper(j);
                for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                    for (int q = columns.start(j); q < columns.start(j + 1); q++) {
                        sum[columns.row(p)][columns.row(q)] += size * columns.value(p) * columns.value(q);
                    }
                }
            }
            return sum;
        }

        private static double[][] prior(Problem problem, double[][] importance) {
            double instances = 0;
            for (int j = 0; j < problem.variableCount(); j++) {
                instances += problem.upper(j);
            }
            double trace = 0;
            for (int k = 0; k < importance.length; k++) {
                trace += importance[k][k];
            }
            // The best half gains 0.4 standard deviations of a gain for each instance.
            double deviation = SIGNAL / (0.4 * instances);
            double variance = trace > 0 ? deviation * deviation * instances / trace : 1;
            double[] prior = new double[importance.length];
            Arrays.fill(prior, variance);
            return diagonal(prior);
        }

        /** A diagonal matrix that is positive definite: what is known for certain is nearly so. */
        private static double[][] diagonal(double[] variances) {
            double most = Arrays.stream(variances).max().orElse(1);
            double[][] matrix = new double[variances.length][variances.length];
            for (int k = 0; k < variances.length; k++) {
                matrix[k][k] = Math.max(variances[k], 1e-9 * most);
            }
            return matrix;
        }

        double[] away(double[] aggregates) {
            if (centre == null) {
                return aggregates;
            }
            double[] away = new double[aggregates.length];
            for (int k = 0; k < away.length; k++) {
                away[k] = aggregates[k] - centre[k];
            }
            return away;
        }

        Criterion criterion() {
            return new Criterion(covariance, product(product(covariance, importance), covariance), noiseVariance, rows);
        }

        /** The covariance after one more evaluation; the intercept is unknown and known as well as the mean of all rows. */
        void evaluated(double[] aggregates) {
            double[] away = away(aggregates);
            if (centre == null) {
                centre = aggregates;
                rows = 1;
                return;
            }
            double[] c = Criterion.times(covariance, away);
            double variance = noiseVariance * (1 + 1.0 / rows) + Criterion.dot(away, c);
            for (int a = 0; a < c.length; a++) {
                for (int b = 0; b < c.length; b++) {
                    covariance[a][b] -= c[a] * c[b] / variance;
                }
            }
            rows++;
            for (int k = 0; k < away.length; k++) {
                centre[k] += away[k] / rows;
            }
        }

        private static double[][] product(double[][] a, double[][] b) {
            double[][] product = new double[a.length][b.length];
            for (int i = 0; i < a.length; i++) {
                for (int k = 0; k < b.length; k++) {
                    if (a[i][k] != 0) {
                        for (int j = 0; j < b.length; j++) {
                            product[i][j] += a[i][k] * b[k][j];
                        }
                    }
                }
            }
            return product;
        }
    }

    /** The reduction of the error by evaluating a mix, and its gradient, at aggregates less their mean. */
    private record Criterion(double[][] covariance, double[][] weighted, double noiseVariance, int rows) {
        double value(double[] away) {
            return dot(away, times(weighted, away)) / variance(away);
        }

        private double variance(double[] away) {
            return noiseVariance * (rows == 0 ? 1 : 1 + 1.0 / rows) + dot(away, times(covariance, away));
        }

        double[] gradient(double[] away) {
            double[] reduction = times(weighted, away);
            double[] spread = times(covariance, away);
            double variance = variance(away);
            double value = dot(away, reduction) / variance;
            double[] gradient = new double[away.length];
            for (int k = 0; k < gradient.length; k++) {
                gradient[k] = (reduction[k] - value * spread[k]) / variance;
            }
            return gradient;
        }

        static double[] times(double[][] matrix, double[] vector) {
            double[] result = new double[matrix.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = dot(matrix[i], vector);
            }
            return result;
        }

        static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }
}
