package dev.allot.core.surrogate;

/**
 * Full evaluation of tree ensembles of moderate depth. Every tree is padded to a perfect one of the ensemble's depth, in level order, so
 * that a step down is {@code i = 2 i + 1 + (x >= t)}: no branch to mispredict and no child index to load. Feature and threshold share a
 * {@code long}. Floats are mapped to integers of the same order, so that the comparison is a subtraction and a shift. Eight walks run
 * interleaved, over trees for a single row and over rows for a batch, since each alone would wait for memory most of the time.
 *
 * <p>Rows are taken in blocks that fit the first-level cache, and tree after tree within a block.
 */
final class PackedTrees {
    /** Padding doubles with each level; ensembles deeper than this are walked node by node. */
    static final int DEEPEST = 10;

    /** Rows of a block: 64 rows of 120 features take 30 KB. */
    private static final int BLOCK = 64;

    /** Walks that run interleaved. */
    static final int LANES = 8;

    private final int dimension;
    private final int trees;
    private final int depth;
    /** Inner nodes of a tree, tree after tree: {@code threshold << 32 | feature}. */
    private final long[] node;

    private final int innerCount;
    private final int leafCount;
    private final float[] leaf;
    private final long[] fixedLeaf;

    /** Packs an ensemble whose {@link #depth(TreeEnsemble) depth} is at most {@link #DEEPEST}. */
    PackedTrees(TreeEnsemble ensemble) {
        dimension = ensemble.dimension();
        trees = ensemble.treeCount();
        depth = depth(ensemble);
        innerCount = (1 << depth) - 1;
        leafCount = 1 << depth;
        // Trees beyond the last make the number of lanes even; they are never added up.
        int padded = (trees + LANES - 1) / LANES * LANES;
        node = new long[padded * innerCount];
        leaf = new float[padded * leafCount];
        fixedLeaf = new long[padded * leafCount];
        for (int t = 0; t < trees; t++) {
            pack(ensemble, t, ensemble.root(t), 0, 0);
        }
    }

    /** Most steps from a root to a leaf. */
    static int depth(TreeEnsemble ensemble) {
        int deepest = 0;
        for (int t = 0; t < ensemble.treeCount(); t++) {
            deepest = Math.max(deepest, depth(ensemble, ensemble.root(t)));
        }
        return deepest;
    }

    private static int depth(TreeEnsemble ensemble, int child) {
        return child < 0
                ? 0
                : 1 + Math.max(depth(ensemble, ensemble.left(child)), depth(ensemble, ensemble.right(child)));
    }

    private void pack(TreeEnsemble ensemble, int t, int child, int place, int level) {
        if (level == depth) {
            int at = t * leafCount + place - innerCount;
            leaf[at] = ensemble.leafValue(~child);
            fixedLeaf[at] = ensemble.fixedLeafValue(~child);
        } else if (child < 0) {
            // Both ways lead to the same leaf.
            pack(ensemble, t, child, 2 * place + 1, level + 1);
            pack(ensemble, t, child, 2 * place + 2, level + 1);
        } else {
            int threshold = ordered((float) ensemble.threshold(child));
            node[t * innerCount + place] = (long) threshold << 32 | ensemble.feature(child);
            pack(ensemble, t, ensemble.left(child), 2 * place + 1, level + 1);
            pack(ensemble, t, ensemble.right(child), 2 * place + 2, level + 1);
        }
    }

    /** An int for a float that is not NaN, in the same order; both zeros are one. */
    private static int ordered(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }

    private void order(double[] rows, int from, int count, int[] to) {
        for (int i = 0; i < count; i++) {
            to[i] = ordered((float) rows[from + i]);
        }
    }

    private static int step(long[] node, int tree, int i, int[] x, int row) {
        long n = node[tree + i];
        return 2 * i + 1 + (int) ((n >> 32) - 1 - x[row + (int) n] >>> 63);
    }

    /**
     * Sum of the fixed-point leaves that one row of finite aggregates reaches.
     *
     * @param x scratch of at least the dimension
     * @param places scratch of {@code LANES}
     */
    long fixedSum(double[] row, int[] x, int[] places) {
        order(row, 0, dimension, x);
        long sum = 0;
        for (int t = 0; t < trees; t += LANES) {
            reachOfTrees(t, x, places);
            for (int k = 0; k < LANES && t + k < trees; k++) {
                sum += fixedLeaf[places[k]];
            }
        }
        return sum;
    }

