package dev.allot.predictor.xgboost;

import dev.allot.predictor.PredictorFamily;

/** A family of trees that keeps what is known beforehand. */
public interface ConstrainableTrees extends PredictorFamily {
    /**
     * The same family under constraints, in place of those that it had. Training refuses a table without the features that they name ({@link
     * IllegalArgumentException}).
     */
    ConstrainableTrees under(TreeConstraints constraints);
}
