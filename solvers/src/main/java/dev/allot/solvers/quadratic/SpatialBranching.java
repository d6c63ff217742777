package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;
import java.util.Optional;

/**
 * Where to split a region: along the convex direction whose secant is farthest above its square while secants are what most of the gap is
 * made of; else at a fractional value of an integral aggregate, which all its variables together must leave; else at that of a variable.
 */
final class SpatialBranching {
    private static final double INTEGRALITY = 1e-6;
    /** Secants are split while they make up this share of the gap. */
    private static final double SECANT_SHARE = 0.5;
    /** A split is kept this share of the range away from its ends. */
    private static final double MARGIN = 0.1;
    /** Ranges of convex directions are not split below this share of their first ones. */
    private static final double NARROWEST = 1e-9;

    private final Rows rows;
    private final Problem problem;

    SpatialBranching(Rows rows) {
        this.rows = rows;
        problem = rows.problem();
    }

    /**
     * A split.
     *
     * @param isRow whether of a row, or of a variable
     * @param below greatest value of the lower half
     * @param above least value of the upper half
     */
    record Split(boolean isRow, int index, double below, double above) {}

    /**
     * Chooses a split.
     *
     * @param x the relaxation's point
     * @param gap between the region's bound and the incumbent
     * @return empty if nothing is left to split: all integers are fixed and all secants as good as their squares
     */
    Optional<Split> choose(Region region, double[] x, double gap) {
        double[] t = rows.at(x);
        int widest = -1;
        double most = 0;
        double sum = 0;
        for (int r = 0; r < rows.directions(); r++) {
            if (rows.isConvex(r)) {
                double excess = excess(r, t[r], region);
                sum += excess;
                if (excess > most && region.greatest[r] - region.least[r] > narrowest(r)) {
                    most = excess;
                    widest = r;
                }
            }
        }
        if (widest >= 0 && sum >= SECANT_SHARE * gap) {
            return Optional.of(splitDirection(widest, t[widest], region));
        }
        Optional<Split> integral = integral(region, x, t);
        if (integral.isPresent()) {
            return integral;
        }
        return widest >= 0 ? Optional.of(splitDirection(widest, t[widest], region)) : unfixed(region, x);
    }

    private double narrowest(int r) {
        return NARROWEST * (rows.greatest(r) - rows.least(r));
    }

    /** How far a secant is above its square. */
    private double excess(int r, double t, Region region) {
        return rows.form().curvature(r) * Math.max(0, t - region.least[r]) * Math.max(0, region.greatest[r] - t);
    }

    private static Split splitDirection(int r, double t, Region region) {
        double range = region.greatest[r] - region.least[r];
        double at = Math.min(region.greatest[r] - MARGIN * range, Math.max(region.least[r] + MARGIN * range, t));
        return new Split(true, r, at, at);
    }

    private Optional<Split> integral(Region region, double[] x, double[] t) {
        int best = -1;
        double bestScore = 0;
        for (int i = 0; i < problem.aggregateCount(); i++) {
            int r = rows.aggregateRow(i);
            double part = fraction(t[r]);
            if (rows.isIntegral(r) && part > INTEGRALITY && region.least[r] < region.greatest[r]) {
                double score = part * slope(i);
                if (score > bestScore) {
                    bestScore = score;
                    best = r;
                }
            }
        }
        if (best >= 0) {
            double below = Math.floor(t[best]);
            return Optional.of(new Split(true, best, below, below + 1));
        }
        for (int j = 0; j < x.length; j++) {
            double part = fraction(x[j]);
            if (problem.isInteger(j) && part > INTEGRALITY && !region.isFixed(j) && part > bestScore) {
                bestScore = part;
                best = j;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(splitVariable(best, x[best], region));
    }

    /** Curvature of the surrogate along one aggregate, by absolute value. */
    private double slope(int i) {
        double sum = 0;
        for (int k = 0; k < rows.directions(); k++) {
            double v = rows.form().direction(k)[i];
            sum += Math.abs(rows.form().curvature(k)) * v * v;
        }
        return sum;
    }

    private static double fraction(double value) {
        return Math.abs(value - Math.rint(value));
    }

    private Optional<Split> unfixed(Region region, double[] x) {
        for (int j = 0; j < x.length; j++) {
            if (problem.isInteger(j) && !region.isFixed(j)) {
                return Optional.of(splitVariable(j, x[j], region));
            }
        }
        return Optional.empty();
    }

    private static Split splitVariable(int j, double value, Region region) {
        double below = Math.min(region.upper[j] - 1, Math.max(region.lower[j], Math.floor(value)));
        return new Split(false, j, below, below + 1);
    }
}
