package dev.allot.predictor;

/**
 * Differences of features, each feature divided by its root mean square over the rows: the arithmetic on them that fitting needs.
 * Immutable.
 */
final class ScaledDifferences {
    private final int rows;
    private final int features;
    /** Scaled differences, row after row. */
    private final double[] x;
    /** What each feature was divided by; 0 for one that is 0 in all rows. */
    private final double[] scale;

    private ScaledDifferences(int rows, int features, double[] x, double[] scale) {
        this.rows = rows;
        this.features = features;
        this.x = x;
        this.scale = scale;
    }

    /**
     * Scales differences.
     *
     * @param differences [row][feature], finite; at least one row, all of one width of at least 1
     * @throws IllegalArgumentException if the shape or a number is wrong
     */
    static ScaledDifferences of(float[][] differences) {
        if (differences.length == 0 || differences[0].length == 0) {
            throw new IllegalArgumentException("at least one row and one feature are needed");
        }
        int n = differences.length;
        int d = differences[0].length;
        double[] scale = new double[d];
        for (int i = 0; i < n; i++) {
            if (differences[i].length != d) {
                throw new IllegalArgumentException("row " + i + " has " + differences[i].length + " values, not " + d);
            }
            for (int k = 0; k < d; k++) {
                if (!Float.isFinite(differences[i][k])) {
                    throw new IllegalArgumentException("row " + i + ", feature " + k + " is " + differences[i][k]);
                }
                scale[k] += (double) differences[i][k] * differences[i][k] / n;
            }
        }
        double[] x = new double[n * d];
        for (int k = 0; k < d; k++) {
            scale[k] = Math.sqrt(scale[k]);
            for (int i = 0; i < n && scale[k] > 0; i++) {
                x[i * d + k] = differences[i][k] / scale[k];
            }
        }
        return new ScaledDifferences(n, d, x, scale);
    }

    /** Number of rows. */
    int rows() {
        return rows;
    }

    /** Number of features. */
    int features() {
        return features;
    }

    /** A row's features times weights, summed; in four parts, so that an addition need not wait for the one before. */
    double margin(int row, double[] beta) {
        int at = row * features;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int k = 0;
        for (; k < features - 3; k += 4) {
            a += beta[k] * x[at + k];
            b += beta[k + 1] * x[at + k + 1];
            c += beta[k + 2] * x[at + k + 2];
            d += beta[k + 3] * x[at + k + 3];
        }
        for (; k < features; k++) {
            a += beta[k] * x[at + k];
        }
        return (a + b) + (c + d);
    }

    /** Adds a row, times a weight, to a vector. */
    void add(int row, double weight, double[] vector) {
        int at = row * features;
        for (int k = 0; k < features; k++) {
            vector[k] += weight * x[at + k];
        }
    }

    /** Adds the products of a row's features, times a weight, to the lower triangle. */
    void addProducts(int row, double weight, double[][] triangle) {
        int at = row * features;
        for (int k = 0; k < features; k++) {
            double weighted = weight * x[at + k];
            // A feature that differs in few of the rows costs nothing in the others.
            if (weighted != 0) {
                double[] line = triangle[k];
                for (int l = 0; l <= k; l++) {
                    line[l] += weighted * x[at + l];
                }
            }
        }
    }

    /** Weights of scaled features as weights of the features themselves; 0 for one that is 0 in all rows. */
    double[] inOwnUnits(double[] weights) {
        double[] own = new double[features];
        for (int k = 0; k < features; k++) {
            own[k] = scale[k] > 0 ? weights[k] / scale[k] : 0;
        }
        return own;
    }
}
