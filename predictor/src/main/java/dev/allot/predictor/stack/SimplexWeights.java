package dev.allot.predictor.stack;

import dev.allot.predictor.PositiveDefinite;
import java.util.Arrays;
import java.util.Optional;

/**
 * Weights, none negative, that sum to one and make a weighted mean of predictions err least in squares. As the weights sum to one, the mean's
 * errors are the weighted mean of the errors: what is sought is the point of least norm in their convex hull, found by Wolfe's method
 * ("Finding the nearest point in a polytope", Mathematical Programming 11, 1976). It keeps a set of predictions whose best weights without
 * regard to signs are all positive, and exchanges until no other prediction would do good. Weights of all others are exactly 0.
 */
final class SimplexWeights {
    /** Relative to the largest squared error: what is less is rounding. */
    private static final double TOLERANCE = 1e-12;

    private final double[][] gram;
    private final double scale;
    private double[] weights;

    private SimplexWeights(double[][] gram) {
        this.gram = gram;
        weights = new double[gram.length];
        int best = 0;
        double largest = 0;
        for (int k = 0; k < gram.length; k++) {
            best = gram[k][k] < gram[best][best] ? k : best;
            largest = Math.max(largest, gram[k][k]);
        }
        scale = largest;
        weights[best] = 1;
    }

    /**
     * The weights.
     *
     * @param errors for each of at least one prediction its errors, [prediction][row]
     */
    static double[] of(double[][] errors) {
        double[][] gram = new double[errors.length][errors.length];
        for (int a = 0; a < errors.length; a++) {
            for (int b = 0; b <= a; b++) {
                for (int i = 0; i < errors[a].length; i++) {
                    gram[a][b] += errors[a][i] * errors[b][i];
                }
                gram[b][a] = gram[a][b];
            }
        }
        SimplexWeights search = new SimplexWeights(gram);
        while (search.improve()) {
            // Each step lessens the error, and there are finitely many sets.
        }
        return search.weights;
    }

    /** Takes one more prediction in, if any does good. */
    private boolean improve() {
        double[] slope = slope(weights);
        double error = dot(weights, slope);
        int entering = -1;
        for (int k = 0; k < slope.length; k++) {
            if (slope[k] < error - TOLERANCE * scale && (entering < 0 || slope[k] < slope[entering])) {
                entering = k;
            }
        }
        if (entering < 0) {
            return false;
        }
        boolean[] in = new boolean[weights.length];
        for (int k = 0; k < in.length; k++) {
            in[k] = weights[k] > 0 || k == entering;
        }
        double[] better = settle(weights.clone(), in);
        if (!(dot(better, slope(better)) < error)) {
            return false;
        }
        weights = better;
        return true;
    }

    /** From weights of a set towards its best ones, leaving out what would become negative on the way. */
    private double[] settle(double[] from, boolean[] in) {
        while (true) {
            Optional<double[]> best = unsigned(in);
            if (best.isEmpty()) {
                return weights;
            }
            double[] to = best.get();
            double step = 1;
            int leaving = -1;
            for (int k = 0; k < to.length; k++) {
                if (in[k] && to[k] <= 0) {
                    double until = from[k] == 0 ? 0 : from[k] / (from[k] - to[k]);
                    if (leaving < 0 || until < step) {
                        step = until;
                        leaving = k;
                    }
                }
            }
            if (leaving < 0) {
                return to;
            }
            for (int k = 0; k < to.length; k++) {
                from[k] += step * (to[k] - from[k]);
            }
            from[leaving] = 0;
            in[leaving] = false;
        }
    }

    /**
     * The best weights of a set that sum to one, of whatever sign. The same constant added to every entry of the matrix changes no mean's
     * error but by itself, and makes the matrix positive definite wherever the best weights are unique. Empty if they are not, but for rounding.
     */
    private Optional<double[]> unsigned(boolean[] in) {
        double[] all = new double[in.length];
        int[] members = new int[in.length];
        int n = 0;
        for (int k = 0; k < in.length; k++) {
            if (in[k]) {
                members[n++] = k;
            }
        }
        double[][] part = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                part[a][b] = gram[members[a]][members[b]] / scale + 1;
            }
        }
        double[][] inverse;
        try {
            inverse = PositiveDefinite.inverse(part);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        double sum = 0;
        for (int a = 0; a < n; a++) {
            double weight = Arrays.stream(inverse[a]).sum();
            all[members[a]] = weight;
            sum += weight;
        }
        for (int a = 0; a < n; a++) {
            all[members[a]] /= sum;
        }
        return Optional.of(all);
    }

    private double[] slope(double[] at) {
        double[] slope = new double[at.length];
        for (int a = 0; a < at.length; a++) {
            slope[a] = dot(gram[a], at);
        }
        return slope;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
