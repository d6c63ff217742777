package dev.allot.study.evaluate;

import dev.allot.core.routing.Routing;
import dev.allot.core.routing.Source;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.predictor.PairwiseLogistic;
import java.util.List;

/**
 * The embedded reward model: a pairwise logistic (Bradley-Terry) model on the differences of response features, trained on the labels that a
 * mix buys and scored by its accuracy on held-out gold pairs. Milliseconds for a few thousand pairs.
 *
 * <p>Of the routed pairs it sees the labels by source, never the gold ones; of the held-out pairs the gold ones only.
 */
public final class EmbeddedEvaluator implements Evaluator {
    /** Of the reward model's weights; the usual prior of ridge-penalised logistic regression on scaled features. */
    private static final double PENALTY = 1;

    private final List<PreferencePair> routed;
    private final List<PreferencePair> heldOut;
    private final PairwiseLogistic model;

    /**
     * An evaluator of mixes of {@code routed}.
     *
     * @param routed the pairs that mixes route, in the order of the routing's instances
     * @param heldOut pairs with gold labels to score on; ties among them are left out
     * @throws IllegalArgumentException if no held-out pair has a gold label that is not a tie
     */
    public EmbeddedEvaluator(List<PreferencePair> routed, List<PreferencePair> heldOut) {
        this.routed = List.copyOf(routed);
        this.heldOut = heldOut.stream()
                .filter(pair -> pair.gold() != null && pair.gold() != Preference.TIE)
                .toList();
        if (this.heldOut.isEmpty()) {
            throw new IllegalArgumentException("no held-out pair has a gold label");
        }
        model = PairwiseLogistic.of(
                routed.stream().map(pair -> toFloats(pair.difference())).toArray(float[][]::new), PENALTY);
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Nothing is random in it: the seed plays no part. */
    @Override
    public double evaluate(Routing mix, int seed) {
        float[] labels = new float[routed.size()];
        float[] weights = new float[routed.size()];
        for (int i = 0; i < labels.length; i++) {
            Source source = mix.source(i);
            Preference label = routed.get(i).labels().get(source.name());
            // A label that is missing cannot be trained on; a tie says that neither response is better.
            weights[i] = label == null ? 0 : 1;
            labels[i] = label == null ? 0.5f : target(label);
        }
        return accuracy(model.fit(labels, weights));
    }

    private static float target(Preference label) {
        return switch (label) {
            case FIRST -> 1;
            case SECOND -> 0;
            case TIE -> 0.5f;
        };
    }

    /**
     * Variance of a score by the choice of the held-out pairs: another evaluator of the same mixes, with other pairs held out, differs from this
     * one by both variances.
     *
     * @param score the accuracy
     */
    public double samplingVariance(double score) {
        double p = Math.min(1, Math.max(0, score));
        return p * (1 - p) / heldOut.size();
    }

    private double accuracy(double[] reward) {
        double right = 0;
        for (PreferencePair pair : heldOut) {
            double margin = 0;
            double[] difference = pair.difference();
            for (int i = 0; i < reward.length; i++) {
                margin += reward[i] * difference[i];
            }
            if (margin == 0) {
                right += 0.5;
            } else if (margin > 0 == (pair.gold() == Preference.FIRST)) {
                right += 1;
            }
        }
        return right / heldOut.size();
    }
}
