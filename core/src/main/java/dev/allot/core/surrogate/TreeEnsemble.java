package dev.allot.core.surrogate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A sum of regression trees, as gradient boosting fits it, over finite aggregates.
 *
 * <p>Two arithmetics live side by side. {@link #predictorValue} is XGBoost's own: single precision, starting at the base score and adding
 * leaves in tree order. {@link #value} adds the same leaves rounded once to a fixed-point grid, as {@code long}: sums are exact, free of
 * order, and can be undone, so that every solver maximises the same function. The grid is 2<sup>-36</sup> of the largest attainable
 * magnitude, rounded up to a power of two; a value differs from the real sum of leaves by at most half a grid step a tree.
 *
 * <p>Thresholds are kept as doubles such that {@code z < threshold} decides exactly as the predictor's {@code (float) z < t}; for an
 * aggregate that takes only integers, {@link #integerThreshold} is the smallest integer that goes right.
 *
 * <p>Inner nodes of all trees are numbered together, as are leaves; a child index {@code c >= 0} is an inner node, {@code c < 0} is leaf
 * {@code ~c}. Leaves below a node are consecutive. Complexity: value O(trees x depth), enclosure O(nodes).
 */
public final class TreeEnsemble implements Surrogate {
    private static final int RANGE_BITS = 36;

    private final int dimension;
    private final float base;
    private final int fractionBits;
    private final long fixedBase;
    private final int[] roots;
    final int[] feature;
    final double[] threshold;
    final int[] left;
    final int[] right;
    final boolean[] defaultLeft;
    final int[] tree;
    final int[] firstLeaf;
    final int[] endLeaf;
    final float[] leafValue;
    final long[] fixedLeaf;
    private final Optional<PackedTrees> packed;
    private final Lazy<RealGroups> realGroups = new Lazy<>(() -> new RealGroups(this));
    private final Lazy<Optional<IntegerGroups>> integerGroups = new Lazy<>(() -> IntegerGroups.of(this));

    private TreeEnsemble(int dimension, float base, List<RegressionTree> trees) {
        this.dimension = dimension;
        this.base = base;
        int leaves = 0;
        int nodes = 0;
        for (RegressionTree t : trees) {
            leaves += (t.size() + 1) / 2;
            nodes += t.size() / 2;
        }
        roots = new int[trees.size()];
        feature = new int[nodes];
        threshold = new double[nodes];
        left = new int[nodes];
        right = new int[nodes];
        defaultLeft = new boolean[nodes];
        tree = new int[nodes];
        firstLeaf = new int[nodes];
        endLeaf = new int[nodes];
        leafValue = new float[leaves];
        Numbering numbering = new Numbering();
        for (int t = 0; t < roots.length; t++) {
            roots[t] = numbering.add(trees.get(t), 0, t);
        }
        fractionBits = fractionBits(base, trees);
        fixedBase = fixed(base);
        fixedLeaf = new long[leaves];
        for (int i = 0; i < leaves; i++) {
            fixedLeaf[i] = fixed(leafValue[i]);
        }
        packed = PackedTrees.depth(this) <= PackedTrees.DEEPEST ? Optional.of(new PackedTrees(this)) : Optional.empty();
    }

    /**
     * An ensemble of the given trees.
     *
     * @param dimension number of aggregates; every split's feature is below it
     * @param base the score before any tree, finite
     * @param trees the trees, in the predictor's order
     */
    public static TreeEnsemble of(int dimension, float base, List<RegressionTree> trees) {
        if (!Float.isFinite(base)) {
            throw new IllegalArgumentException("the base score is " + base + "; it must be finite");
        }
        for (int t = 0; t < trees.size(); t++) {
            RegressionTree tree = trees.get(t);
            for (int i = 0; i < tree.size(); i++) {
                if (!tree.isLeaf(i) && tree.feature()[i] >= dimension) {
                    throw new IllegalArgumentException("tree " + t + " splits on feature " + tree.feature()[i]
                            + ", but there are only " + dimension + " features");
                }
            }
        }
        return new TreeEnsemble(dimension, base, List.copyOf(trees));
    }

    /** Numbers inner nodes and leaves of one tree after another, depth first, so that the leaves below any node are consecutive. */
    private final class Numbering {
        private int nextNode;
        private int nextLeaf;

        int add(RegressionTree source, int i, int treeIndex) {
            if (source.isLeaf(i)) {
                leafValue[nextLeaf] = source.value()[i];
                return ~nextLeaf++;
            }
            int node = nextNode++;
            feature[node] = source.feature()[i];
            threshold[node] = doubleThreshold(source.threshold()[i]);
            defaultLeft[node] = source.defaultLeft()[i];
            tree[node] = treeIndex;
            firstLeaf[node] = nextLeaf;
            left[node] = add(source, source.left()[i], treeIndex);
            right[node] = add(source, source.right()[i], treeIndex);
            endLeaf[node] = nextLeaf;
            return node;
        }
    }

    /** The smallest double d with {@code (float) d >= t}: {@code z < d} and {@code (float) z < t} are then the same for every double z. */
    static double doubleThreshold(float t) {
        // Where one of the two floats beside the boundary is infinite, it lies where the next power of two would be
        // halfway.
        double pastTheLargest = Float.MAX_VALUE + 0x1p103;
        if (t == Float.NEGATIVE_INFINITY) {
            return t;
        }
        if (t == Float.POSITIVE_INFINITY) {
            return pastTheLargest;
        }
        if (t == -Float.MAX_VALUE) {
            return Math.nextUp(-pastTheLargest);
        }
        float previous = Math.nextDown(t);
        double midpoint = 0.5 * ((double) previous + (double) t);
        return (float) midpoint >= t ? midpoint : Math.nextUp(midpoint);
    }

    private static int fractionBits(float base, List<RegressionTree> trees) {
        double magnitude = Math.abs(base);
        for (RegressionTree t : trees) {
            double largest = 0;
            for (int i = 0; i < t.size(); i++) {
                if (t.isLeaf(i)) {
                    largest = Math.max(largest, Math.abs(t.value()[i]));
                }
            }
            magnitude += largest;
        }
        return magnitude == 0 ? RANGE_BITS : RANGE_BITS - (Math.getExponent(magnitude) + 1);
    }

    private long fixed(float value) {
        return (long) Math.rint(Math.scalb((double) value, fractionBits));
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double value(double[] aggregates) {
        return unfix(fixedValue(aggregates));
    }

    /**
     * f of many rows; {@link #value} of each, several times as fast.
     *
     * @param rows finite aggregates, row after row
     * @param threads how many threads to use
     * @return a value for each row
     */
    public double[] values(double[] rows, int threads) {
        long[] sums = new long[rowCount(rows)];
        Arrays.fill(sums, fixedBase);
        Rows.inParallel(sums.length, threads, (from, to) -> {
            if (packed.isPresent()) {
                packed.get().addFixed(rows, from, to, sums);
            } else {
                for (int r = from; r < to; r++) {
                    sums[r] = walk(Arrays.copyOfRange(rows, r * dimension, (r + 1) * dimension));
                }
            }
        });
        double[] values = new double[sums.length];
        Arrays.setAll(values, r -> unfix(sums[r]));
        return values;
    }

    /** {@link #predictorValue} of many rows of finite aggregates; otherwise as {@link #values}. */
    public float[] predictorValues(double[] rows, int threads) {
        float[] sums = new float[rowCount(rows)];
        Arrays.fill(sums, base);
        Rows.inParallel(sums.length, threads, (from, to) -> {
            if (packed.isPresent()) {
                packed.get().addFloats(rows, from, to, sums);
            } else {
                for (int r = from; r < to; r++) {
                    sums[r] = (float) predictorValue(Arrays.copyOfRange(rows, r * dimension, (r + 1) * dimension));
                }
            }
        });
        return sums;
    }

    private int rowCount(double[] rows) {
        if (dimension == 0 || rows.length % dimension != 0) {
            throw new IllegalArgumentException(rows.length + " numbers are no rows of " + dimension);
        }
        return rows.length / dimension;
    }

    /** f(z) in units of {@code 2^-fractionBits()}, exact. */
    public long fixedValue(double[] aggregates) {
        return scorer().fixedValue(aggregates);
    }

    /** A scorer of single rows that allocates nothing a row; for one thread. */
    public RowScorer scorer() {
        return new RowScorer(this, packed.orElse(null));
    }

    /** {@link #fixedValue} node by node: for deep trees, and the naive twin of the packed ones. */
    long walk(double[] aggregates) {
        long sum = fixedBase;
        for (int root : roots) {
            sum += fixedLeaf[leafBelow(root, aggregates)];
        }
        return sum;
    }

    /**
     * {@inheritDoc} A NaN aggregate is missing and follows the split's default direction, as in the predictor.
     */
    @Override
    public double predictorValue(double[] aggregates) {
        float sum = base;
        for (int root : roots) {
            int node = root;
            while (node >= 0) {
                double z = aggregates[feature[node]];
                boolean goesLeft = Double.isNaN(z) ? defaultLeft[node] : z < threshold[node];
                node = goesLeft ? left[node] : right[node];
            }
            sum += leafValue[~node];
        }
        return sum;
    }

    /** How far the leaves of tree {@code t} are apart: the greatest value less the least; 0 for a tree of one leaf. */
    public double spread(int t) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int root = roots[t];
        for (int leaf = root < 0 ? ~root : firstLeaf[root]; leaf < (root < 0 ? ~root + 1 : endLeaf[root]); leaf++) {
            least = Math.min(least, leafValue[leaf]);
            most = Math.max(most, leafValue[leaf]);
        }
        return most - least;
    }

    /** The leaf that finite aggregates reach from {@code node}, an inner node or, if negative, a leaf. */
    int leafBelow(int node, double[] aggregates) {
        int current = node;
        while (current >= 0) {
            current = aggregates[feature[current]] < threshold[current] ? left[current] : right[current];
        }
        return ~current;
    }

    double unfix(long fixed) {
        return Math.scalb((double) fixed, -fractionBits);
    }

    @Override
    public Interval enclosure(Box box) {
        if (box.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "the box has " + box.dimension() + " dimensions, the ensemble " + dimension);
        }
        LeafRange range = new LeafRange(this, box);
        long lower = fixedBase;
        long upper = fixedBase;
        for (int root : roots) {
            lower += range.least(root);
            upper += range.greatest(root);
        }
        return new Interval(unfix(lower), unfix(upper));
    }

    @Override
    public SurrogateState stateAt(double[] aggregates) {
        return new RealTreeState(this, realGroups.get(), aggregates);
    }

    @Override
    public SurrogateState stateAtIntegers(double[] aggregates) {
        return integerGroups.get().isPresent()
                ? new IntegerTreeState(this, integerGroups.get().get(), aggregates)
                : stateAt(aggregates);
    }

    /** The score before any tree. */
    public float base() {
        return base;
    }

    /** {@link #base()} in units of {@code 2^-fractionBits()}. */
    public long fixedBase() {
        return fixedBase;
    }

    /** Fixed-point values count units of 2 to the power of minus this. */
    public int fractionBits() {
        return fractionBits;
    }

    /** Number of trees. */
    public int treeCount() {
        return roots.length;
    }

    /** Number of inner nodes of all trees. */
    public int nodeCount() {
        return feature.length;
    }

    /** Number of leaves of all trees. */
    public int leafCount() {
        return leafValue.length;
    }

    /** Root of a tree: an inner node, or a leaf {@code ~root} if negative. */
    public int root(int treeIndex) {
        return roots[treeIndex];
    }

    /** Tree of an inner node. */
    public int tree(int node) {
        return tree[node];
    }

    /** The aggregate that an inner node splits on. */
    public int feature(int node) {
        return feature[node];
    }

    /** An inner node sends {@code z < threshold} left, as the predictor does with {@code (float) z}. */
    public double threshold(int node) {
        return threshold[node];
    }

    /** The smallest integer that an inner node sends right. */
    public double integerThreshold(int node) {
        return Math.ceil(threshold[node]);
    }

    /** Left child: an inner node, or a leaf {@code ~child} if negative. */
    public int left(int node) {
        return left[node];
    }

    /** Right child: an inner node, or a leaf {@code ~child} if negative. */
    public int right(int node) {
        return right[node];
    }

    /** Whether an inner node sends a missing (NaN) aggregate left. */
    public boolean defaultLeft(int node) {
        return defaultLeft[node];
    }

    /** First of the consecutive leaves below an inner node. */
    public int firstLeaf(int node) {
        return firstLeaf[node];
    }

    /** End, exclusive, of the consecutive leaves below an inner node. */
    public int endLeaf(int node) {
        return endLeaf[node];
    }

    /** Value of a leaf. */
    public float leafValue(int leaf) {
        return leafValue[leaf];
    }

    /** Value of a leaf in units of {@code 2^-fractionBits()}. */
    public long fixedLeafValue(int leaf) {
        return fixedLeaf[leaf];
    }
}
