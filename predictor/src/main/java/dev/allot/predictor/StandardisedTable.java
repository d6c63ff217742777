package dev.allot.predictor;

/**
 * A training table with features shifted and scaled to mean 0 and standard deviation 1, and scores shifted to mean 0. Columns that (up to
 * rounding) never vary tell nothing and are left out, whatever their value: a model cannot give them a weight.
 */
final class StandardisedTable {
    /** Standard deviations below this share of a column's largest magnitude are rounding, not variation. */
    private static final double RESOLUTION = 1e-9;

    /** Index in the table of each column that varies. */
    final int[] column;

    final double[] mean;
    final double[] deviation;
    /** Standardised values, [row][varying column]. */
    final double[][] x;

    final double meanScore;
    /** Scores less their mean. */
    final double[] y;

    StandardisedTable(TrainingTable table) {
        int n = table.size();
        int width = table.width();
        double[] means = new double[width];
        double[] deviations = new double[width];
        int varying = 0;
        for (int j = 0; j < width; j++) {
            double largest = 0;
            for (int i = 0; i < n; i++) {
                means[j] += table.value(i, j) / n;
                largest = Math.max(largest, Math.abs(table.value(i, j)));
            }
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double d = table.value(i, j) - means[j];
                squares += d * d / n;
            }
            deviations[j] = Math.sqrt(squares);
            if (deviations[j] > RESOLUTION * largest) {
                varying++;
            } else {
                deviations[j] = 0;
            }
        }
        column = new int[varying];
        mean = new double[varying];
        deviation = new double[varying];
        for (int j = 0, k = 0; j < width; j++) {
            if (deviations[j] > 0) {
                column[k] = j;
                mean[k] = means[j];
                deviation[k++] = deviations[j];
            }
        }
        x = new double[n][varying];
        y = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < varying; k++) {
                x[i][k] = (table.value(i, column[k]) - mean[k]) / deviation[k];
            }
            sum += table.score(i) / n;
        }
        meanScore = sum;
        for (int i = 0; i < n; i++) {
            y[i] = table.score(i) - meanScore;
        }
    }

    int rows() {
        return y.length;
    }

    int columns() {
        return column.length;
    }
}
