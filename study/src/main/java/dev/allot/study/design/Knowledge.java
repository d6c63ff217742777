package dev.allot.study.design;

import dev.allot.core.model.Problem;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.ConcavePosterior;
import dev.allot.predictor.PositiveDefinite;
import dev.allot.predictor.TrainingTable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What is known of the weights at some moment. Grows with each mix that is evaluated, whatever its score will be. */
final class Knowledge {
    /** What a best mix is taken to score above a random one, in deviations of the noise, before there are scores. */
    private static final double SIGNAL = 3.5;

    /** Which share of the weights' variance earlier tables are taken to explain, before there are scores. */
    private static final double EARLIER = 0.5;

    private final double[][] covariance;
    private final double noiseVariance;
    private final @Nullable ConcavePosterior posterior;

    private double[] centre;
    private int rows;

    private Knowledge(double[][] covariance, double noiseVariance, @Nullable ConcavePosterior posterior) {
        this.covariance = covariance;
        this.noiseVariance = noiseVariance;
        this.posterior = posterior;
        centre = new double[covariance.length];
    }

    /**
     * What mixes that were tried tell, and earlier tables.
     *
     * @param learnFrom number of scores from which on they set noise and prior
     * @param earlier tables whose features are the aggregates, in their order
     */
    static Knowledge of(RankedMixes mixes, List<TriedMix> tried, int learnFrom, List<TrainingTable> earlier) {
        Knowledge knowledge = null;
        List<TriedMix> scored =
                tried.stream().filter(t -> t.score().isPresent()).toList();
        if (scored.size() >= learnFrom) {
            ConcavePosterior posterior =
                    new BayesianConcave().borrowing(earlier).posterior(TriedMixes.table(mixes::aggregates, scored));
            if (posterior.noise() > 0) {
                knowledge =
                        new Knowledge(positive(posterior.prior()), posterior.noise() * posterior.noise(), posterior);
            }
        }
        if (knowledge == null) {
            knowledge = new Knowledge(positive(prior(mixes.problem(), earlier)), 1, null);
        }
        for (TriedMix mix : tried) {
            knowledge.evaluated(mixes.aggregates(mix.routing()));
        }
        return knowledge;
    }

    /** Before there are scores to learn from, in units of the noise. */
    private static double[][] prior(Problem problem, List<TrainingTable> earlier) {
        double[][] importance = Optimality.ofInstances(problem);
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
        double[][] prior = new double[importance.length][importance.length];
        double share = earlier.isEmpty() ? 0 : EARLIER;
        for (int k = 0; k < prior.length; k++) {
            prior[k][k] = (1 - share) * variance;
        }
        for (TrainingTable table : earlier) {
            double[][] left = new BayesianConcave().posterior(table).uncertainty();
            for (int k = 0; k < prior.length; k++) {
                for (int l = 0; l < prior.length; l++) {
                    prior[k][l] += share * variance * left[k][l] / earlier.size();
                }
            }
        }
        return prior;
    }

    /** A covariance that is positive definite: what is known for certain is nearly so. */
    private static double[][] positive(double[][] covariance) {
        double most = 0;
        for (int k = 0; k < covariance.length; k++) {
            most = Math.max(most, covariance[k][k]);
        }
        most = most > 0 ? most : 1;
        for (int k = 0; k < covariance.length; k++) {
            covariance[k][k] = Math.max(covariance[k][k], 1e-9 * most);
        }
        return covariance;
    }

    /** The expected score of a mix, once there are scores to learn from. */
    Optional<Surrogate> expected() {
        return Optional.ofNullable(posterior).map(ConcavePosterior::mean);
    }

    /** Covariance of the weights; not a copy. */
    double[][] covariance() {
        return covariance;
    }

    /** The mean aggregates of the evaluated mixes; not a copy. */
    double[] centre() {
        return centre;
    }

    /** Number of evaluated mixes. */
    int rows() {
        return rows;
    }

    /** Aggregates less their mean. */
    double[] away(double[] aggregates) {
        double[] away = aggregates.clone();
        for (int k = 0; k < away.length; k++) {
            away[k] -= centre[k];
        }
        return away;
    }

    /** A criterion with the given Q. */
    Criterion criterion(double[][] weighted) {
        return new Criterion(covariance, weighted, noiseVariance * (rows == 0 ? 1 : 1 + 1.0 / rows));
    }

    /** Weights as they may be, around those expected where there are scores. */
    double[] draw(SplittableRandom random) {
        double[] weights = posterior == null ? new double[centre.length] : posterior.slope(centre);
        double[] away = spread(PositiveDefinite.cholesky(covariance), random);
        Arrays.setAll(weights, k -> weights[k] + away[k]);
        return weights;
    }

    /** Normal numbers whose covariance is L L'. */
    static double[] spread(double[][] root, SplittableRandom random) {
        double[] weights = new double[root.length];
        for (int b = 0; b < root.length; b++) {
            double z = random.nextGaussian();
            for (int a = b; a < root.length; a++) {
                weights[a] += root[a][b] * z;
            }
        }
        return weights;
    }

    /** The covariance after one more evaluation; the intercept is unknown and known as well as the mean of all rows. */
    void evaluated(double[] aggregates) {
        double[] away = away(aggregates);
        if (rows == 0) {
            centre = aggregates.clone();
            rows = 1;
            return;
        }
        double[] c = Matrices.times(covariance, away);
        double variance = noiseVariance * (1 + 1.0 / rows) + Matrices.dot(away, c);
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
}
