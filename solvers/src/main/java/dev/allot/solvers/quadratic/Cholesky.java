package dev.allot.solvers.quadratic;

/** The factor L of a positive semidefinite matrix L L', with small pivots made large: steps along what they stand for vanish. */
final class Cholesky {
    private static final double LEAST_PIVOT = 1e-14;
    private static final double LARGE = 1e64;

    private final int n;
    private final double[][] factor;

    Cholesky(int n) {
        this.n = n;
        factor = new double[n][n];
    }

    /**
     * Factorises a matrix; O(n<sup>3</sup> / 3).
     *
     * @param matrix its lower half is looked at
     */
    void factorise(double[][] matrix) {
        for (int i = 0; i < n; i++) {
            double[] row = factor[i];
            for (int j = 0; j < i; j++) {
                double[] other = factor[j];
                row[j] = (matrix[i][j] - dot(row, other, j)) / other[j];
            }
            double pivot = matrix[i][i] - dot(row, row, i);
            row[i] = pivot > LEAST_PIVOT * Math.abs(matrix[i][i]) ? Math.sqrt(pivot) : LARGE;
        }
    }

    private static double dot(double[] a, double[] b, int length) {
        double even = 0;
        double odd = 0;
        int k = 0;
        for (; k < length - 1; k += 2) {
            even += a[k] * b[k];
            odd += a[k + 1] * b[k + 1];
        }
        return k < length ? even + a[k] * b[k] + odd : even + odd;
    }

    /** Replaces a vector v by the solution of L L' u = v. */
    void solve(double[] v) {
        for (int i = 0; i < n; i++) {
            v[i] = (v[i] - dot(factor[i], v, i)) / factor[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double u = v[i] / factor[i][i];
            v[i] = u;
            double[] row = factor[i];
            for (int k = 0; k < i; k++) {
                v[k] -= row[k] * u;
            }
        }
    }

    /** L, by row. */
    double[][] factor() {
        return factor;
    }
}
