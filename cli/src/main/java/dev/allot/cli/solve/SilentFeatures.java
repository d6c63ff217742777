package dev.allot.cli.solve;

import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.transfer.Influence;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Features of a set that a model has nothing to say of: most likely it was learned where they never occurred, or never varied. */
final class SilentFeatures {
    private static final int NAMED = 10;

    private SilentFeatures() {}

    /**
     * A line that warns of them, if there are any.
     *
     * @param otherSet whether the model is known to be another set's. If not, trees that do not say what they were learned on are not asked:
     *     they pass over features that tell little, so that silence is no sign of a feature they never saw.
     */
    static Optional<String> warning(RoutingProblem problem, Predictor predictor, boolean otherSet) {
        boolean isTold = predictor.origin().isPresent();
        if (predictor.surrogate() instanceof TreeEnsemble && !isTold && !otherSet) {
            return Optional.empty();
        }
        int features = problem.features().size();
        BitSet heard = new BitSet(features);
        heard(predictor).stream().forEach(i -> heard.set(i % features));
        int[] carriers = new int[features];
        int affected = 0;
        for (int k = 0; k < problem.classCount(); k++) {
            FeatureVector f = problem.classTraits(k).features();
            boolean silent = false;
            for (int p = 0; p < f.size(); p++) {
                if (!heard.get(f.index(p))) {
                    carriers[f.index(p)] += problem.classSize(k);
                    silent = true;
                }
            }
            affected += silent ? problem.classSize(k) : 0;
        }
        int[] silent = IntStream.range(0, features).filter(i -> carriers[i] > 0).toArray();
        if (silent.length == 0) {
            return Optional.empty();
        }
        String named = IntStream.of(silent)
                .boxed()
                .sorted((a, b) -> Integer.compare(carriers[b], carriers[a]))
                .limit(NAMED)
                .map(i -> problem.features().name(i) + " (" + carriers[i] + ")")
                .collect(Collectors.joining(", "));
        String more = silent.length > NAMED ? " and " + (silent.length - NAMED) + " more" : "";
        return Optional.of((isTold ? "the model was learned where nothing varied in " : "the model says nothing of ")
                + (silent.length == 1 ? "a feature" : silent.length + " features") + " that " + affected + " of the "
                + problem.size() + " instances have: " + named + more);
    }

    /** The aggregates that varied in what the model was learned on or, if it does not say, that it depends on. */
    private static BitSet heard(Predictor predictor) {
        return predictor
                .origin()
                .map(origin -> {
                    BitSet varied = new BitSet();
                    for (int i = 0; i < origin.ranges().size(); i++) {
                        varied.set(i, origin.varied(i));
                    }
                    return varied;
                })
                .orElseGet(() -> Influence.of(predictor.surrogate()));
    }
}
