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
 * concluded from its multipliers is, by {@link DualBound}.
 */
final class DualSimplex {
    private static final double PRIMAL_TOLERANCE = 1e-10;
    private static final double PIVOT_TOLERANCE = 1e-9;
    private static final double DUAL_TOLERANCE = 1e-11;
    private static final int PIVOTS_PER_RENEWAL = 200;
    private static final int PIVOTS_PER_LOOK = 32;

    private static final int AT_LOWER = -1;
    private static final int AT_UPPER = -2;

    /** How a solve ended. */
    enum Status {
        /** At an optimal basis. */
        OPTIMAL,
        /** The last pivot row shows that no point keeps rows and bounds. */
        INFEASIBLE,
        /** The bound fell below the cutoff. */
        CUTOFF,
        /** Pivots or time ran out, or arithmetic broke down. */
        LIMIT
    }

    private final LinearProgram program;
    private final SparseMatrix matrix;
    private final int n;
    private final int m;
    private final double[] lower;
    private final double[] upper;
    private int[] basis;
    /** Of each variable: its row in the basis, or at which bound it stands. */
    private int[] place;

    private double[][] inverse;
    private final double[] xBasic;
    private final double[] d;
    private final double[] y;
    private final double[] norm;
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
        inverse = new double[m][m];
        xBasic = new double[m];
        d = new double[n + m];
        y = new double[m];
        norm = new double[m];
        alpha = new double[n + m];
        work = new double[m];
        ray = new double[m];
        breakpoints = new Breakpoints();
        Arrays.fill(place, AT_LOWER);
        resetToSlacks();
    }

    private void resetToSlacks() {
        for (int i = 0; i < m; i++) {
            Arrays.fill(inverse[i], 0);
            inverse[i][i] = -1;
            norm[i] = 1;
            basis[i] = n + i;
            place[n + i] = i;
        }
        pivotsSinceRenewal = 0;
    }

    /** A basis to come back to. */
    record Basis(int[] basis, int[] place, double[][] inverse, double[] norm) {}

    /** The basis at hand; O(columns + rows<sup>2</sup>). */
    Basis save() {
        double[][] copy = new double[m][];
        Arrays.setAll(copy, i -> inverse[i].clone());
        return new Basis(basis.clone(), place.clone(), copy, norm.clone());
    }

    /** Comes back to a saved basis. */
    void restore(Basis saved) {
        System.arraycopy(saved.basis, 0, basis, 0, m);
        System.arraycopy(saved.place, 0, place, 0, n + m);
        System.arraycopy(saved.norm, 0, norm, 0, m);
        for (int i = 0; i < m; i++) {
            System.arraycopy(saved.inverse[i], 0, inverse[i], 0, m);
        }
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
    Status solve(double[] least, double[] greatest, double cutoff, long mostPivots, BooleanSupplier stop) {
        System.arraycopy(least, 0, lower, 0, n);
        System.arraycopy(greatest, 0, upper, 0, n);
        if (pivotsSinceRenewal > PIVOTS_PER_RENEWAL) {
            renew();
        }
        begin();
        long last = pivots + mostPivots;
        while (true) {
            if (pivots >= last || pivots % PIVOTS_PER_LOOK == 0 && stop.getAsBoolean()) {
                return Status.LIMIT;
            }
            int row = leaving();
            if (row < 0) {
                return Status.OPTIMAL;
            }
            if (objective() < cutoff) {
                return Status.CUTOFF;
            }
            Status status = pivot(row);
            if (status != Status.OPTIMAL) {
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
        for (int r = 0; r < m; r++) {
            if (basis[r] < n) {
                double c = program.cost(basis[r]);
                double[] rho = inverse[r];
                for (int k = 0; k < m; k++) {
                    y[k] += c * rho[k];
                }
            }
        }
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
                addColumn(j, x);
            }
        }
        multiply(work, xBasic, -1);
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

    /** Adds a multiple of a column to {@link #work}. */
    private void addColumn(int j, double factor) {
        if (j >= n) {
            work[j - n] -= factor;
            return;
        }
        for (int p = matrix.start(j), end = matrix.start(j + 1); p < end; p++) {
            work[matrix.row(p)] += matrix.value(p) * factor;
        }
    }

    private void multiply(double[] vector, double[] result, double factor) {
        for (int r = 0; r < m; r++) {
            result[r] = factor * dot(inverse[r], vector);
        }
    }

    /** The inverse times a column; O(rows times entries of the column). */
    private double[] transformed(int j) {
        double[] column = new double[m];
        for (int r = 0; r < m; r++) {
            double[] rho = inverse[r];
            if (j >= n) {
                column[r] = -rho[j - n];
                continue;
            }
            double sum = 0;
            for (int p = matrix.start(j), end = matrix.start(j + 1); p < end; p++) {
                sum += rho[matrix.row(p)] * matrix.value(p);
            }
            column[r] = sum;
        }
        return column;
    }

    private double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < m; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private int leaving() {
        int best = -1;
        double steepest = 0;
        for (int r = 0; r < m; r++) {
            double beyond = infeasibility(r);
            if (beyond != 0 && beyond * beyond > steepest * norm[r]) {
                steepest = beyond * beyond / norm[r];
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

    private Status pivot(int row) {
        double beyond = infeasibility(row);
        int sign = beyond < 0 ? 1 : -1;
        int leaves = basis[row];
        collect(row, sign);
        int enters = flipAndEnter(Math.abs(beyond));
        if (enters < 0) {
            for (int k = 0; k < m; k++) {
                ray[k] = sign * inverse[row][k];
            }
            return Status.INFEASIBLE;
        }
        double[] column = transformed(enters);
        double pivot = column[row];
        if (Math.abs(pivot) < PIVOT_TOLERANCE
                || Math.abs(pivot - alpha[enters]) > 1e-6 * Math.max(1, Math.abs(pivot))) {
            if (pivotsSinceRenewal == 0) {
                return Status.LIMIT;
            }
            renew();
            begin();
            pivots++;
            return Status.OPTIMAL;
        }
        double target = sign > 0 ? lower[leaves] : upper[leaves];
        double step = (xBasic[row] - target) / pivot;
        double entered = value(enters) + step;
        for (int r = 0; r < m; r++) {
            xBasic[r] -= step * column[r];
        }
        double ratio = d[enters] / pivot;
        for (int k = 0; k < breakpoints.touched; k++) {
            int j = breakpoints.touchedVariable[k];
            d[j] -= ratio * alpha[j];
        }
        d[leaves] = -ratio;
        d[enters] = 0;
        place[leaves] = sign > 0 ? AT_LOWER : AT_UPPER;
        place[enters] = row;
        basis[row] = enters;
        xBasic[row] = entered;
        update(row, column);
        return Status.OPTIMAL;
    }

    private void update(int row, double[] column) {
        double[] rho = inverse[row];
        double scale = 1 / column[row];
        for (int k = 0; k < m; k++) {
            rho[k] *= scale;
        }
        norm[row] = Math.max(dot(rho, rho), 1e-30);
        for (int r = 0; r < m; r++) {
            double factor = column[r];
            if (r != row && factor != 0) {
                double[] other = inverse[r];
                double squares = 0;
                for (int k = 0; k < m; k++) {
                    other[k] -= factor * rho[k];
                    squares += other[k] * other[k];
                }
                norm[r] = Math.max(squares, 1e-30);
            }
        }
        pivots++;
        pivotsSinceRenewal++;
    }

    /** The pivot row over the nonbasic variables that can move, and where their reduced costs change sign. */
    private void collect(int row, int sign) {
        double[] rho = inverse[row];
        breakpoints.clear();
        for (int j = 0; j < n + m; j++) {
            if (place[j] >= 0 || lower[j] == upper[j]) {
                continue;
            }
            double a;
            if (j >= n) {
                a = -rho[j - n];
            } else {
                a = 0;
                for (int p = matrix.start(j), end = matrix.start(j + 1); p < end; p++) {
                    a += rho[matrix.row(p)] * matrix.value(p);
                }
            }
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
            addColumn(j, place[j] == AT_LOWER ? range : -range);
            place[j] = place[j] == AT_LOWER ? AT_UPPER : AT_LOWER;
            flipped = true;
        }
        if (flipped) {
            for (int r = 0; r < m; r++) {
                xBasic[r] -= dot(inverse[r], work);
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
            double[] column = transformed(j);
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
        for (int r = 0; r < m; r++) {
            if (basis[r] < n) {
                double c = program.cost(basis[r]);
                for (int k = 0; k < m; k++) {
                    result[k] += c * inverse[r][k];
                }
            }
        }
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

    /** Breakpoints of the long-step ratio test as a binary heap by ratio, smallest first; ties by variable. */
    private final class Breakpoints {
        private final int[] touchedVariable = new int[n + m];
        private int touched;
        private final int[] heap = new int[n + m];
        private final double[] ratio = new double[n + m];
        private int size;

        void clear() {
            touched = 0;
            size = 0;
        }

        void touch(int j) {
            touchedVariable[touched++] = j;
        }

        void add(int j, double at) {
            ratio[j] = at;
            heap[size++] = j;
        }

        void build() {
            for (int i = size / 2 - 1; i >= 0; i--) {
                sink(i);
            }
        }

        boolean isEmpty() {
            return size == 0;
        }

        double leastRatio() {
            return ratio[heap[0]];
        }

        double ratioOf(int j) {
            return ratio[j];
        }

        int poll() {
            int top = heap[0];
            heap[0] = heap[--size];
            sink(0);
            return top;
        }

        private boolean before(int a, int b) {
            return ratio[a] < ratio[b] || ratio[a] == ratio[b] && a < b;
        }

        private void sink(int from) {
            int i = from;
            while (true) {
                int child = 2 * i + 1;
                if (child >= size) {
                    return;
                }
                if (child + 1 < size && before(heap[child + 1], heap[child])) {
                    child++;
                }
                if (!before(heap[child], heap[i])) {
                    return;
                }
                int swap = heap[i];
                heap[i] = heap[child];
                heap[child] = swap;
                i = child;
            }
        }
    }
}
