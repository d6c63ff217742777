package dev.allot.solvers.linear;

import dev.allot.core.model.SparseMatrix;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The bounded dual simplex method: each row i is {@code a_i . x - s_i = 0} with its activity s_i as variable {@code n + i} in the row's range. As all variables have finite bounds, every
 * basis is dual feasible once its nonbasic variables stand at the right bounds; so after any change of bounds the search goes on from the
 * basis at hand.
 *
 * <p>The leaving variable is the steepest by the norms of the inverse's rows (Forrest and Goldfarb 1992), the entering one is found by the
 * long-step rule that flips bounds on its way (Maros 2003). A pivot costs some solves with the basis and a product of the pivot row with
 * the entries of the rows, or of the columns, that take part in it, whichever are fewer. Nothing here is rigorous; what is concluded from its
 * multipliers is, by {@link LinearDualBound}.
 */
final class DualSimplex {
    private static final double PRIMAL_TOLERANCE = 1e-10;
    private static final double PIVOT_TOLERANCE = 1e-9;
    private static final double DUAL_TOLERANCE = 1e-11;
    private static final int PIVOTS_PER_LOOK = 32;

    private static final int AT_LOWER = -1;
    private static final int AT_UPPER = -2;

    private final LinearProgram program;
    private final SparseMatrix matrix;
    private final SparseMatrix rows;
    private final int n;
    private final int m;
    private final double[] lower;
    private final double[] upper;
    private final int[] basis;
    /** Of each variable: its position in the basis, or at which bound it stands. */
    private final int[] place;

    private final BasisInverse inverse;
    private final double[] xBasic;
    private final double[] d;
    private final double[] y;
    private final double[] alpha;
    private final double[] work;
    private final Breakpoints breakpoints;
    /** Entries of the columns that are not fixed. */
    private long freeEntries;

    private double objective;
    private long pivots;
    private double[] ray;

    DualSimplex(LinearProgram program) {
        this.program = program;
        matrix = program.matrix();
        rows = program.rows();
        n = program.columns();
        m = program.rowCount();
        lower = new double[n + m];
        upper = new double[n + m];
        for (int i = 0; i < m; i++) {
            lower[n + i] = program.rowLower(i);
            upper[n + i] = program.rowUpper(i);
        }
        basis = new int[m];
        place = new int[n + m];
        xBasic = new double[m];
        d = new double[n + m];
        y = new double[m];
        alpha = new double[n + m];
        work = new double[m];
        ray = new double[m];
        breakpoints = new Breakpoints(n + m);
        Arrays.fill(place, AT_LOWER);
        for (int i = 0; i < m; i++) {
            basis[i] = n + i;
            place[n + i] = i;
        }
        inverse = new BasisInverse(matrix, basis);
    }

    /** A basis to come back to. */
    record Basis(int[] basis, int[] place, BasisInverse.State inverse) {}

    /** The basis at hand; O(columns + rows). */
    Basis save() {
        return new Basis(basis.clone(), place.clone(), inverse.save());
    }

    /** Comes back to a saved basis. */
    void restore(Basis saved) {
        System.arraycopy(saved.basis, 0, basis, 0, m);
        System.arraycopy(saved.place, 0, place, 0, n + m);
        inverse.restore(saved.inverse);
    }

    /**
     * Solves under the given bounds.
     *
     * @param least lower bounds of the variables
     * @param greatest upper bounds
     * @param cutoff a bound, constant included, below which the solve may end
     * @param mostPivots after so many it ends
     * @param stop asked now and then
     */
    SimplexStatus solve(double[] least, double[] greatest, double cutoff, long mostPivots, BooleanSupplier stop) {
        System.arraycopy(least, 0, lower, 0, n);
        System.arraycopy(greatest, 0, upper, 0, n);
        if (inverse.isStale()) {
            renew();
        }
        begin();
        long last = pivots + mostPivots;
        while (true) {
            if (pivots >= last || pivots % PIVOTS_PER_LOOK == 0 && stop.getAsBoolean()) {
                return SimplexStatus.LIMIT;
            }
            int row = leaving();
            if (row < 0) {
                return SimplexStatus.OPTIMAL;
            }
            if (objective < cutoff) {
                return SimplexStatus.CUTOFF;
            }
            SimplexStatus status = pivot(row);
            if (status != SimplexStatus.OPTIMAL) {
                return status;
            }
            if (inverse.isStale()) {
                renew();
                begin();
            }
        }
    }

