package dev.allot.core.surrogate;

import static dev.allot.core.surrogate.CrossingIndex.END_LEAF;
import static dev.allot.core.surrogate.CrossingIndex.FEATURE;
import static dev.allot.core.surrogate.CrossingIndex.FIRST_LEAF;
import static dev.allot.core.surrogate.CrossingIndex.LEFT;
import static dev.allot.core.surrogate.CrossingIndex.NODE;
import static dev.allot.core.surrogate.CrossingIndex.RIGHT;
import static dev.allot.core.surrogate.CrossingIndex.STRIDE_BITS;
import static dev.allot.core.surrogate.CrossingIndex.TREE;

import dev.allot.core.undo.DoubleLog;
import dev.allot.core.undo.IntLog;
import dev.allot.core.undo.ScopeStack;
import java.util.Arrays;

/**
 * Incremental value of a tree ensemble.
 *
 * <p>Each feature keeps its value between the thresholds next below and above it, each tree its current leaf. A change that stays between
 * its thresholds costs two comparisons. One that crosses visits the crossed splits: a split off its tree's current path is skipped (its
 * leaf range does not hold the current leaf), one on it sends the tree down again from the split's other child. The running sum is a {@code
 * long}: it never drifts.
 *
 * <p>Complexity: {@code set} O(1 + crossed splits + steps of re-walked trees), {@code add} and {@code peek} that for each entry of the
 * column, {@code value} O(1), {@code predictorValue} O(trees from the first changed one on), rollback O(recorded changes).
 */
final class TreeEnsembleState implements SurrogateState {
    /** A feature's record: its value, the first threshold above it, the last threshold not above it, and one unused for alignment. */
    private static final int VALUE = 0;

    private static final int ABOVE = 1;
    private static final int BELOW = 2;

    private final TreeEnsemble trees;
    private final double[] threshold;
    private final int[] start;
    private final int[] crossing;
    private final int[] node;
    private final double[] nodeThreshold;
    private final long[] fixedLeaf;
    private final double unit;

    private final double[] feature;
    /** For each feature, the first of its crossings with a threshold above its value. */
    private final int[] position;

    private final int[] leaf;
    private long sum;

    /** Single-precision sums before each tree; those up to {@code validPrefix} are current. */
    private final float[] prefix;

    private int validPrefix;

    /** Which peek last looked at a tree. */
    private final int[] seen;

    private int peeks;
    private double[] peekedValues = new double[64];

    private static final int VALUES = 0;
    private static final int POSITIONS = 1;
    private static final int LEAVES = 2;
    private final ScopeStack scopes = new ScopeStack(3);
    private final DoubleLog values = new DoubleLog();
    private final IntLog positions = new IntLog();
    private final IntLog leaves = new IntLog();

    TreeEnsembleState(TreeEnsemble trees, CrossingIndex index, double[] aggregates) {
        if (aggregates.length != trees.dimension()) {
            throw new IllegalArgumentException(
                    "expected " + trees.dimension() + " aggregates, got " + aggregates.length);
        }
        this.trees = trees;
        threshold = index.threshold;
        start = index.start;
        crossing = index.crossing;
        node = index.node;
        nodeThreshold = trees.threshold;
        fixedLeaf = trees.fixedLeaf;
        unit = trees.unfix(1);
        feature = new double[aggregates.length << STRIDE_BITS];
        position = new int[aggregates.length];
        for (int f = 0; f < aggregates.length; f++) {
            feature[(f << STRIDE_BITS) + VALUE] = aggregates[f];
            int p = start[f];
            while (p < start[f + 1] && threshold[p] <= aggregates[f]) {
                p++;
            }
            place(f, p);
        }
        leaf = new int[trees.treeCount()];
        seen = new int[leaf.length];
        prefix = new float[leaf.length + 1];
        prefix[0] = trees.base();
        sum = trees.fixedBase();
        for (int t = 0; t < leaf.length; t++) {
            leaf[t] = leafBelow(trees.root(t));
            sum += fixedLeaf[leaf[t]];
        }
    }

    /** Puts a feature between its crossings {@code p - 1} and {@code p}. */
    private void place(int f, int p) {
        position[f] = p;
        feature[(f << STRIDE_BITS) + ABOVE] = p < start[f + 1] ? threshold[p] : Double.POSITIVE_INFINITY;
        feature[(f << STRIDE_BITS) + BELOW] = p > start[f] ? threshold[p - 1] : Double.NEGATIVE_INFINITY;
    }

