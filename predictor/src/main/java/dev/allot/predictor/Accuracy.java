package dev.allot.predictor;

/**
 * How well a predictor does on mixes that it did not learn from.
 *
 * @param rows number of mixes
 * @param spearman rank correlation of predictions and scores, ties sharing their mean rank; 0 where either side is constant
 * @param rmse root mean squared error of the predictions, in units of the score
 */
public record Accuracy(int rows, double spearman, double rmse) {
    /**
     * Predicts a table.
     *
     * @param table with the predictor's features, in its order
     */
    public static Accuracy of(Predictor predictor, TrainingTable table) {
        double[] predicted = new double[table.size()];
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = predictor.predict(table.row(i));
        }
        double[] actual = table.scores();
        return new Accuracy(
                predicted.length, CrossValidation.spearman(predicted, actual), CrossValidation.rmse(predicted, actual));
    }
}
