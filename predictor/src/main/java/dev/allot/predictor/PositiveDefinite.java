package dev.allot.predictor;

/** Symmetric positive definite matrices. */
public final class PositiveDefinite {
    private PositiveDefinite() {}

    /**
     * The lower triangular L with L L' = a. O(n<sup>3</sup> / 3).
     *
     * @throws IllegalArgumentException if {@code a} is not positive definite
     */
    public static double[][] cholesky(double[][] a) {
        int n = a.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                if (i > j) {
                    l[i][j] = sum / l[j][j];
                } else if (sum > 0) {
                    l[i][i] = Math.sqrt(sum);
                } else {
                    throw new IllegalArgumentException("the matrix is not positive definite: pivot " + i);
                }
            }
        }
        return l;
    }

    /** The inverse, by its Cholesky factor. O(n<sup>3</sup>). */
    public static double[][] inverse(double[][] a) {
        int n = a.length;
        double[][] l = cholesky(a);
        // Rows of the inverse of L, then a^-1 = (L^-1)' L^-1.
        double[][] m = new double[n][n];
        for (int i = 0; i < n; i++) {
            m[i][i] = 1 / l[i][i];
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = j; k < i; k++) {
                    sum -= l[i][k] * m[k][j];
                }
                m[i][j] = sum / l[i][i];
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = i; k < n; k++) {
                    sum += m[k][i] * m[k][j];
                }
                inverse[i][j] = sum;
                inverse[j][i] = sum;
            }
        }
        return inverse;
    }
}
