package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.solve.RootBound;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.QuadraticSurrogate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * A quadratic surrogate f as a separable sum around a centre c of the aggregates' reach: with d = z - c,
 * {@code f(z) = constant + gradient . d + sum of curvature_i (direction_i . d)^2}, up to {@link #error()}.
 *
 * <p>The centre is where all variables are in the middle of their ranges. Directions are eigenvectors where the aggregates' spread is taken for the unit of length: with C = L L' the sum over the variables of
 * their columns' outer products, times their squared ranges, L' Q L = U diag(curvature) U' and the directions are the columns of the
 * inverse of L', times U. All directions then range about equally far, and what curvature there is gathers on few of them.
 */
final class SeparableForm {
    private static final double UNIT = 0x1p-53;
    /** Added to the spread of each aggregate, relative to it, so that aggregates that always move together do no harm. */
    private static final double REGULARISATION = 1e-6;

    private final double[] centre;
    private final double[] reach;
    private final double constant;
    private final double[] gradient;
    private final double[][] direction;
    private final double[] curvature;
    private final double error;
    private final double centreError;
    private final boolean extended;

    private SeparableForm(
            double[] centre,
            double[] reach,
            double constant,
            double[] gradient,
            double[][] direction,
            double[] curvature,
            double error,
            double centreError,
            boolean extended) {
        this.centre = centre;
        this.reach = reach;
        this.constant = constant;
        this.gradient = gradient;
        this.direction = direction;
        this.curvature = curvature;
        this.error = error;
        this.centreError = centreError;
        this.extended = extended;
    }

    /** The form of a problem's surrogate; O(nonzeros x entries of a column + aggregates<sup>3</sup>). */
    static SeparableForm of(Problem problem, QuadraticSurrogate f) {
        int n = f.dimension();
        Box box = RootBound.reachable(problem);
        double[] centre = new double[n];
        double[] reach = new double[n];
        double[] most = new double[n];
        double[] middle = new double[problem.variableCount()];
        Arrays.setAll(middle, j -> 0.5 * (problem.lower(j) + problem.upper(j)));
        System.arraycopy(problem.aggregatesAt(middle), 0, centre, 0, n);
        for (int i = 0; i < n; i++) {
            reach[i] = Math.max(box.upper(i) - centre[i], centre[i] - box.lower(i)) * (1 + 2 * UNIT);
            most[i] = Math.max(Math.abs(box.lower(i)), Math.abs(box.upper(i)));
        }
        double[] gradient = new double[n];
        double mass = Math.abs(f.intercept());
        double lost = 0;
        for (int i = 0; i < n; i++) {
            double slope = Math.abs(f.weight(i));
            gradient[i] = f.weight(i);
            for (int j = 0; j < n; j++) {
                gradient[i] += 2 * f.coefficient(i, j) * centre[j];
                slope += 2 * Math.abs(f.coefficient(i, j)) * Math.max(most[j], Math.abs(centre[j]));
            }
            mass += slope * Math.max(most[i], Math.abs(centre[i]));
            lost += slope * aggregateRounding(problem, i);
        }
        double[][] lowerFactor = choleskyOf(spread(problem, n));
        Eigen eigen = decompose(f, lowerFactor);
        double residual = residual(f, eigen, reach);
        // Core's own sum, the value at the centre and the gradient: three sums of at most the mass, of length n or so.
        double rounding = 32 * (n + 8) * UNIT * mass;
        return new SeparableForm(
                centre,
                reach,
                f.value(centre),
                gradient,
                eigen.directions,
                eigen.curvatures,
                2 * (residual + rounding + lost),
                centreError(problem, eigen.directions),
                false);
    }

    /**
     * The same form with further directions, of no curvature as yet, in place of those of its own without curvature.
     *
     * @param furtherError what the error grows by
     */
    SeparableForm extended(double[][] further, double furtherError) {
        int[] curved = IntStream.range(0, curvature.length)
                .filter(k -> curvature[k] != 0)
                .toArray();
        double[][] directions = new double[curved.length + further.length][];
        double[] curvatures = new double[directions.length];
        for (int k = 0; k < curved.length; k++) {
            directions[k] = direction[curved[k]];
            curvatures[k] = curvature[curved[k]];
        }
        System.arraycopy(further, 0, directions, curved.length, further.length);
        return new SeparableForm(
                centre, reach, constant, gradient, directions, curvatures, error + furtherError, centreError, true);
    }

    /**
     * This form and another function of the same centre and error, added up.
     *
     * @param slopes its gradient
     * @param first the first of the directions that it is curved along, which are the last ones
     * @param curving its curvature along them, in place of theirs
     */
    SeparableForm plus(double shift, double[] slopes, int first, double curving) {
        double[] sum = gradient.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += slopes[i];
        }
        double[] curvatures = curvature.clone();
        Arrays.fill(curvatures, first, curvatures.length, curving);
        return new SeparableForm(
                centre, reach, constant + shift, sum, direction, curvatures, error, centreError, extended);
    }

    /** Whether it has directions that are not its own eigenvectors. */
    boolean isExtended() {
        return extended;
    }

    /** What rounding of the centre can amount to in the sum of all squares along the directions. */
    private static double centreError(Problem problem, double[][] directions) {
        double farthest = 0.5 * Math.sqrt(problem.variableCount());
        double[] rounding = new double[problem.aggregateCount()];
        Arrays.setAll(rounding, i -> aggregateRounding(problem, i));
        double sum = 0;
        for (double[] direction : directions) {
            double off = 0;
            for (int i = 0; i < direction.length; i++) {
                off += Math.abs(direction[i]) * rounding[i];
            }
            sum += 2 * off * (2 * farthest + off);
        }
        return sum;
    }

    /** What an aggregate, as core computes it, can differ from its exact value by: nothing over integer variables. */
    static double aggregateRounding(Problem problem, int i) {
        SparseMatrix columns = problem.aggregates();
        double size = Math.abs(problem.offset(i));
        boolean exact = true;
        for (int j = 0; j < problem.variableCount(); j++) {
            double a = columns.get(i, j);
            exact &= a == 0 || problem.isInteger(j);
            size += Math.abs(a) * Math.max(Math.abs(problem.lower(j)), Math.abs(problem.upper(j)));
        }
        return exact ? 0 : 4 * (problem.variableCount() + 4) * UNIT * size;
    }

    private static double[][] spread(Problem problem, int n) {
        double[][] spread = new double[n][n];
        SparseMatrix columns = problem.aggregates();
        for (int j = 0; j < problem.variableCount(); j++) {
            double range = problem.upper(j) - problem.lower(j);
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                for (int q = columns.start(j); q <= p; q++) {
                    spread[columns.row(p)][columns.row(q)] += range * range * columns.value(p) * columns.value(q);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            spread[i][i] = spread[i][i] == 0 ? 1 : spread[i][i] * (1 + REGULARISATION);
        }
        return spread;
    }

    private static double[][] choleskyOf(double[][] spread) {
        Cholesky cholesky = new Cholesky(spread.length);
        cholesky.factorise(spread);
        return cholesky.factor();
    }

    private record Eigen(double[][] directions, double[] curvatures) {}

    private static Eigen decompose(QuadraticSurrogate f, double[][] l) {
        int n = l.length;
        if (n == 0) {
            return new Eigen(new double[0][], new double[0]);
        }
        double[][] ql = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double q = f.coefficient(i, k);
                for (int j = 0; j <= k && q != 0; j++) {
                    ql[i][j] += q * l[k][j];
                }
            }
        }
        double[][] product = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < n; k++) {
                    sum += l[k][i] * ql[k][j];
                }
                product[i][j] = sum;
                product[j][i] = sum;
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(product, false));
        double[][] directions = new double[n][];
        for (int k = 0; k < n; k++) {
            directions[k] = eigen.getEigenvector(k).toArray();
            solveTransposed(l, directions[k]);
        }
        return new Eigen(directions, eigen.getRealEigenvalues());
    }

    /** Replaces v by the solution of L' u = v. */
    private static void solveTransposed(double[][] l, double[] v) {
        for (int i = v.length - 1; i >= 0; i--) {
            double sum = v[i];
            for (int k = i + 1; k < v.length; k++) {
                sum -= l[k][i] * v[k];
            }
            v[i] = sum / l[i][i];
        }
    }

    /** What the matrix and the sum over the directions can differ by, within reach of the centre. */
    private static double residual(QuadraticSurrogate f, Eigen eigen, double[] reach) {
        double sum = 0;
        for (int i = 0; i < reach.length; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = f.coefficient(i, j);
                double size = Math.abs(entry);
                for (int k = 0; k < eigen.curvatures.length; k++) {
                    double term = eigen.curvatures[k] * eigen.directions[k][i] * eigen.directions[k][j];
                    entry -= term;
                    size += Math.abs(term);
                }
                double most = Math.abs(entry) + (eigen.curvatures.length + 8) * 2 * UNIT * size;
                sum += (i == j ? 1 : 2) * most * reach[i] * reach[j];
            }
        }
        return sum;
    }

    /** Number of directions. */
    int size() {
        return curvature.length;
    }

    /** The centre of aggregate i. */
    double centre(int i) {
        return centre[i];
    }

    /** No feasible point has aggregate i farther from its centre. */
    double reach(int i) {
        return reach[i];
    }

    double constant() {
        return constant;
    }

    double gradient(int i) {
        return gradient[i];
    }

    /** A direction, an entry for each aggregate. Not to be changed. */
    double[] direction(int k) {
        return direction[k];
    }

    /** Negative along concave directions. */
    double curvature(int k) {
        return curvature[k];
    }

    /** At no feasible point do f, as core computes it, and this form differ by more. */
    double error() {
        return error;
    }

    /** At no feasible point is the sum of the squares along all directions greater by more than if the centre were exact. */
    double centreError() {
        return centreError;
    }
}
