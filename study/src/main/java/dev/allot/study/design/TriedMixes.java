package dev.allot.study.design;

import dev.allot.core.routing.Routing;
import dev.allot.predictor.TrainingTable;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What mixes that were tried tell. */
final class TriedMixes {
    private TriedMixes() {}

    /** How many mixes were chosen: evaluations but those that repeat one. What comes by turns goes by it. */
    static int chosen(List<TriedMix> tried) {
        return (int) tried.stream().filter(mix -> !mix.again()).count();
    }

    /**
     * The mixes that have a score, a mix a row.
     *
     * @param aggregates of a mix
     * @param tried at least one of which has a score
     */
    static TrainingTable table(Function<Routing, double[]> aggregates, List<TriedMix> tried) {
        List<TriedMix> scored =
                tried.stream().filter(t -> t.score().isPresent()).toList();
        double[][] rows =
                scored.stream().map(t -> aggregates.apply(t.routing())).toArray(double[][]::new);
        double[] scores =
                scored.stream().mapToDouble(t -> t.score().getAsDouble()).toArray();
        List<String> names =
                IntStream.range(0, rows[0].length).mapToObj(Integer::toString).toList();
        return new TrainingTable(names, rows, scores);
    }
}
