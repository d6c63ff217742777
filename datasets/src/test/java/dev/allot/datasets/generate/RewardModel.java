package dev.allot.datasets.generate;

import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import java.util.List;

/** A plain Bradley-Terry model on feature differences, by gradient descent: the simplest judge of a mix of labels. */
final class RewardModel {
    private static final int STEPS = 150;
    private static final double RIDGE = 1.0;

    private final double[] weights;

    private RewardModel(double[] weights) {
        this.weights = weights;
    }

    /** Trained on a label for each pair; null and ties are left out. */
    static RewardModel train(List<PreferencePair> pairs, Preference[] labels) {
        int n = pairs.get(0).difference().length;
        double[] w = new double[n];
        double[] velocity = new double[n];
        int used = 0;
        for (Preference label : labels) {
            used += label == null || label == Preference.TIE ? 0 : 1;
        }
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[n];
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == null || labels[i] == Preference.TIE) {
                    continue;
                }
                double[] d = pairs.get(i).difference();
                double target = labels[i] == Preference.FIRST ? 1 : 0;
                double error = target - 1 / (1 + Math.exp(-Annotator.dot(w, d)));
                for (int j = 0; j < n; j++) {
                    gradient[j] += error * d[j];
                }
            }
            for (int j = 0; j < n; j++) {
                velocity[j] = 0.9 * velocity[j] + (gradient[j] - RIDGE * w[j]) / Math.max(1, used);
                w[j] += 0.5 * velocity[j];
            }
        }
        return new RewardModel(w);
    }

    /** Share of pairs whose gold preference it agrees with. */
    double accuracy(List<PreferencePair> pairs) {
        int right = 0;
        for (PreferencePair pair : pairs) {
            right += Preference.ofDifference(Annotator.dot(weights, pair.difference())) == pair.gold() ? 1 : 0;
        }
        return (double) right / pairs.size();
    }
}
