package dev.allot.predictor;

import java.util.Arrays;

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
        double variance = Arrays.stream(prior).average().orElse(0);
        double[] weights = new double[prior.length];
        Arrays.setAll(weights, posterior.mean()::weight);
        return new RelatedTable(weights, posterior.covariance(), variance);
    }
}
