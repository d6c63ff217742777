package dev.allot.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** K-fold cross-validation of a predictor family on a table. */
public final class CrossValidation {
    private CrossValidation() {}

    /**
     * Shuffles the rows into folds, trains on all but one of them at a time and predicts that one. Rows of equal aggregates, a mix that was
     * measured more than once, are in the same fold, as long as there are as many different ones as folds: a predictor that saw one of them
     * would have seen of the others what it is to predict.
     *
     * @param folds number of folds, from 2 to the number of rows
     * @param seed decides the folds, and by a stream of its own the randomness of each fold's training
     * @throws IllegalArgumentException if there are too few or too many folds
     */
    public static CrossValidationReport of(PredictorFamily family, TrainingTable table, int folds, long seed) {
        return of(family, table, folds, seed, () -> {});
    }

    /**
     * The same with news of progress.
     *
     * @param foldDone called after each fold
     */
    public static CrossValidationReport of(
            PredictorFamily family, TrainingTable table, int folds, long seed, Runnable foldDone) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] parts = folds(table, folds, random.split());
        double[] outOfFold = new double[table.size()];
        List<FoldScore> scores = new ArrayList<>();
        int within = 0;
        boolean hasIntervals = true;
        for (int f = 0; f < folds; f++) {
            Predictor predictor = family.train(table.subset(rowsOutside(parts, f)), random.nextLong());
            double[] predicted = new double[parts[f].length];
            double[] actual = new double[parts[f].length];
            for (int i = 0; i < predicted.length; i++) {
                int row = parts[f][i];
                predicted[i] = predictor.predict(table.row(row));
                actual[i] = table.score(row);
                outOfFold[row] = predicted[i];
                within += isWithin(predictor, table.row(row), actual[i]) ? 1 : 0;
            }
            hasIntervals &= predictor.posterior().isPresent();
            scores.add(new FoldScore(f, predicted.length, spearman(predicted, actual), rmse(predicted, actual)));
            foldDone.run();
        }
        OptionalDouble coverage =
                hasIntervals ? OptionalDouble.of((double) within / table.size()) : OptionalDouble.empty();
        return new CrossValidationReport(family.id(), scores, outOfFold, coverage);
    }

    private static boolean isWithin(Predictor predictor, double[] aggregates, double score) {
        return predictor
                .posterior()
                .filter(known -> known.predictive(aggregates, CrossValidationReport.INTERVAL, 0)
                        .contains(score))
                .isPresent();
    }

    /** The table without each fold in turn; the folds are those of {@link #of}. */
    public static List<TrainingTable> leavingOut(TrainingTable table, int folds, SplittableRandom random) {
        int[][] parts = folds(table, folds, random);
        List<TrainingTable> without = new ArrayList<>();
        for (int f = 0; f < folds; f++) {
            without.add(table.subset(rowsOutside(parts, f)));
        }
        return without;
    }

    /** Row indices of each fold, ascending; numbers of different rows differ by one at most. */
    static int[][] folds(TrainingTable table, int folds, SplittableRandom random) {
        int rows = table.size();
        if (folds < 2 || folds > rows) {
            throw new IllegalArgumentException(
                    "cross-validation of " + rows + " rows needs 2 to " + rows + " folds, not " + folds);
        }
        int[][] twins = table.twins();
        if (twins.length < folds) {
            return parts(rows, folds, random);
        }
        int[][] parts = parts(twins.length, folds, random);
        for (int f = 0; f < folds; f++) {
            parts[f] = Arrays.stream(parts[f])
                    .flatMap(different -> Arrays.stream(twins[different]))
                    .sorted()
                    .toArray();
        }
        return parts;
    }

    private static int[][] parts(int rows, int folds, SplittableRandom random) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        int[][] parts = new int[folds][];
        for (int f = 0; f < folds; f++) {
            parts[f] = Arrays.copyOfRange(order, (int) ((long) f * rows / folds), (int) ((f + 1L) * rows / folds));
            Arrays.sort(parts[f]);
        }
        return parts;
    }

    private static int[] rowsOutside(int[][] parts, int fold) {
        List<Integer> rows = new ArrayList<>();
        for (int f = 0; f < parts.length; f++) {
            if (f != fold) {
                for (int row : parts[f]) {
                    rows.add(row);
                }
            }
        }
        return rows.stream().sorted().mapToInt(Integer::intValue).toArray();
    }

    static double spearman(double[] predicted, double[] actual) {
        if (isConstant(predicted) || isConstant(actual)) {
            return 0;
        }
        return new SpearmansCorrelation().correlation(predicted, actual);
    }

    private static boolean isConstant(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    static double rmse(double[] predicted, double[] actual) {
        double squares = 0;
        for (int i = 0; i < predicted.length; i++) {
            double d = predicted[i] - actual[i];
            squares += d * d;
        }
        return Math.sqrt(squares / predicted.length);
    }
}
