package dev.allot.predictor;

/** Kernel matrices and explicit terms of ridge regression, centred so that the intercept stays free of the penalty. */
final class Kernels {
    private Kernels() {}

    /** X X' of standardised rows. */
    static double[][] linear(double[][] x) {
        int n = x.length;
        double[][] kernel = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int k = 0; k < x[i].length; k++) {
                    dot += x[i][k] * x[j][k];
                }
                kernel[i][j] = dot;
                kernel[j][i] = dot;
            }
        }
        return kernel;
    }

    /** x.x' + scale (x.x')^2 between rows, centred over the rows. */
    static double[][] quadratic(double[][] x, double scale) {
        double[][] kernel = linear(x);
        if (scale == 0) {
            return kernel;
        }
        int n = x.length;
        double[] rowMean = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                kernel[i][j] += scale * kernel[i][j] * kernel[i][j];
                rowMean[i] += kernel[i][j] / n;
            }
            mean += rowMean[i] / n;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double centred = kernel[i][j] - rowMean[i] - rowMean[j] + mean;
                kernel[i][j] = centred;
                kernel[j][i] = centred;
            }
        }
        return kernel;
    }

    /** The terms whose products {@link #quadratic} gives: the features, and their squares and products, centred over the rows. */
    static double[][] quadraticTerms(double[][] x, double scale) {
        if (scale == 0) {
            return x;
        }
        int d = x[0].length;
        double[][] terms = new double[x.length][d + d * (d + 1) / 2];
        int t = d;
        for (int k = 0; k < d; k++) {
            for (int l = 0; l <= k; l++, t++) {
                double factor = Math.sqrt(k == l ? scale : 2 * scale);
                double mean = meanProduct(x, k, l);
                for (int i = 0; i < x.length; i++) {
                    terms[i][t] = factor * (x[i][k] * x[i][l] - mean);
                }
            }
        }
        for (int i = 0; i < x.length; i++) {
            System.arraycopy(x[i], 0, terms[i], 0, d);
        }
        return terms;
    }

    /** Mean over the rows of the product of two columns. */
    static double meanProduct(double[][] x, int k, int l) {
        double mean = 0;
        for (double[] row : x) {
            mean += row[k] * row[l] / x.length;
        }
        return mean;
    }
}
