package dev.allot.core.surrogate;

import org.jspecify.annotations.Nullable;

/** Scores one row after another by a tree ensemble, in O(trees x depth) and without allocating. For one thread. */
public final class RowScorer {
    private final TreeEnsemble trees;
    private final @Nullable PackedTrees packed;
    private final int[] ordered;
    private final int[] places = new int[PackedTrees.LANES];

    RowScorer(TreeEnsemble trees, @Nullable PackedTrees packed) {
        this.trees = trees;
        this.packed = packed;
        ordered = new int[packed == null ? 0 : trees.dimension()];
    }

    /** {@link TreeEnsemble#value} of a row of finite aggregates. */
    public double value(double[] aggregates) {
        return trees.unfix(fixedValue(aggregates));
    }

    long fixedValue(double[] aggregates) {
        return packed == null
                ? trees.walk(aggregates)
                : trees.fixedBase() + packed.fixedSum(aggregates, ordered, places);
    }
}
