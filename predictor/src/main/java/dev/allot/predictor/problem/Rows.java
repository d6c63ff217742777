package dev.allot.predictor.problem;

import java.util.ArrayList;
import java.util.List;

/** Sparse rows over the variables, and the same by columns. */
final class Rows {
    private final List<int[]> variables = new ArrayList<>();
    private final List<double[]> coefficients = new ArrayList<>();

    void add(int[] rowVariables, double[] rowCoefficients) {
        variables.add(rowVariables);
        coefficients.add(rowCoefficients);
    }

    /**
     * A column.
     *
     * @param rows the rows that a variable has a coefficient in, ascending
     * @param coefficients its coefficients
     */
    record Column(int[] rows, double[] coefficients) {}

    /** The column of each variable; O(entries). */
    List<Column> columns(int count) {
        int[] sizes = new int[count];
        for (int[] row : variables) {
            for (int j : row) {
                sizes[j]++;
            }
        }
        List<Column> columns = new ArrayList<>(count);
        for (int size : sizes) {
            columns.add(new Column(new int[size], new double[size]));
        }
        int[] next = new int[count];
        for (int i = 0; i < variables.size(); i++) {
            int[] row = variables.get(i);
            for (int k = 0; k < row.length; k++) {
                Column column = columns.get(row[k]);
                column.rows[next[row[k]]] = i;
                column.coefficients[next[row[k]]++] = coefficients.get(i)[k];
            }
        }
        return columns;
    }
}
