package dev.allot.predictor.gaussian;

import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.predictor.TrainingTable;
import java.util.Arrays;

/** A training table whose features were raised to a power and then, like the scores, shifted to mean 0 and scaled to deviation 1. */
final class RaisedTable {
    /** Deviations below this share of a column's largest magnitude are rounding, not variation. */
    private static final double RESOLUTION = 1e-9;

    private final TrainingTable table;
    private final double power;
    /** Index in the table of each column that varies. */
    private final int[] columns;

    private final double[] deviations;
    /** Standardised values, [varying column][row]. */
    private final double[][] values;

    private final double meanScore;
    private final double scoreDeviation;
    private final double[] scores;

    RaisedTable(TrainingTable table, double power) {
        this.table = table;
        this.power = power;
        int n = table.size();
        int[] varying = new int[table.width()];
        double[] scale = new double[table.width()];
        double[][] standardised = new double[table.width()][];
        int count = 0;
        for (int j = 0; j < table.width(); j++) {
            double[] column = new double[n];
            for (int i = 0; i < n; i++) {
                column[i] = KernelSurrogate.raised(table.value(i, j), power);
            }
            double deviation = standardise(column);
            if (deviation > 0) {
                varying[count] = j;
                scale[count] = deviation;
                standardised[count++] = column;
            }
        }
        columns = Arrays.copyOf(varying, count);
        deviations = Arrays.copyOf(scale, count);
        values = Arrays.copyOf(standardised, count);
        scores = table.scores();
        double sum = 0;
        for (double score : scores) {
            sum += score;
        }
        meanScore = sum / n;
        scoreDeviation = standardise(scores);
    }

    /** Shifts and scales in place; returns the deviation, 0 if nothing varies beyond rounding. */
    private static double standardise(double[] values) {
        double mean = 0;
        double largest = 0;
        for (double value : values) {
            mean += value / values.length;
            largest = Math.max(largest, Math.abs(value));
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean) / values.length;
        }
        double deviation = Math.sqrt(squares);
        if (!(deviation > RESOLUTION * largest)) {
            return 0;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = (values[i] - mean) / deviation;
        }
        return deviation;
    }

    /** Whether there is nothing to learn: no feature varies, or the scores do not. */
    boolean isConstant() {
        return columns.length == 0 || scoreDeviation == 0;
    }

    int rows() {
        return scores.length;
    }

    /** Number of columns that vary. */
    int width() {
        return columns.length;
    }

    /** Index in the table of a column that varies. */
    int column(int k) {
        return columns[k];
    }

    /** Where the table's column {@code column} stands among those that vary, or a negative number. */
    int indexOf(int column) {
        return Arrays.binarySearch(columns, column);
    }

    /** Standardised values of a column that varies, by row; not to be changed. */
    double[] values(int k) {
        return values[k];
    }

    /** Deviation of a raised column that varies. */
    double deviation(int k) {
        return deviations[k];
    }

    /** Standardised scores; not to be changed. */
    double[] scores() {
        return scores;
    }

    double meanScore() {
        return meanScore;
    }

    double scoreDeviation() {
        return scoreDeviation;
    }

    double power() {
        return power;
    }

    TrainingTable table() {
        return table;
    }
}
