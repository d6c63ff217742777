package dev.allot.solvers.quadratic;

/** A part of the search space: a range for each variable and for each row, ends included. Mutable. */
final class Region {
    final double[] lower;
    final double[] upper;
    final double[] least;
    final double[] greatest;
    /** Rows whose range was cut by branching: the others' ranges follow from the variables'. */
    final boolean[] cut;

    /** What stands for the surrogate in it. */
    SeparableForm form;

    /** What its relaxation takes off the curvatures. */
    DiagonalShift shift;

    /** The whole space. */
    Region(Rows rows) {
        int n = rows.problem().variableCount();
        form = rows.form();
        shift = new DiagonalShift(rows.problem(), 0);
        lower = new double[n];
        upper = new double[n];
        least = new double[rows.size()];
        greatest = new double[rows.size()];
        cut = new boolean[rows.size()];
        for (int j = 0; j < n; j++) {
            lower[j] = rows.problem().lower(j);
            upper[j] = rows.problem().upper(j);
        }
        for (int r = 0; r < least.length; r++) {
            least[r] = rows.least(r);
            greatest[r] = rows.greatest(r);
        }
    }

    /** Becomes equal to another. */
    void load(Region that) {
        form = that.form;
        shift = that.shift;
        System.arraycopy(that.lower, 0, lower, 0, lower.length);
        System.arraycopy(that.upper, 0, upper, 0, upper.length);
        System.arraycopy(that.least, 0, least, 0, least.length);
        System.arraycopy(that.greatest, 0, greatest, 0, greatest.length);
        System.arraycopy(that.cut, 0, cut, 0, cut.length);
    }

    /** Curvature along a direction, less the shift; 0 for other rows. */
    double curvature(Rows rows, int row) {
        return row < rows.directions() ? form.curvature(row) - shift.size() : 0;
    }

    boolean isFixed(int j) {
        return lower[j] == upper[j];
    }
}
