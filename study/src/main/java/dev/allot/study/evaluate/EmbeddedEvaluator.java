package dev.allot.study.evaluate;

import dev.allot.core.routing.Routing;
import dev.allot.core.routing.Source;
import dev.allot.datasets.Preference;
import dev.allot.datasets.PreferencePair;
import dev.allot.predictor.PairwiseLogistic;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The embedded reward model: a pairwise logistic (Bradley-Terry) model on the differences of response features, trained on the labels that a
 * mix buys and scored by its accuracy on held-out gold pairs. Milliseconds for a few thousand pairs.
 *
 * <p>Of the routed pairs it sees the labels by source, never the gold ones; of the held-out pairs the gold ones only.
 */
public final class EmbeddedEvaluator implements Evaluator {
    /** Of the reward model's weights; the usual prior of ridge-penalised logistic regression on scaled features. */
    private static final double PENALTY = 1;

    /** No number between 0 and 1, such as an accuracy, varies more. */
    private static final double MOST_VARIANCE = 0.25;

    private final List<PreferencePair> routed;
    private final List<PreferencePair> heldOut;
    private final Clusters clusters;
    private final PairwiseLogistic model;

    /**
     * An evaluator of mixes of {@code routed}.
     *
     * @param routed the pairs that mixes route, in the order of the routing's instances
     * @param heldOut pairs with gold labels to score on; ties among them are left out
     * @param cluster what pairs share that were held out together
     * @throws IllegalArgumentException if no held-out pair has a gold label that is not a tie
     */
    public EmbeddedEvaluator(
            List<PreferencePair> routed, List<PreferencePair> heldOut, Function<PreferencePair, String> cluster) {
        this.routed = List.copyOf(routed);
        this.heldOut = heldOut.stream()
                .filter(pair -> pair.gold() != null && pair.gold() != Preference.TIE)
                .toList();
        if (this.heldOut.isEmpty()) {
            throw new IllegalArgumentException("no held-out pair has a gold label");
        }
        clusters = new Clusters(this.heldOut.stream().map(cluster).toList());
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
        return Arrays.stream(right(mix)).sum() / heldOut.size();
    }

    /**
     * How far another evaluator's score of a mix may be from this one's, as other prompts, groups or pairs were held out for it: the variance of
     * the difference. Both trained on the same labels. It rests on this one's gold labels alone; of the other's pairs it knows how many there
     * are of each cluster. If its own are of one cluster, nothing is known, and the variance as great as any accuracy's.
     *
     * @param mix a reference: other mixes that make a similar model differ by much the same
     */
    public double varianceOfDifference(EmbeddedEvaluator other, Routing mix) {
        double known = clusters.varianceOfMean(right(mix));
        // A single cluster does not tell how others differ from it.
        double own = Double.isNaN(known) ? MOST_VARIANCE : known;
        return own * (1 + clusters.effective() / other.clusters.effective());
    }

    /** Of each held-out pair whether the model that a mix trains has it right: 1, 0, or a half where it prefers neither. */
    private double[] right(Routing mix) {
        float[] labels = new float[routed.size()];
        float[] weights = new float[routed.size()];
        for (int i = 0; i < labels.length; i++) {
            Source source = mix.source(i);
            Preference label = routed.get(i).labels().get(source.name());
            // A label that is missing cannot be trained on; a tie says that neither response is better.
            weights[i] = label == null ? 0 : 1;
            labels[i] = label == null ? 0.5f : target(label);
        }
        double[] reward = model.fit(labels, weights);
        return heldOut.stream().mapToDouble(pair -> right(reward, pair)).toArray();
    }

    private static float target(Preference label) {
        return switch (label) {
            case FIRST -> 1;
            case SECOND -> 0;
            case TIE -> 0.5f;
        };
    }

    private static double right(double[] reward, PreferencePair pair) {
        double margin = 0;
        double[] difference = pair.difference();
        for (int i = 0; i < reward.length; i++) {
            margin += reward[i] * difference[i];
        }
        if (margin == 0) {
            return 0.5;
        }
        return margin > 0 == (pair.gold() == Preference.FIRST) ? 1 : 0;
    }
}
