package dev.allot.study;

import dev.allot.predictor.LinearPosterior;
import dev.allot.predictor.ModelSelection;
import dev.allot.predictor.TrainingTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one pass of the closed loop gave.
 *
 * @param table the evaluated mixes: aggregates and scores
 * @param costs what each evaluated mix costs, in the table's order
 * @param failed how many evaluations of the design failed for good
 * @param selection the predictor chosen, and how the families did in cross-validation
 * @param earlier what was known before
 * @param posterior what the evaluated mixes tell of a score that is linear in the aggregates, whatever family was chosen
 * @param noise what evaluations of the same mix tell; null if there are none
 * @param outcomes baselines and strategies at each budget, with predicted and realised scores
 */
public record LoopResult(
        TrainingTable table,
        double[] costs,
        int failed,
        ModelSelection selection,
        List<EarlierScores> earlier,
        LinearPosterior posterior,
        @Nullable ReplicatedNoise noise,
        List<Outcome> outcomes) {
    public LoopResult {
        earlier = List.copyOf(earlier);
        outcomes = List.copyOf(outcomes);
    }
}