    /** Multipliers, reduced costs and values from the basis, from scratch; nonbasic variables stand where their reduced costs want them. */
    private void begin() {
        System.arraycopy(multipliers(), 0, y, 0, m);
        Arrays.fill(work, 0);
        freeEntries = 0;
        for (int j = 0; j < n + m; j++) {
            if (place[j] >= 0) {
                d[j] = 0;
                continue;
            }
            d[j] = reducedCost(j);
            place[j] = side(j);
            double x = value(j);
            if (x != 0) {
                inverse.addColumn(j, -x, work);
            }
            if (j < n && lower[j] < upper[j]) {
                freeEntries += matrix.start(j + 1) - matrix.start(j);
            }
        }
        inverse.times(work);
        System.arraycopy(work, 0, xBasic, 0, m);
        objective = program.constant();
        for (int j = 0; j < n; j++) {
            objective += program.cost(j) * (place[j] >= 0 ? xBasic[place[j]] : value(j));
        }
    }

    private int side(int j) {
        if (lower[j] == Double.NEGATIVE_INFINITY || upper[j] == Double.POSITIVE_INFINITY) {
            return lower[j] == Double.NEGATIVE_INFINITY ? AT_UPPER : AT_LOWER;
        }
        if (d[j] > 0) {
            return AT_UPPER;
        }
        return d[j] < 0 ? AT_LOWER : place[j];
    }

    private double reducedCost(int j) {
        if (j >= n) {
            return y[j - n];
        }
        double sum = program.cost(j);
        for (int p = matrix.start(j), end = matrix.start(j + 1); p < end; p++) {
            sum -= y[matrix.row(p)] * matrix.value(p);
        }
        return sum;
    }

    private int leaving() {
        int best = -1;
        double steepest = 0;
        for (int r = 0; r < m; r++) {
            double beyond = infeasibility(r);
            if (beyond != 0 && beyond * beyond > steepest * inverse.norm(r)) {
                steepest = beyond * beyond / inverse.norm(r);
                best = r;
            }
        }
        return best;
    }

    /** Negative below the lower bound, positive above the upper, 0 within. */
    private double infeasibility(int r) {
        int j = basis[r];
        double below = xBasic[r] - lower[j];
        if (below < -PRIMAL_TOLERANCE * Math.max(1, Math.abs(lower[j]))) {
            return below;
        }
        double above = xBasic[r] - upper[j];
        return above > PRIMAL_TOLERANCE * Math.max(1, Math.abs(upper[j])) ? above : 0;
    }

    private SimplexStatus pivot(int position) {
        double beyond = infeasibility(position);
        int sign = beyond < 0 ? 1 : -1;
        int leaves = basis[position];
        double[] row = inverse.row(position);
        collect(row, sign);
        int enters = flipAndEnter(Math.abs(beyond));
        if (enters < 0) {
            Arrays.setAll(ray, i -> sign * row[i]);
            return SimplexStatus.INFEASIBLE;
        }
        double[] column = inverse.timesColumn(enters);
        double pivot = column[position];
        if (Math.abs(pivot) < PIVOT_TOLERANCE
                || Math.abs(pivot - alpha[enters]) > 1e-6 * Math.max(1, Math.abs(pivot))) {
            if (inverse.pivots() == 0) {
                return SimplexStatus.LIMIT;
            }
            renew();
            begin();
            pivots++;
            return SimplexStatus.OPTIMAL;
        }
        double target = sign > 0 ? lower[leaves] : upper[leaves];
        double step = (xBasic[position] - target) / pivot;
        double entered = value(enters) + step;
        objective += step * d[enters];
        for (int r = 0; r < m; r++) {
            xBasic[r] -= step * column[r];
        }
        double ratio = d[enters] / pivot;
        for (int k = 0; k < breakpoints.touchedCount(); k++) {
            int j = breakpoints.touched(k);
            d[j] -= ratio * alpha[j];
        }
        d[leaves] = -ratio;
        d[enters] = 0;
        place[leaves] = sign > 0 ? AT_LOWER : AT_UPPER;
        place[enters] = position;
        basis[position] = enters;
        xBasic[position] = entered;
        inverse.pivot(position, column, row);
        pivots++;
        return SimplexStatus.OPTIMAL;
    }

    /** The pivot row over the nonbasic variables that can move, and where their reduced costs change sign. */
    private void collect(double[] row, int sign) {
        for (int k = 0; k < breakpoints.touchedCount(); k++) {
            alpha[breakpoints.touched(k)] = 0;
        }
        breakpoints.clear();
        long rowEntries = 0;
        for (int i = 0; i < m; i++) {
            rowEntries += row[i] == 0 ? 0 : rows.start(i + 1) - rows.start(i);
        }
        if (rowEntries < freeEntries) {
            collectByRows(row);
        } else {
            collectByColumns(row);
        }
        for (int i = 0; i < m; i++) {
            if (row[i] != 0 && isFree(n + i)) {
                alpha[n + i] = -row[i];
                breakpoints.touch(n + i);
            }
        }
        for (int k = 0; k < breakpoints.touchedCount(); k++) {
            int j = breakpoints.touched(k);
            double signed = sign * alpha[j];
            if (place[j] == AT_LOWER ? signed < -PIVOT_TOLERANCE : signed > PIVOT_TOLERANCE) {
                breakpoints.add(j, Math.max(0, d[j] / signed));
            }
        }
        breakpoints.build();
    }

