package dev.allot.study.compare;

import dev.allot.core.model.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one solver on one problem within one limit, by seed.
 *
 * @param reference what is known of the problem
 * @param limit of all of them
 * @param solver its id
 * @param trials in the order of the seeds; at least one
 */
record CellRuns(Reference reference, RunLimit limit, String solver, List<Trial> trials) {
    private static final String OPTIMAL = "OPTIMAL";
    private static final String INFEASIBLE = "INFEASIBLE";

    boolean ran() {
        return trials.stream().allMatch(Trial::ran);
    }

    int found() {
        return (int) trials.stream().filter(Trial::found).count();
    }

    int proven() {
        return (int) trials.stream()
                .filter(t -> t.outcome().equals(OPTIMAL) || t.outcome().equals(INFEASIBLE))
                .count();
    }

    private Sense sense() {
        return reference.sense();
    }

    MedianEstimate estimate(ToDoubleFunction<Trial> value) {
        return MedianEstimate.of(trials.stream().map(value::applyAsDouble).toList());
    }

    /** Of the maximised problem. */
    double medianObjective() {
        return estimate(Trial::objective).median();
    }

    /** The same in the terms of the problem as it is stated. */
    double statedObjective() {
        return sense().restore(medianObjective());
    }

    /** From the median objective to the best bound of any run; infinite if either is missing. */
    double medianGap() {
        return reference.bestBound() - medianObjective();
    }

    double primalIntegral(Trial trial) {
        return PrimalGap.integral(trial.trace(), limit, reference.bestObjective());
    }

    /**
     * The row of a summary.
     *
     * @param random median objective of random sampling in this cell, maximised; NaN if it did not run
     */
    ComparisonSummary.Cell summary(double random) {
        boolean ran = ran();
        double bound = reference.bestBound();
        double room = bound - random;
        boolean bounded = ran && Double.isFinite(bound);
        boolean roomy = bounded && Double.isFinite(room) && room > 0;
        return new ComparisonSummary.Cell(
                reference.name(),
                limit.toString(),
                solver,
                outcomes(),
                detail(),
                found(),
                proven(),
                trials.size(),
                ran ? estimate(t -> sense().restore(t.objective())) : null,
                ran ? estimate(t -> sense().restore(t.bound())) : null,
                bounded ? estimate(t -> bound - t.objective()) : null,
                roomy ? estimate(t -> (bound - t.objective()) / room) : null,
                ran && reference.isReached() ? estimate(this::primalIntegral) : null,
                ran ? estimate(Trial::seconds) : null);
    }

    private Map<String, Integer> outcomes() {
        Map<String, Integer> counts = new TreeMap<>();
        trials.forEach(trial -> counts.merge(trial.outcome(), 1, Integer::sum));
        return counts;
    }

    private @Nullable String detail() {
        return trials.stream().flatMap(t -> t.detail().stream()).findFirst().orElse(null);
    }

    /** Objective and bound along the run. */
    ComparisonSummary.Curve curve(List<Double> positions) {
        List<@Nullable Double> low = new ArrayList<>();
        List<@Nullable Double> median = new ArrayList<>();
        List<@Nullable Double> high = new ArrayList<>();
        List<@Nullable Double> bound = new ArrayList<>();
        for (double position : positions) {
            double[] objectives = new double[trials.size()];
            double[] bounds = new double[trials.size()];
            for (int i = 0; i < objectives.length; i++) {
                Moment moment = PrimalGap.at(trials.get(i).trace(), limit, position);
                objectives[i] = sense().restore(moment == null ? Double.NEGATIVE_INFINITY : moment.objective());
                bounds[i] = sense().restore(moment == null ? Double.POSITIVE_INFINITY : moment.bound());
            }
            low.add(finite(MedianEstimate.quantileOf(objectives, 0.25)));
            median.add(finite(MedianEstimate.quantileOf(objectives, 0.5)));
            high.add(finite(MedianEstimate.quantileOf(objectives, 0.75)));
            bound.add(finite(MedianEstimate.quantileOf(bounds, 0.5)));
        }
        return new ComparisonSummary.Curve(
                reference.name(), limit.toString(), solver, positions, low, median, high, bound);
    }

    static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