    /**
     * Adds, to {@code sums[from..to - 1]}, the fixed-point leaves that rows {@code from..to - 1} reach.
     *
     * @param rows finite aggregates, row after row
     */
    void addFixed(double[] rows, int from, int to, long[] sums) {
        int[] x = new int[BLOCK * dimension];
        int[] places = new int[BLOCK];
        for (int begin = from; begin < to; begin += BLOCK) {
            int count = Math.min(BLOCK, to - begin);
            order(rows, begin * dimension, count * dimension, x);
            for (int t = 0; t < trees; t++) {
                reachOfRows(t, x, count, places);
                for (int r = 0; r < count; r++) {
                    sums[begin + r] += fixedLeaf[places[r]];
                }
            }
        }
    }

    /** As {@link #addFixed}, in single precision and in tree order: the predictor's own arithmetic. */
    void addFloats(double[] rows, int from, int to, float[] sums) {
        int[] x = new int[BLOCK * dimension];
        int[] places = new int[BLOCK];
        for (int begin = from; begin < to; begin += BLOCK) {
            int count = Math.min(BLOCK, to - begin);
            order(rows, begin * dimension, count * dimension, x);
            for (int t = 0; t < trees; t++) {
                reachOfRows(t, x, count, places);
                for (int r = 0; r < count; r++) {
                    sums[begin + r] += leaf[places[r]];
                }
            }
        }
    }

    /** Places of the leaves that one row reaches in {@code LANES} trees from {@code t} on. */
    private void reachOfTrees(int t, int[] x, int[] places) {
        int b0 = t * innerCount;
        int b1 = b0 + innerCount;
        int b2 = b1 + innerCount;
        int b3 = b2 + innerCount;
        int b4 = b3 + innerCount;
        int b5 = b4 + innerCount;
        int b6 = b5 + innerCount;
        int b7 = b6 + innerCount;
        int i0 = 0;
        int i1 = 0;
        int i2 = 0;
        int i3 = 0;
        int i4 = 0;
        int i5 = 0;
        int i6 = 0;
        int i7 = 0;
        for (int d = 0; d < depth; d++) {
            i0 = step(node, b0, i0, x, 0);
            i1 = step(node, b1, i1, x, 0);
            i2 = step(node, b2, i2, x, 0);
            i3 = step(node, b3, i3, x, 0);
            i4 = step(node, b4, i4, x, 0);
            i5 = step(node, b5, i5, x, 0);
            i6 = step(node, b6, i6, x, 0);
            i7 = step(node, b7, i7, x, 0);
        }
        int at = t * leafCount - innerCount;
        places[0] = at + i0;
        places[1] = at + leafCount + i1;
        places[2] = at + 2 * leafCount + i2;
        places[3] = at + 3 * leafCount + i3;
        places[4] = at + 4 * leafCount + i4;
        places[5] = at + 5 * leafCount + i5;
        places[6] = at + 6 * leafCount + i6;
        places[7] = at + 7 * leafCount + i7;
    }

    /** Places of the leaves that {@code count} rows reach in one tree. */
    private void reachOfRows(int t, int[] x, int count, int[] places) {
        int tree = t * innerCount;
        int at = t * leafCount - innerCount;
        int r = 0;
        for (; r + LANES <= count; r += LANES) {
            int x0 = r * dimension;
            int x1 = x0 + dimension;
            int x2 = x1 + dimension;
            int x3 = x2 + dimension;
            int x4 = x3 + dimension;
            int x5 = x4 + dimension;
            int x6 = x5 + dimension;
            int x7 = x6 + dimension;
            int i0 = 0;
            int i1 = 0;
            int i2 = 0;
            int i3 = 0;
            int i4 = 0;
            int i5 = 0;
            int i6 = 0;
            int i7 = 0;
            for (int d = 0; d < depth; d++) {
                i0 = step(node, tree, i0, x, x0);
                i1 = step(node, tree, i1, x, x1);
                i2 = step(node, tree, i2, x, x2);
                i3 = step(node, tree, i3, x, x3);
                i4 = step(node, tree, i4, x, x4);
                i5 = step(node, tree, i5, x, x5);
                i6 = step(node, tree, i6, x, x6);
                i7 = step(node, tree, i7, x, x7);
            }
            places[r] = at + i0;
            places[r + 1] = at + i1;
            places[r + 2] = at + i2;
            places[r + 3] = at + i3;
            places[r + 4] = at + i4;
            places[r + 5] = at + i5;
            places[r + 6] = at + i6;
            places[r + 7] = at + i7;
        }
        for (; r < count; r++) {
            int i = 0;
            for (int d = 0; d < depth; d++) {
                i = step(node, tree, i, x, r * dimension);
            }
            places[r] = at + i;
        }
    }
}
