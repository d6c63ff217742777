package dev.allot.solvers.linear;

import dev.allot.core.model.SparseMatrix;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The bounded dual simplex method with an explicit basis inverse, for programs of few rows and any number of columns: each row i is
 * {@code a_i . x - s_i = 0} with its activity s_i as variable {@code n + i} in the row's range. As all variables have finite bounds, every
 * basis is dual feasible once its nonbasic variables stand at the right bounds; so after any change of bounds the search goes on from the
 * basis at hand.
 *
 * <p>The leaving variable is the steepest by exact norms of the inverse's rows (Forrest and Goldfarb 1992), the entering one is found by the
 * long-step rule that flips bounds on its way (Maros 2003). A pivot costs O(entries + rows<sup>2</sup>). Nothing here is rigorous; what is
 * concluded from its multipliers is, by {@link LinearDualBound}.
 */
final class DualSimplex {
    private static final double PRIMAL_TOLERANCE = 1e-10;
    private static final double PIVOT_TOLERANCE = 1e-9;
    private static final double DUAL_TOLERANCE = 1e-11;
    private static final int PIVOTS_PER_RENEWAL = 200;
    private static final int PIVOTS_PER_LOOK = 32;

    private static final int AT_LOWER = -1;
    private static final int AT_UPPER = -2;

    private final LinearProgram program;
    private final SparseMatrix matrix;
    private final int n;
    private final int m;
    private final double[] lower;
    private final double[] upper;
    private int[] basis;
    /** Of each variable: its row in the basis, or at which bound it stands. */
    private int[] place;

    private final BasisInverse inverse;
    private final double[] xBasic;
    private final double[] d;
    private final double[] y;
    private final double[] alpha;
    private final double[] work;
    private final Breakpoints breakpoints;
    private int pivotsSinceRenewal;
    private long pivots;
    private double[] ray;

    DualSimplex(LinearProgram program) {
        this.program = program;
        matrix = program.matrix();
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
        inverse = new BasisInverse(program.matrix());
        xBasic = new double[m];
        d = new double[n + m];
        y = new double[m];
        alpha = new double[n + m];
        work = new double[m];
        ray = new double[m];
        breakpoints = new Breakpoints(n + m);
        Arrays.fill(place, AT_LOWER);
        resetToSlacks();
    }

    private void resetToSlacks() {
        inverse.reset();
        for (int i = 0; i < m; i++) {
            basis[i] = n + i;
            place[n + i] = i;
        }
        pivotsSinceRenewal = 0;
    }

    /** A basis to come back to. */
    record Basis(int[] basis, int[] place, BasisInverse inverse) {}

    /** The basis at hand; O(columns + rows<sup>2</sup>). */
    Basis save() {
        return new Basis(basis.clone(), place.clone(), inverse.copy());
    }

    /** Comes back to a saved basis. */
    void restore(Basis saved) {
        System.arraycopy(saved.basis, 0, basis, 0, m);
        System.arraycopy(saved.place, 0, place, 0, n + m);
        inverse.load(saved.inverse);
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
        if (pivotsSinceRenewal > PIVOTS_PER_RENEWAL) {
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
            if (objective() < cutoff) {
                return SimplexStatus.CUTOFF;
            }
            SimplexStatus status = pivot(row);
            if (status != SimplexStatus.OPTIMAL) {
                return status;
            }
            if (pivotsSinceRenewal > PIVOTS_PER_RENEWAL) {
                renew();
                begin();
            }
        }
    }

