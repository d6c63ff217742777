package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;

/**
 * A multiple of the identity taken off the quadratic form, over the variables counted in their ranges from the middle, u, and given back as
 * secants: along the directions {@code sum of w_k^2 <= sum of u_j^2}, for their spread is at least that of the variables, and over a range
 * {@code u_j^2} is at most its secant, which at the ends it meets (the convexification of Hammer and Rubin 1970, for the space of
 * aggregates). A shift flattens all convex directions at once, where secants of their own would count each at its worst.
 */
final class DiagonalShift {
    private static final double UNIT = 0x1p-53;

    private final Problem problem;
    private final double size;

    /**
     * A shift.
     *
     * @param size what is taken off each curvature, at least 0
     */
    DiagonalShift(Problem problem, double size) {
        this.problem = problem;
        this.size = size;
    }

    /** What is taken off each curvature. */
    double size() {
        return size;
    }

    private double middle(int j) {
        return 0.5 * (problem.lower(j) + problem.upper(j));
    }

    /** The multiple over the squared range; 0 for a variable that is fixed in the problem. */
    private double weight(int j) {
        double range = problem.upper(j) - problem.lower(j);
        return size == 0 || range == 0 ? 0 : size / (range * range);
    }

    /** Slope of variable j's secant over a region. */
    double slope(int j, Region region) {
        return weight(j) * (region.lower[j] + region.upper[j] - 2 * middle(j));
    }

    /** The secant of variable j where the variable is 0. */
    double constant(int j, Region region) {
        double m = middle(j);
        return -weight(j) * ((region.lower[j] - m) * (region.upper[j] - m)) - slope(j, region) * m;
    }

    /** The secant of variable j at a point. */
    double secant(int j, double value, Region region) {
        double m = middle(j);
        double low = region.lower[j] - m;
        double high = region.upper[j] - m;
        return weight(j) * ((low + high) * (value - m) - low * high);
    }

    /** What rounding can amount to in the secant of variable j. */
    double rounding(int j, Region region) {
        double reach = Math.abs(region.lower[j]) + Math.abs(region.upper[j]) + 2 * Math.abs(middle(j));
        return 16 * UNIT * weight(j) * reach * reach;
    }
}
