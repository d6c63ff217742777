package dev.allot.study;

import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.ModelSelection;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.gain.FeatureGain;
import dev.allot.predictor.gain.FeatureGains;
import dev.allot.predictor.gain.ShapleyValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What trees have learned of features. Of linear predictors the gains by tag say it, with intervals of the posterior; trees are asked: what more of
 * a feature would change, with intervals by the jackknife, and how much it contributes to their predictions (Shapley values).
 */
final class LearnedFeatures {
    private LearnedFeatures() {}

    /** Of the predictor that was chosen, if it is of trees; trains it anew without each tenth of the table. */
    static Optional<StudySummary.Learned> of(ModelSelection selection, TrainingTable table, long seed) {
        if (!(selection.predictor().surrogate() instanceof TreeEnsemble trees)
                || table.twins().length < FeatureGains.PER_HUNDRED.folds()) {
            return Optional.empty();
        }
        double[][] mixes = table.rows();
        double[] contributions = new ShapleyValues(trees, mixes).importance(mixes);
        List<StudySummary.Feature> features = new ArrayList<>();
        for (FeatureGain gain : FeatureGains.PER_HUNDRED.of(selection.family(), table, seed)) {
            double contribution = contributions[table.features().indexOf(gain.feature())];
            if (contribution > 0) {
                features.add(new StudySummary.Feature(
                        gain.feature(),
                        gain.gain(),
                        gain.interval().lower(),
                        gain.interval().upper(),
                        contribution));
            }
        }
        features.sort(
                Comparator.comparingDouble(StudySummary.Feature::contribution).reversed());
        return Optional.of(new StudySummary.Learned(selection.family().id(), features));
    }
}
