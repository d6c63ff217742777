package dev.allot.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a predictor learns from: one row for each evaluated mix, with the mix's aggregates as features and its measured score. Immutable:
 * arrays are copied in and out.
 *
 * @param features names of the columns, distinct, at least one
 * @param rows aggregates, [row][feature], finite, at least one row
 * @param scores the measured score of each row, finite
 */
public record TrainingTable(List<String> features, double[][] rows, double[] scores) {
    /**
     * Checks shapes and values.
     *
     * @throws IllegalArgumentException if there is no feature or no row, a name occurs twice, a row has another width, or a number is not
     *     finite
     */
    public TrainingTable {
        features = List.copyOf(features);
        if (features.isEmpty() || rows.length == 0) {
            throw new IllegalArgumentException("a training table needs at least one feature and one row");
        }
        requireDistinct(features);
        if (scores.length != rows.length) {
            throw new IllegalArgumentException("there are " + rows.length + " rows but " + scores.length + " scores");
        }
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != features.size()) {
                throw new IllegalArgumentException(
                        "row " + i + " has " + rows[i].length + " values, not " + features.size());
            }
            copy[i] = rows[i].clone();
            for (int j = 0; j < copy[i].length; j++) {
                requireFinite(copy[i][j], i, features.get(j));
            }
            requireFinite(scores[i], i, "score");
        }
        rows = copy;
        scores = scores.clone();
    }

    private static void requireDistinct(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("feature '" + name + "' is named twice");
            }
        }
    }

    private static void requireFinite(double value, int row, String field) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("row " + row + ", '" + field + "' is " + value + "; it must be finite");
        }
    }

    /** All aggregates, [row][feature]: a copy. */
    @Override
    public double[][] rows() {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    /** All scores: a copy. */
    @Override
    public double[] scores() {
        return scores.clone();
    }

    /** Number of rows. */
    public int size() {
        return rows.length;
    }

    /** Number of features. */
    public int width() {
        return features.size();
    }

    /** Aggregates of one row: a copy. */
    public double[] row(int i) {
        return rows[i].clone();
    }

    /** One aggregate. */
    public double value(int row, int feature) {
        return rows[row][feature];
    }

    /** Score of one row. */
    public double score(int i) {
        return scores[i];
    }

    /** Indices of rows that have the same aggregates, in a group for each different row, by first occurrence. O(size). */
    public int[][] twins() {
        Map<List<Double>, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < rows.length; i++) {
            // Adding 0 makes no difference but to -0.
            List<Double> key = Arrays.stream(rows[i]).map(z -> z + 0.0).boxed().toList();
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
        return groups.values().stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /**
     * The table of the given rows, in the given order; a row may come more than once.
     *
     * @param indices row indices, at least one
     */
    public TrainingTable subset(int[] indices) {
        double[][] chosen = new double[indices.length][];
        double[] chosenScores = new double[indices.length];
        for (int i = 0; i < indices.length; i++) {
            chosen[i] = rows[indices[i]];
            chosenScores[i] = scores[indices[i]];
        }
        return new TrainingTable(features, chosen, chosenScores);
    }

    /**
     * The same rows with other columns: those of that name, and 0 where there is none. In a table of counts, a mix has 0 of what it does not
     * count.
     *
     * @param names distinct
     */
    public TrainingTable withFeatures(List<String> names) {
        int[] column = names.stream().mapToInt(features::indexOf).toArray();
        double[][] chosen = new double[rows.length][names.size()];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < column.length; j++) {
                chosen[i][j] = column[j] < 0 ? 0 : rows[i][column[j]];
            }
        }
        return new TrainingTable(names, chosen, scores);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainingTable that
                && features.equals(that.features)
                && Arrays.deepEquals(rows, that.rows)
                && Arrays.equals(scores, that.scores);
    }

    @Override
    public int hashCode() {
        return (features.hashCode() * 31 + Arrays.deepHashCode(rows)) * 31 + Arrays.hashCode(scores);
    }

    @Override
    public String toString() {
        return "TrainingTable[" + rows.length + " rows x " + features.size() + " features]";
    }
}
