package dev.allot.predictor;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * All ridge fits of centred scores y on centred terms, one for each penalty, from one eigendecomposition K = U S U' of the kernel matrix
 * K = F F' of the terms F. The fit at penalty p has the dual coefficients (K + p I)^-1 y, the fitted values U S (S + p I)^-1 U' y, and the
 * leave-one-out errors (residual i) / (1 - h_i) with the leverage h_i = 1/n + sum_k u_ik^2 s_k / (s_k + p), where 1/n is the share of the
 * unpenalised intercept (Golub, Heath and Wahba 1979, section 1, with the intercept as in Hastie, Tibshirani and Friedman, "The Elements of
 * Statistical Learning", section 7.10). That is exact for terms whose scale is fixed beforehand.
 */
final class RidgePath {
    /** Eigenvalues below this share of the largest are zero up to rounding. */
    private static final double RANK_TOLERANCE = 1e-12;

    private final double[] y;
    /** Left singular vectors of the terms, [direction][row]. */
    private final double[][] u;
    /** Squared singular values. */
    private final double[] s;
    /** U' y. */
    private final double[] projected;

    private final double meanEigenvalue;

    private RidgePath(double[] y, double[][] u, double[] s) {
        this.y = y;
        this.u = u;
        this.s = s;
        projected = new double[s.length];
        double sum = 0;
        for (int k = 0; k < s.length; k++) {
            for (int i = 0; i < y.length; i++) {
                projected[k] += u[k][i] * y[i];
            }
            sum += s[k];
        }
        meanEigenvalue = sum / y.length;
    }

    /** From the centred kernel matrix, rows x rows. */
    static RidgePath ofKernel(double[][] kernel, double[] y) {
        return of(new EigenDecomposition(MatrixUtils.createRealMatrix(kernel)), y, (vector, value) -> vector);
    }

    /** From the centred terms, rows x terms; cheaper than by the kernel where terms are fewer than rows. */
    static RidgePath ofTerms(double[][] terms, double[] y) {
        RealMatrix f = MatrixUtils.createRealMatrix(terms);
        return of(
                new EigenDecomposition(symmetric(f.transpose().multiply(f).getData())),
                y,
                (vector, value) -> f.operate(vector).mapDivideToSelf(Math.sqrt(value)));
    }

    /** Of an eigenvector and its eigenvalue, the left singular vector of the terms. */
    private interface LeftSingular {
        RealVector vector(RealVector eigenvector, double eigenvalue);
    }

    private static RidgePath of(EigenDecomposition eigen, double[] y, LeftSingular left) {
        double[] values = eigen.getRealEigenvalues();
        double least = RANK_TOLERANCE * Arrays.stream(values).max().orElse(0);
        int[] kept = IntStream.range(0, values.length)
                .filter(k -> values[k] > Math.max(least, 0))
                .toArray();
        double[][] u = new double[kept.length][];
        double[] s = new double[kept.length];
        for (int r = 0; r < kept.length; r++) {
            s[r] = values[kept[r]];
            u[r] = left.vector(eigen.getEigenvector(kept[r]), s[r]).toArray();
        }
        return new RidgePath(y, u, s);
    }

    private static RealMatrix symmetric(double[][] gram) {
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j < i; j++) {
                gram[i][j] = gram[j][i];
            }
        }
        return MatrixUtils.createRealMatrix(gram);
    }

    /** The penalty of the grid with the least leave-one-out error; among equals the largest. */
    Choice best(Penalties penalties) {
        Choice best = new Choice(absolute(penalties.get(0)), leaveOneOut(absolute(penalties.get(0))));
        for (int i = 1; i < penalties.count(); i++) {
            double penalty = absolute(penalties.get(i));
            double error = leaveOneOut(penalty);
            if (error < best.leaveOneOutError()) {
                best = new Choice(penalty, error);
            }
        }
        return best;
    }

    /** A penalty relative to the mean eigenvalue, as one that is added to every eigenvalue. */
    double absolute(double relativePenalty) {
        return relativePenalty * (meanEigenvalue > 0 ? meanEigenvalue : 1);
    }

    /**
     * A penalty and how well it predicts.
     *
     * @param penalty added to every eigenvalue
     * @param leaveOneOutError mean squared error of predicting each row from all others
     */
    record Choice(double penalty, double leaveOneOutError) {}

    /** Mean squared error of predicting each row from all others, with the intercept refitted. */
    double leaveOneOut(double penalty) {
        int n = y.length;
        double[] residual = y.clone();
        double[] leverage = new double[n];
        for (int k = 0; k < s.length; k++) {
            double keep = s[k] / (s[k] + penalty);
            double step = keep * projected[k];
            for (int i = 0; i < n; i++) {
                residual[i] -= step * u[k][i];
                leverage[i] += keep * u[k][i] * u[k][i];
            }
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double free = 1 - 1.0 / n - leverage[i];
            double error = residual[i] / Math.max(free, 1e-12);
            sum += error * error;
        }
        return sum / n;
    }

    /**
     * Logarithm, up to a constant, of the probability of the scores if weights are normal with a variance of noise / penalty: the intercept
     * integrated out over a flat prior, the noise at its best value (restricted maximum likelihood).
     */
    double evidence(double penalty) {
        double determinant = 0;
        for (double eigenvalue : s) {
            determinant += Math.log1p(eigenvalue / penalty);
        }
        return -(determinant + (y.length - 1) * Math.log(Math.max(noiseVariance(penalty), Double.MIN_NORMAL))) / 2;
    }

    /** The noise's variance that makes the scores most probable, under the same assumptions. */
    double noiseVariance(double penalty) {
        double squares = 0;
        double explained = 0;
        for (double score : y) {
            squares += score * score;
        }
        for (int k = 0; k < s.length; k++) {
            squares -= projected[k] * projected[k];
            explained += projected[k] * projected[k] * penalty / (s[k] + penalty);
        }
        return (Math.max(squares, 0) + explained) / (y.length - 1);
    }

    /** Dual coefficients, one for each row: the fit is the sum over rows of coefficient times kernel. */
    double[] dual(double penalty) {
        double[] rest = y.clone();
        double[] dual = new double[y.length];
        for (int k = 0; k < s.length; k++) {
            for (int i = 0; i < dual.length; i++) {
                rest[i] -= projected[k] * u[k][i];
                dual[i] += projected[k] / (s[k] + penalty) * u[k][i];
            }
        }
        // What no term can explain is orthogonal to all terms; it matters to the dual coefficients only.
        for (int i = 0; i < dual.length; i++) {
            dual[i] += rest[i] / penalty;
        }
        return dual;
    }
}
