package dev.allot.datasets.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Feature differences of a whole set, brought to one scale: each column is divided by its root mean square, so that differences stay
 * antisymmetric; columns that are zero throughout are dropped.
 *
 * @param names of the columns that are left
 * @param rows one for each pair
 */
record Differences(List<String> names, List<double[]> rows) {
    static Differences scaled(List<String> names, List<double[]> rows) {
        double[] squares = new double[names.size()];
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) {
                squares[j] += row[j] * row[j];
            }
        }
        List<Integer> kept = new ArrayList<>();
        for (int j = 0; j < squares.length; j++) {
            if (squares[j] > 0) {
                kept.add(j);
            }
        }
        List<double[]> scaled = new ArrayList<>(rows.size());
        for (double[] row : rows) {
            double[] values = new double[kept.size()];
            for (int k = 0; k < values.length; k++) {
                int j = kept.get(k);
                values[k] = row[j] / Math.sqrt(squares[j] / rows.size());
            }
            scaled.add(values);
        }
        return new Differences(kept.stream().map(names::get).toList(), scaled);
    }
}
