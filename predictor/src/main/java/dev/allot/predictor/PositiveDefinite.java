package dev.allot.predictor;

/** Symmetric positive definite matrices. All loops run along rows, where memory is read in order. */
public final class PositiveDefinite {
    private PositiveDefinite() {}

    /**
     * The lower triangular L with L L' = a. O(n<sup>3</sup> / 3).
     *
     * @throws IllegalArgumentException if {@code a} is not positive definite
     */
    public static double[][] cholesky(double[][] a) {
        int n = a.length;
        // The upper triangle of what is left of a; row k becomes column k of L.
        double[][] rest = new double[n][];
        for (int i = 0; i < n; i++) {
            rest[i] = a[i].clone();
        }
        for (int k = 0; k < n; k++) {
            double[] row = rest[k];
            if (!(row[k] > 0)) {
                throw new IllegalArgumentException("the matrix is not positive definite: pivot " + k);
            }
            double pivot = Math.sqrt(row[k]);
            row[k] = pivot;
            for (int j = k + 1; j < n; j++) {
                row[j] /= pivot;
            }
            for (int i = k + 1; i < n; i++) {
                subtract(rest[i], row[i], row, i, n);
            }
        }
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                l[i][j] = rest[j][i];
            }
        }
        return l;
    }

    /** The solution x of L x = b, L lower triangular. O(n<sup>2</sup>). */
    public static double[] forward(double[][] l, double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= l[i][j] * x[j];
            }
            x[i] /= l[i][i];
        }
        return x;
    }

    /** The inverse, by its Cholesky factor. O(n<sup>3</sup>). */
    public static double[][] inverse(double[][] a) {
        return inverseOfFactored(cholesky(a));
    }

    /** The inverse of L L'. O(2 n<sup>3</sup> / 3). */
    public static double[][] inverseOfFactored(double[][] l) {
        int n = l.length;
        // Rows of the inverse of L, then a^-1 = (L^-1)' L^-1.
        double[][] m = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                subtract(m[i], l[i][k], m[k], 0, k + 1);
            }
            for (int j = 0; j < i; j++) {
                m[i][j] /= l[i][i];
            }
            m[i][i] = 1 / l[i][i];
        }
        double[][] inverse = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i <= k; i++) {
                subtract(inverse[i], -m[k][i], m[k], 0, i + 1);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                inverse[j][i] = inverse[i][j];
            }
        }
        return inverse;
    }

    /** Subtracts a multiple of another row, from one column to before another. */
    private static void subtract(double[] from, double factor, double[] row, int start, int end) {
        for (int j = start; j < end; j++) {
            from[j] -= factor * row[j];
        }
    }
}
