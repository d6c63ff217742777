package dev.allot.solvers.quadratic;

import dev.allot.core.solve.SolveSession;

/**
 * Seeks the shift of the least bound of a region. That bound is a convex function of the shift, and its slope at the relaxation's point is what
 * the variables' secants are above the squares along the directions.
 */
final class ShiftChoice {
    private static final int HALVINGS = 6;
    private static final double FIRST = 0.125;

    private final Rows rows;
    private final DiagonalShift unit;
    private final double greatest;

    ShiftChoice(Rows rows) {
        this.rows = rows;
        unit = new DiagonalShift(rows.problem(), 1);
        double most = 0;
        // Other directions than a form's own would count the spread of the variables twice.
        for (int k = 0; k < rows.directions() && !rows.form().isExtended(); k++) {
            most = Math.max(most, rows.form().curvature(k));
        }
        greatest = most;
    }

    /** How fast the bound of a region grows with its shift, at the relaxation's point. */
    private double slope(Region region, double[] x) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += unit.secant(j, x[j], region);
        }
        double[] t = rows.at(x);
        for (int k = 0; k < rows.directions(); k++) {
            sum -= region.curvature(rows, k) > 0
                    ? (region.least[k] + region.greatest[k]) * t[k] - region.least[k] * region.greatest[k]
                    : t[k] * t[k];
        }
        return sum;
    }

    /**
     * Tries shifts on a region, halving the interval that the slopes leave, and reports their bounds; some solves of the relaxation. The region
     * is left without a shift.
     */
    void search(Region region, Relaxation relaxation, SolveSession session) {
        double low = 0;
        double high = greatest;
        double size = FIRST * greatest;
        for (int k = 0; k < HALVINGS && greatest > 0 && !session.shouldStop(); k++) {
            region.shift = new DiagonalShift(rows.problem(), size);
            relaxation.solve(region, session.incumbentObjective(), session::shouldStop);
            session.tightenBound(Math.max(relaxation.least(), session.incumbentObjective()));
            if (slope(region, relaxation.point()) < 0) {
                low = size;
            } else {
                high = size;
            }
            size = low == 0 ? FIRST * high : 0.5 * (low + high);
        }
        region.shift = new DiagonalShift(rows.problem(), 0);
    }
}
