package dev.allot.predictor;

/**
 * How well a predictor trained on all other folds does on one fold.
 *
 * @param fold index of the fold, from 0
 * @param rows number of rows in it
 * @param spearman rank correlation of predictions and scores, ties sharing their mean rank; 0 where either side is constant, for nothing
 *     is ranked then
 * @param rmse root mean squared error of the predictions, in units of the score
 */
public record FoldScore(int fold, int rows, double spearman, double rmse) {}
