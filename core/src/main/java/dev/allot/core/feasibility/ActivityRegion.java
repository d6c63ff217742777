package dev.allot.core.feasibility;

import dev.allot.core.surrogate.Interval;

/**
 * Constraints over a polytope so simple that a linear function over it is minimised by looking: a box, a product of simplices. All that is
 * known of a point is its <em>activities</em>, one for each constraint.
 */
public interface ActivityRegion {
    /** Number of constraints. */
    int constraintCount();

    /** Least and greatest activity of a constraint over the region. */
    Interval range(int constraint);

    /** Least activity that counts as keeping a constraint, tolerances included; may be negative infinity. */
    double lower(int constraint);

    /** Greatest activity that counts as keeping a constraint, tolerances included; may be infinity. */
    double upper(int constraint);

    /** A vertex that minimises the sum of activities, weighted by one number for each constraint. */
    Vertex cheapest(double[] weights);

    /**
     * A vertex of the region.
     *
     * @param value the weighted sum of activities that it minimises
     * @param rounding what {@code value} can have lost to rounding
     * @param activities of all constraints
     */
    record Vertex(double value, double rounding, double[] activities) {}

    /**
     * Whether these weights prove that no point keeps the constraints of nonzero weight: every point keeping them would have a weighted sum
     * of activities at most that of the sides, positive weights at the upper and negative ones at the lower, but even the cheapest has more
     * (Farkas' lemma). Rounding is accounted for.
     *
     * @param cheapest the cheapest vertex for these weights
     */
    default boolean refutes(double[] weights, Vertex cheapest) {
        double sides = 0;
        double magnitude = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] != 0) {
                double side = weights[i] * (weights[i] > 0 ? upper(i) : lower(i));
                sides += side;
                magnitude += Math.abs(side);
            }
        }
        return cheapest.value - cheapest.rounding > sides + (weights.length + 2) * 0x1p-52 * magnitude;
    }
}
