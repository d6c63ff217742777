package dev.allot.core.routing;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Feature values of one instance, sparse and immutable; equal vectors are interchangeable. Tags, which count 1, need no values. */
public final class FeatureVector {
    private final int[] indices;
    private final double @Nullable [] values;
    private final int hash;

    private FeatureVector(int[] indices, double @Nullable [] values) {
        this.indices = indices;
        this.values = values;
        hash = 31 * Arrays.hashCode(indices) + Arrays.hashCode(values);
    }

    /**
     * A vector with the value 1 at each index.
     *
     * @throws IllegalArgumentException if an index comes twice or is negative
     */
    public static FeatureVector ofTags(int... indices) {
        int[] sorted = indices.clone();
        Arrays.sort(sorted);
        requireDistinct(sorted);
        return new FeatureVector(sorted, null);
    }

    /**
     * A vector with the given values; zeros are dropped.
     *
     * @throws IllegalArgumentException if an index comes twice or is negative, or a value is not finite
     */
    public static FeatureVector of(int[] indices, double[] values) {
        if (indices.length != values.length) {
            throw new IllegalArgumentException(indices.length + " indices but " + values.length + " values");
        }
        for (double v : values) {
            if (!Double.isFinite(v)) {
                throw new IllegalArgumentException("a feature has the value " + v + "; features are finite");
            }
        }
        int[] order = IntStream.range(0, indices.length)
                .filter(i -> values[i] != 0)
                .boxed()
                .sorted((a, b) -> Integer.compare(indices[a], indices[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] sorted = Arrays.stream(order).map(i -> indices[i]).toArray();
        requireDistinct(sorted);
        double[] sortedValues = Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
        boolean allOne = Arrays.stream(sortedValues).allMatch(v -> v == 1);
        return new FeatureVector(sorted, allOne ? null : sortedValues);
    }

    private static void requireDistinct(int[] sorted) {
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i] < 0 || i > 0 && sorted[i] == sorted[i - 1]) {
                throw new IllegalArgumentException(
                        "feature index " + sorted[i] + (sorted[i] < 0 ? " is negative" : " comes twice"));
            }
        }
    }

    /** Number of nonzero features. */
    public int size() {
        return indices.length;
    }

    /** Feature index of entry {@code k}; ascending in k. */
    public int index(int k) {
        return indices[k];
    }

    /** Value of entry {@code k}, not zero. */
    public double value(int k) {
        return values == null ? 1 : values[k];
    }

    /** Value of a feature, 0 if this has none of it. O(log nonzero features). */
    double valueOf(int feature) {
        int k = Arrays.binarySearch(indices, feature);
        return k < 0 ? 0 : value(k);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FeatureVector that
                && hash == that.hash
                && Arrays.equals(indices, that.indices)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return values == null ? Arrays.toString(indices) : Arrays.toString(indices) + "=" + Arrays.toString(values);
    }
}
