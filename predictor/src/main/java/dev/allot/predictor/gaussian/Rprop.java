package dev.allot.predictor.gaussian;

import java.util.Arrays;

/**
 * Minimises a smooth function by the signs of its gradient: a coordinate's step grows while its slope keeps its sign and shrinks when it
 * turns (resilient propagation; for the hyperparameters of Gaussian processes, Blum and Riedmiller, ESANN 2013). Needs no line search.
 *
 * @param evaluations number of evaluations at most
 * @param firstStep the first step in every coordinate
 */
record Rprop(int evaluations, double firstStep) {
    private static final double GROWTH = 1.2;
    private static final double SHRINKING = 0.5;
    private static final double LONGEST = 1;
    private static final double SHORTEST = 0.01;

    /** A function of several variables with its gradient. */
    interface Function {
        /** The value at {@code point}; writes the gradient. */
        double valueAndGradient(double[] point, double[] gradient);
    }

    /** The best point met, and its value. */
    record Minimum(double[] point, double value) {}

    Minimum minimise(Function function, double[] start) {
        double[] point = start.clone();
        double[] best = start.clone();
        double least = Double.POSITIVE_INFINITY;
        double[] gradient = new double[point.length];
        double[] last = new double[point.length];
        double[] step = new double[point.length];
        Arrays.fill(step, firstStep);
        for (int e = 0; e < evaluations; e++) {
            double value = function.valueAndGradient(point, gradient);
            if (value < least) {
                least = value;
                best = point.clone();
            }
            double longest = 0;
            for (int i = 0; i < point.length; i++) {
                double turn = gradient[i] * last[i];
                if (turn > 0) {
                    step[i] = Math.min(LONGEST, GROWTH * step[i]);
                } else if (turn < 0) {
                    step[i] *= SHRINKING;
                    gradient[i] = 0;
                }
                last[i] = gradient[i];
                point[i] -= Math.signum(gradient[i]) * step[i];
                longest = Math.max(longest, step[i]);
            }
            if (longest < SHORTEST) {
                break;
            }
        }
        return new Minimum(best, least);
    }
}
