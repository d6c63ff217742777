package dev.allot.predictor;

import java.util.stream.IntStream;

/**
 * What another table tells of the weights in its own scores: of an earlier study, another reward model, a cheaper evaluator.
 *
 * @param weights as expected
 * @param covariance of the weights; a feature that never varied there is as uncertain as before any score was seen
 * @param variance of a weight before any score was seen
 */
record RelatedTable(double[] weights, double[][] covariance, double variance) {
    /** Learns from a table by itself. */
    static RelatedTable of(TrainingTable table, BayesianLinear linear) {
        return of(linear.fitted(table).posterior());
    }

    /** What is known from a table by itself. */
    static RelatedTable of(LinearPosterior posterior) {
        double[] prior = posterior.prior();
        double variance = IntStream.range(0, prior.length)
                .mapToDouble(k -> prior[k])
                .filter(v -> v > 0)
                .average()
                .orElse(0);
        double[][] covariance = posterior.covariance();
        double[] weights = new double[prior.length];
        for (int k = 0; k < prior.length; k++) {
            weights[k] = posterior.mean().weight(k);
            if (prior[k] == 0) {
                covariance[k][k] = variance;
            }
        }
        return new RelatedTable(weights, covariance, variance);
    }
}
