package dev.allot.predictor;

import java.util.List;

/** A family that can learn from scores of another kind, too: of earlier studies, other reward models, cheaper evaluators. */
public interface BorrowingFamily extends PredictorFamily {
    /**
     * The same family with prior knowledge.
     *
     * @param earlier tables of the same features as those that it is to be trained on; each may have a level and scale of its own
     */
    PredictorFamily borrowing(List<TrainingTable> earlier);
}