    private boolean isFree(int j) {
        return place[j] < 0 && lower[j] < upper[j];
    }

    private void collectByColumns(double[] row) {
        for (int j = 0; j < n; j++) {
            if (!isFree(j)) {
                continue;
            }
            double a = 0;
            for (int p = matrix.start(j), end = matrix.start(j + 1); p < end; p++) {
                a += row[matrix.row(p)] * matrix.value(p);
            }
            if (a != 0) {
                alpha[j] = a;
                breakpoints.touch(j);
            }
        }
    }

    private void collectByRows(double[] row) {
        for (int i = 0; i < m; i++) {
            if (row[i] == 0) {
                continue;
            }
            for (int p = rows.start(i), end = rows.start(i + 1); p < end; p++) {
                int j = rows.row(p);
                if (isFree(j)) {
                    if (alpha[j] == 0) {
                        breakpoints.touch(j);
                    }
                    double a = alpha[j] + row[i] * rows.value(p);
                    // What cancels is noted once all the same.
                    alpha[j] = a == 0 ? Double.MIN_VALUE : a;
                }
            }
        }
    }

    /** Walks the breakpoints while the dual objective improves; returns the entering variable, or -1 if it improves without end. */
    private int flipAndEnter(double infeasibility) {
        double slope = infeasibility;
        Arrays.fill(work, 0);
        boolean flipped = false;
        int enters = -1;
        while (!breakpoints.isEmpty()) {
            int j = breakpoints.poll();
            double range = upper[j] - lower[j];
            double after = slope - Math.abs(alpha[j]) * range;
            // Where the flip would just about do, entering does, too: beyond there would be nothing left to enter.
            if (after <= PRIMAL_TOLERANCE) {
                enters = stablest(j);
                break;
            }
            slope = after;
            double change = place[j] == AT_LOWER ? range : -range;
            inverse.addColumn(j, -change, work);
            objective += d[j] * change;
            place[j] = place[j] == AT_LOWER ? AT_UPPER : AT_LOWER;
            flipped = true;
        }
        if (flipped) {
            inverse.times(work);
            for (int r = 0; r < m; r++) {
                xBasic[r] += work[r];
            }
        }
        return enters;
    }

    /** Of the breakpoints that all but coincide with the one of j, the one with the largest pivot. */
    private int stablest(int j) {
        int best = j;
        double limit = breakpoints.ratioOf(j) + DUAL_TOLERANCE;
        while (!breakpoints.isEmpty() && breakpoints.leastRatio() <= limit) {
            int other = breakpoints.poll();
            if (Math.abs(alpha[other]) > Math.abs(alpha[best])) {
                best = other;
            }
        }
        return best;
    }

    /** The inverse from scratch. */
    private void renew() {
        int[] before = basis.clone();
        inverse.factorise(basis);
        for (int r = 0; r < m; r++) {
            if (basis[r] != before[r]) {
                place[before[r]] = AT_LOWER;
            }
        }
        for (int r = 0; r < m; r++) {
            place[basis[r]] = r;
        }
    }

    /** The objective at the basis, constant included: the dual one, and the primal one of its point, which may lie beyond bounds. */
    double objective() {
        return objective;
    }

    private double value(int j) {
        double at = place[j] == AT_UPPER ? upper[j] : lower[j];
        return Double.isInfinite(at) ? 0 : at;
    }

    /** The primal point of the basis; within bounds and rows up to tolerances if optimal. */
    double[] point() {
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            x[j] = place[j] >= 0 ? Math.min(upper[j], Math.max(lower[j], xBasic[place[j]])) : value(j);
        }
        return x;
    }

    /** Multipliers of the rows, from scratch. */
    double[] multipliers() {
        double[] result = new double[m];
        for (int r = 0; r < m; r++) {
            result[r] = basis[r] < n ? program.cost(basis[r]) : 0;
        }
        inverse.timesFromLeft(result);
        return result;
    }

    /** After an infeasible solve, multipliers of the rows that show it. */
    double[] ray() {
        return ray.clone();
    }

    /** Pivots of all solves so far. */
    long pivots() {
        return pivots;
    }
}
