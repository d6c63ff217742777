package dev.allot.datasets.hyper;

import dev.allot.core.routing.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * HyPER's feature counts, in the way that is right and in the ways of the paper's code ({@code get_instances} of {@code get_count_feats.py}
 * and {@code convert_to_binary} of {@code sample_best_subset.py}), which differ from it and from each other:
 *
 * <ul>
 *   <li>When the code counts a candidate it ranks lengths anew among the routed instances, so that each of the 12 length counts is about a
 *       third of their number, whatever they are. Here ranks are taken once, over the whole set.
 *   <li>When counting, the code's bins contain both their edges, so that a value of 0.33 is in two; on its path to per-instance gains they
 *       contain neither, so that it is in none, nor is any 0 or 1. Here a value is in one bin.
 * </ul>
 */
public final class HyperCounts {
    private HyperCounts() {}

    /** Which bins a value is in. */
    private enum Edges {
        ONE_BIN {
            @Override
            boolean contain(int bin, double value) {
                return HyperFeatures.binOf(value) == bin;
            }
        },
        INCLUSIVE {
            @Override
            boolean contain(int bin, double value) {
                return value >= HyperFeatures.EDGES.get(bin) && value <= HyperFeatures.EDGES.get(bin + 1);
            }
        },
        STRICT {
            @Override
            boolean contain(int bin, double value) {
                return value > HyperFeatures.EDGES.get(bin) && value < HyperFeatures.EDGES.get(bin + 1);
            }
        };

        abstract boolean contain(int bin, double value);
    }

    /** The features of each row: lengths ranked over all rows, each value in one bin. */
    public static List<FeatureVector> features(List<HyperRow> rows) {
        return vectors(rows, Edges.ONE_BIN);
    }

    /** The features of each row as the paper's code draws candidates by them: bins with both edges. */
    public static List<FeatureVector> compatFeatures(List<HyperRow> rows) {
        return vectors(rows, Edges.INCLUSIVE);
    }

    /** The features of each row as the paper's code computes per-instance gains from: bins without their edges. */
    public static List<FeatureVector> compatBinary(List<HyperRow> rows) {
        return vectors(rows, Edges.STRICT);
    }

    /**
     * Counts of the features among the routed rows: the sums of their {@link #features}.
     *
     * @param rows all instances
     * @param routed indices of those routed to humans
     * @return a count for each of {@link HyperFeatures#space()}
     */
    public static int[] counts(List<HyperRow> rows, int[] routed) {
        List<FeatureVector> all = features(rows);
        int[] counts = new int[HyperFeatures.space().size()];
        for (int i : routed) {
            add(counts, all.get(i));
        }
        return counts;
    }

    /** Counts of the features among the routed rows as the paper's code has them: lengths ranked among these alone, bins with both edges. */
    public static int[] compat(List<HyperRow> rows, int[] routed) {
        List<HyperRow> subset = Arrays.stream(routed).mapToObj(rows::get).toList();
        int[] counts = new int[HyperFeatures.space().size()];
        compatFeatures(subset).forEach(vector -> add(counts, vector));
        return counts;
    }

    private static void add(int[] counts, FeatureVector vector) {
        for (int k = 0; k < vector.size(); k++) {
            counts[vector.index(k)]++;
        }
    }

    private static List<FeatureVector> vectors(List<HyperRow> rows, Edges edges) {
        double[][] measures = new double[HyperFeatures.MEASURES.size()][];
        for (int m = 0; m < measures.length; m++) {
            int measure = m;
            double[] values =
                    rows.stream().mapToDouble(row -> row.measure(measure)).toArray();
            boolean ranked = HyperFeatures.RANKED.contains(HyperFeatures.MEASURES.get(m));
            measures[m] = ranked ? PercentileRanks.of(values) : values;
        }
        FeatureVector[] vectors = new FeatureVector[rows.size()];
        int[] tags = new int[HyperFeatures.space().size()];
        for (int i = 0; i < vectors.length; i++) {
            int count = 0;
            int feature = 0;
            for (double[] values : measures) {
                for (int b = 0; b < HyperFeatures.EDGES.size() - 1; b++, feature++) {
                    if (edges.contain(b, values[i])) {
                        tags[count++] = feature;
                    }
                }
            }
            for (; feature < tags.length; feature++) {
                if (Descriptions.ALL.get(feature - Descriptions.FIRST).holds(rows.get(i))) {
                    tags[count++] = feature;
                }
            }
            vectors[i] = FeatureVector.ofTags(Arrays.copyOf(tags, count));
        }
        return List.of(vectors);
    }

    /** The 63 features that are no bins, as conditions, in their order. */
    private static final class Descriptions {
        static final int FIRST = HyperFeatures.MEASURES.size() * (HyperFeatures.EDGES.size() - 1);
        static final List<Condition> ALL = all();

        @FunctionalInterface
        interface Condition {
            boolean holds(HyperRow row);
        }

        private static List<Condition> all() {
            List<Condition> all = new ArrayList<>();
            HyperFeatures.SUBJECTS.forEach(subject -> all.add(contains(HyperFeatures.SUBJECT, subject)));
            all.add(contains(HyperFeatures.LANGUAGES, HyperFeatures.ENGLISH));
            for (HyperFeatures.Scale scale : HyperFeatures.SCALES) {
                scale.levels()
                        .forEach(level ->
                                all.add(row -> level.equals(row.levels().get(scale.column()))));
            }
            HyperFeatures.OPEN_SETS.forEach(
                    column -> all.add(row -> row.existing().contains(column)));
            return all;
        }

        private static Condition contains(String column, String value) {
            return row -> row.lists().getOrDefault(column, Set.of()).contains(value);
        }
    }
}