    private int leafBelow(int child) {
        int current = child;
        while (current >= 0) {
            int at = current << STRIDE_BITS;
            boolean left = feature[node[at + FEATURE] << STRIDE_BITS] < nodeThreshold[current];
            current = node[at + (left ? LEFT : RIGHT)];
        }
        return ~current;
    }

    @Override
    public double value() {
        return sum * unit;
    }

    @Override
    public double predictorValue() {
        // From the first changed tree on: float sums depend on their order, which must be the predictor's.
        float running = prefix[validPrefix];
        for (int t = validPrefix; t < leaf.length; t++) {
            running += trees.leafValue(leaf[t]);
            prefix[t + 1] = running;
        }
        validPrefix = leaf.length;
        return running;
    }

    @Override
    public double aggregate(int i) {
        return feature[(i << STRIDE_BITS) + VALUE];
    }

    @Override
    public void set(int i, double value) {
        move(i, value);
    }

    @Override
    public void add(SparseColumns columns, int column, double change) {
        int end = columns.start(column + 1);
        if (columns.isUnit()) {
            for (int p = columns.start(column); p < end; p++) {
                int f = columns.row(p);
                move(f, feature[f << STRIDE_BITS] + change);
            }
        } else {
            for (int p = columns.start(column); p < end; p++) {
                int f = columns.row(p);
                move(f, feature[f << STRIDE_BITS] + change * columns.value(p));
            }
        }
    }

    private void move(int f, double value) {
        int at = f << STRIDE_BITS;
        if (scopes.isOpen()) {
            values.add(at, feature[at]);
        }
        feature[at] = value;
        if (value >= feature[at + ABOVE]) {
            crossUpwards(f, value);
        } else if (value < feature[at + BELOW]) {
            crossDownwards(f, value);
        }
    }

    private void crossUpwards(int f, double value) {
        int p = position[f];
        if (scopes.isOpen()) {
            positions.add(f, p);
        }
        int end = start[f + 1];
        while (p < end && threshold[p] <= value) {
            cross(p++ << STRIDE_BITS, RIGHT);
        }
        place(f, p);
    }

    private void crossDownwards(int f, double value) {
        int p = position[f];
        if (scopes.isOpen()) {
            positions.add(f, p);
        }
        int begin = start[f];
        while (p > begin && threshold[p - 1] > value) {
            cross(--p << STRIDE_BITS, LEFT);
        }
        place(f, p);
    }

    /** A split changes sides; if its tree's path runs through it, the tree goes down its other child. */
    private void cross(int at, int side) {
        int t = crossing[at + TREE];
        int old = leaf[t];
        if (old < crossing[at + FIRST_LEAF] || old >= crossing[at + END_LEAF]) {
            return;
        }
        int now = leafBelow(node[(crossing[at + NODE] << STRIDE_BITS) + side]);
        if (now == old) {
            return;
        }
        if (scopes.isOpen()) {
            leaves.add(t, old);
        }
        leaf[t] = now;
        sum += fixedLeaf[now] - fixedLeaf[old];
        validPrefix = Math.min(validPrefix, t);
    }

    @Override
    public double peek(SparseColumns columns, int column, double change) {
        if (!changesAPath(columns, column, change)) {
            return value();
        }
        int begin = columns.start(column);
        int end = columns.start(column + 1);
        saveAndAdd(columns, begin, end, change, 0);
        startPeek();
        long total = sum + changeOf(columns, begin, end);
        restore(columns, begin, end, 0);
        return total * unit;
    }

    @Override
    public double peek(SparseColumns columns, int column, double change, int otherColumn, double otherChange) {
        int begin = columns.start(column);
        int end = columns.start(column + 1);
        int otherBegin = columns.start(otherColumn);
        int otherEnd = columns.start(otherColumn + 1);
        saveAndAdd(columns, begin, end, change, 0);
        saveAndAdd(columns, otherBegin, otherEnd, otherChange, end - begin);
        startPeek();
        long total = sum + changeOf(columns, begin, end) + changeOf(columns, otherBegin, otherEnd);
        // In reverse, for what both touch.
        restore(columns, otherBegin, otherEnd, end - begin);
        restore(columns, begin, end, 0);
        return total * unit;
    }

