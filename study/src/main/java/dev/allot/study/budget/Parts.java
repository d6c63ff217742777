package dev.allot.study.budget;

import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.RoutingProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The instances of a pool by what they have in common: tags, which overlap, or groups. */
final class Parts {
    private final RoutingProblem pool;
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final List<List<String>> partsOfClass = new ArrayList<>();

    private Parts(RoutingProblem pool, IntFunction<List<String>> partsOf) {
        this.pool = pool;
        for (int k = 0; k < pool.classCount(); k++) {
            List<String> parts = partsOf.apply(k);
            partsOfClass.add(parts);
            for (String part : parts) {
                sizes.merge(part, pool.classSize(k), Integer::sum);
            }
        }
    }

    /** By tag: a feature that is not zero. */
    static Parts tags(RoutingProblem pool) {
        return new Parts(pool, k -> {
            FeatureVector vector = pool.classTraits(k).features();
            return IntStream.range(0, vector.size())
                    .mapToObj(f -> pool.features().name(vector.index(f)))
                    .toList();
        });
    }

    /** By group; instances without one are in none. */
    static Parts groups(RoutingProblem pool) {
        return new Parts(pool, k -> {
            String group = pool.classTraits(k).group();
            return group == null ? List.of() : List.of(group);
        });
    }

    /** Their names and sizes. */
    List<Routes.Part> sizes() {
        return sizes.entrySet().stream()
                .map(part -> new Routes.Part(part.getKey(), part.getValue()))
                .toList();
    }

    /** Labels by part and source, rounded. */
    List<List<Integer>> labels(PricedMix mix) {
        int sources = pool.sources().size();
        Map<String, double[]> sums = new LinkedHashMap<>();
        sizes.keySet().forEach(part -> sums.put(part, new double[sources]));
        for (int k = 0; k < partsOfClass.size(); k++) {
            for (String part : partsOfClass.get(k)) {
                double[] sum = sums.getOrDefault(part, new double[sources]);
                for (int s = 0; s < sources; s++) {
                    sum[s] += pool.classSize(k) * mix.shares()[k][s];
                }
            }
        }
        return sums.values().stream().map(Parts::rounded).toList();
    }

    static List<Integer> rounded(double[] values) {
        return Arrays.stream(values).mapToObj(value -> (int) Math.rint(value)).toList();
    }
}
