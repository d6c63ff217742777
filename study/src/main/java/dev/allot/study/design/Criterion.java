package dev.allot.study.design;

/**
 * How much the evaluation of a mix tells, u'Q u / (variance of its score), and its gradient, at aggregates u less their mean.
 *
 * @param covariance of the weights
 * @param weighted Q, symmetric
 * @param noise variance of the score of a mix whose effect is known
 */
record Criterion(double[][] covariance, double[][] weighted, double noise) {
    double value(double[] away) {
        return Matrices.dot(away, Matrices.times(weighted, away)) / variance(away);
    }

    private double variance(double[] away) {
        return noise + Matrices.dot(away, Matrices.times(covariance, away));
    }

    double[] gradient(double[] away) {
        double[] reduction = Matrices.times(weighted, away);
        double[] spread = Matrices.times(covariance, away);
        double variance = noise + Matrices.dot(away, spread);
        double value = Matrices.dot(away, reduction) / variance;
        double[] gradient = new double[away.length];
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = (reduction[k] - value * spread[k]) / variance;
        }
        return gradient;
    }
}
