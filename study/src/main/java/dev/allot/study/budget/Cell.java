package dev.allot.study.budget;

import dev.allot.study.Estimate;
import dev.allot.study.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy or baseline came to at a budget, one value a replication, the mean of its mixes; NaN where there is none.
 *
 * @param name of the strategy or baseline
 * @param share its budget
 * @param single whether all instances go to one source
 */
record Cell(String name, double share, boolean single, double[] costs, double[] predicted, double[] realised) {
    /** What the names of the baselines begin with that send all to one source. */
    static final String SINGLE_SOURCE = "all-";

    /** All cells, in the order in which the replications name them. */
    static List<Cell> of(List<List<Outcome>> replications) {
        record Key(String name, double share, boolean single) {}
        Map<Key, List<List<Outcome>>> outcomes = new LinkedHashMap<>();
        for (int r = 0; r < replications.size(); r++) {
            for (Outcome outcome : replications.get(r)) {
                boolean single =
                        outcome.predicted().isEmpty() && outcome.strategy().startsWith(SINGLE_SOURCE);
                // What a single source costs differs between replications where instances have costs of their own.
                Key key = new Key(outcome.strategy(), single ? Double.NaN : outcome.share(), single);
                List<List<Outcome>> own = outcomes.computeIfAbsent(key, k -> new ArrayList<>());
                while (own.size() <= r) {
                    own.add(new ArrayList<>());
                }
                own.get(r).add(outcome);
            }
        }
        List<Cell> cells = new ArrayList<>();
        outcomes.forEach((key, own) -> {
            while (own.size() < replications.size()) {
                own.add(List.of());
            }
            cells.add(new Cell(
                    key.name,
                    mean(means(own, outcome -> OptionalDouble.of(outcome.share()))),
                    key.single,
                    means(own, outcome -> OptionalDouble.of(outcome.cost())),
                    means(own, Outcome::predicted),
                    means(own, Outcome::realised)));
        });
        return cells;
    }

    private static double[] means(List<List<Outcome>> replications, Function<Outcome, OptionalDouble> number) {
        return replications.stream()
                .mapToDouble(own -> own.stream()
                        .map(number)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .average()
                        .orElse(Double.NaN))
                .toArray();
    }

    double cost() {
        return mean(costs);
    }

    /** Mean of the values that are there. */
    static double mean(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    /** Of the values that are there; null if none is. */
    static @Nullable Estimate estimate(double[] values) {
        List<Double> finite =
                Arrays.stream(values).filter(Double::isFinite).boxed().toList();
        return finite.isEmpty() ? null : Estimate.of(finite);
    }

    /** Of the differences, replication by replication. */
    static @Nullable Estimate difference(double[] of, double[] less) {
        double[] differences = new double[of.length];
        for (int r = 0; r < of.length; r++) {
            differences[r] = of[r] - less[r];
        }
        return estimate(differences);
    }
}