    private void startPeek() {
        if (++peeks == 0) {
            Arrays.fill(seen, 0);
            peeks = 1;
        }
    }

    /** Whether adding the column crosses a split that its tree's current path runs through. Most changes do not. */
    private boolean changesAPath(SparseColumns columns, int column, double change) {
        boolean isUnit = columns.isUnit();
        for (int p = columns.start(column), end = columns.start(column + 1); p < end; p++) {
            int f = columns.row(p);
            int at = f << STRIDE_BITS;
            double value = feature[at] + (isUnit ? change : change * columns.value(p));
            if ((value >= feature[at + ABOVE] || value < feature[at + BELOW]) && crossesAPath(f, value)) {
                return true;
            }
        }
        return false;
    }

    private boolean crossesAPath(int f, double value) {
        for (int p = position[f], end = start[f + 1]; p < end && threshold[p] <= value; p++) {
            if (isOnPath(p << STRIDE_BITS)) {
                return true;
            }
        }
        for (int p = position[f], begin = start[f]; p > begin && threshold[p - 1] > value; p--) {
            if (isOnPath((p - 1) << STRIDE_BITS)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOnPath(int at) {
        int current = leaf[crossing[at + TREE]];
        return current >= crossing[at + FIRST_LEAF] && current < crossing[at + END_LEAF];
    }

    private void saveAndAdd(SparseColumns columns, int begin, int end, double change, int saved) {
        if (saved + end - begin > peekedValues.length) {
            peekedValues = Arrays.copyOf(peekedValues, 2 * (saved + end - begin));
        }
        for (int p = begin, k = saved; p < end; p++, k++) {
            int at = columns.row(p) << STRIDE_BITS;
            peekedValues[k] = feature[at];
            feature[at] += change * columns.value(p);
        }
    }

    private void restore(SparseColumns columns, int begin, int end, int saved) {
        for (int p = begin, k = saved; p < end; p++, k++) {
            feature[columns.row(p) << STRIDE_BITS] = peekedValues[k];
        }
    }

    /** What the trees change by, each counted once a peek, if the features of a column are at their new values but not yet placed. */
    private long changeOf(SparseColumns columns, int begin, int end) {
        long change = 0;
        for (int k = begin; k < end; k++) {
            int f = columns.row(k);
            int at = f << STRIDE_BITS;
            double value = feature[at];
            if (value >= feature[at + ABOVE]) {
                for (int p = position[f], last = start[f + 1]; p < last && threshold[p] <= value; p++) {
                    change += changeOfTree(p << STRIDE_BITS);
                }
            } else if (value < feature[at + BELOW]) {
                for (int p = position[f], first = start[f]; p > first && threshold[p - 1] > value; p--) {
                    change += changeOfTree((p - 1) << STRIDE_BITS);
                }
            }
        }
        return change;
    }

    private long changeOfTree(int at) {
        int t = crossing[at + TREE];
        if (seen[t] == peeks || !isOnPath(at)) {
            return 0;
        }
        seen[t] = peeks;
        return fixedLeaf[leafBelow(trees.root(t))] - fixedLeaf[leaf[t]];
    }

    @Override
    public int mark() {
        int mark = scopes.open();
        scopes.setSize(mark, VALUES, values.size());
        scopes.setSize(mark, POSITIONS, positions.size());
        scopes.setSize(mark, LEAVES, leaves.size());
        return mark;
    }

    @Override
    public void rollback(int mark) {
        scopes.requireOpen(mark);
        values.restore(scopes.size(mark, VALUES), feature);
        while (positions.size() > scopes.size(mark, POSITIONS)) {
            int entry = positions.removeLast();
            place(positions.index(entry), positions.old(entry));
        }
        while (leaves.size() > scopes.size(mark, LEAVES)) {
            int entry = leaves.removeLast();
            int t = leaves.index(entry);
            // Sums of longs are exact: taking the change away restores the very sum.
            sum += fixedLeaf[leaves.old(entry)] - fixedLeaf[leaf[t]];
            leaf[t] = leaves.old(entry);
            validPrefix = Math.min(validPrefix, t);
        }
        scopes.close(mark);
    }

    @Override
    public void commit(int mark) {
        scopes.requireOpen(mark);
        scopes.close(mark);
        if (mark == 0) {
            values.clear();
            positions.clear();
            leaves.clear();
        }
    }
}