    /** Multipliers, reduced costs and values from the basis, from scratch; nonbasic variables stand where their reduced costs want them. */
    private void begin() {
        Arrays.fill(y, 0);
        addMultipliers(y);
        Arrays.fill(work, 0);
        for (int j = 0; j < n + m; j++) {
            if (place[j] >= 0) {
                d[j] = 0;
                continue;
            }
            d[j] = reducedCost(j);
            place[j] = side(j);
            double x = value(j);
            if (x != 0) {
                inverse.addColumn(j, x, work);
            }
        }
        for (int r = 0; r < m; r++) {
            xBasic[r] = -inverse.times(r, work);
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

    private void addMultipliers(double[] multipliers) {
        for (int r = 0; r < m; r++) {
            if (basis[r] < n) {
                inverse.addRow(r, program.cost(basis[r]), multipliers);
            }
        }
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

    private SimplexStatus pivot(int row) {
        double beyond = infeasibility(row);
        int sign = beyond < 0 ? 1 : -1;
        int leaves = basis[row];
        collect(row, sign);
        int enters = flipAndEnter(Math.abs(beyond));
        if (enters < 0) {
            Arrays.fill(ray, 0);
            inverse.addRow(row, sign, ray);
            return SimplexStatus.INFEASIBLE;
        }
        double[] column = inverse.timesColumn(enters);
        double pivot = column[row];
        if (Math.abs(pivot) < PIVOT_TOLERANCE
                || Math.abs(pivot - alpha[enters]) > 1e-6 * Math.max(1, Math.abs(pivot))) {
            if (pivotsSinceRenewal == 0) {
                return SimplexStatus.LIMIT;
            }
            renew();
            begin();
            pivots++;
            return SimplexStatus.OPTIMAL;
        }
        double target = sign > 0 ? lower[leaves] : upper[leaves];
        double step = (xBasic[row] - target) / pivot;
        double entered = value(enters) + step;
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
        place[enters] = row;
        basis[row] = enters;
        xBasic[row] = entered;
        update(row, column);
        return SimplexStatus.OPTIMAL;
    }

    private void update(int row, double[] column) {
        inverse.pivot(row, column);
        pivots++;
        pivotsSinceRenewal++;
    }

    /** The pivot row over the nonbasic variables that can move, and where their reduced costs change sign. */
    private void collect(int row, int sign) {
        breakpoints.clear();
        for (int j = 0; j < n + m; j++) {
            if (place[j] >= 0 || lower[j] == upper[j]) {
                continue;
            }
            double a = inverse.times(row, j);
            alpha[j] = a;
            if (a == 0) {
                continue;
            }
            breakpoints.touch(j);
            double signed = sign * a;
            if (place[j] == AT_LOWER ? signed < -PIVOT_TOLERANCE : signed > PIVOT_TOLERANCE) {
                breakpoints.add(j, Math.max(0, d[j] / signed));
            }
        }
        breakpoints.build();
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
            if (after < 0) {
                enters = stablest(j);
                break;
            }
            slope = after;
            inverse.addColumn(j, place[j] == AT_LOWER ? range : -range, work);
            place[j] = place[j] == AT_LOWER ? AT_UPPER : AT_LOWER;
            flipped = true;
        }
        if (flipped) {
            for (int r = 0; r < m; r++) {
                xBasic[r] -= inverse.times(r, work);
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

    /** The inverse from scratch: structural columns pivoted into the basis of activities, the largest pivots first in each column. */
    private void renew() {
        int[] columns = Arrays.stream(basis).filter(j -> j < n).toArray();
        boolean[] stays = new boolean[m];
        for (int j : basis) {
            if (j >= n) {
                stays[j - n] = true;
            }
        }
        for (int i = 0; i < m; i++) {
            if (!stays[i]) {
                place[n + i] = place[n + i] >= 0 ? AT_LOWER : place[n + i];
            }
        }
        int[] sides = place.clone();
        resetToSlacks();
        for (int j : columns) {
            double[] column = inverse.timesColumn(j);
            int row = -1;
            for (int r = 0; r < m; r++) {
                if (!stays[r] && (row < 0 || Math.abs(column[r]) > Math.abs(column[row]))) {
                    row = r;
                }
            }
            if (row < 0 || Math.abs(column[row]) < PIVOT_TOLERANCE) {
                place[j] = AT_LOWER;
                continue;
            }
            place[basis[row]] = sides[basis[row]] >= 0 ? AT_LOWER : sides[basis[row]];
            basis[row] = j;
            place[j] = row;
            stays[row] = true;
            update(row, column);
            pivots--;
        }
        pivotsSinceRenewal = 0;
    }

    /** The objective at the basis, constant included: the dual one, and the primal one of its point, which may lie beyond bounds. */
    double objective() {
        double sum = program.constant();
        for (int j = 0; j < n; j++) {
            sum += program.cost(j) * (place[j] >= 0 ? xBasic[place[j]] : value(j));
        }
        return sum;
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
        addMultipliers(result);
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
