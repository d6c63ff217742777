package dev.allot.core.surrogate;

import dev.allot.core.undo.ScopeStack;

/**
 * Incremental value of a tree ensemble.
 *
 * <p>A change is made in two steps. First the aggregates move to their new positions among the {@link GroupedSplits}; of the groups that
 * they cross, those are noted that a tree's path runs through. Most have none. Then the noted paths are taken down their trees again. The
 * running sum is a {@code long}: it never drifts.
 *
 * <p>Complexity: {@code set} O(1 + crossed groups + steps of re-walked trees), {@code add} and {@code peek} that for each aggregate that
 * they touch, to which {@code add} of several columns must add O(1) for each entry, {@code value} O(1), {@code predictorValue} O(trees from the first changed one on), rollback O(recorded changes).
 */
abstract class TreeEnsembleState implements SurrogateState {
    /** For each feature, the first of its groups that sends it left. */
    final long[] position;

    private final TreeEnsemble trees;
    private final double unit;
    private final TreePaths paths;
    private final int[] crossed;
    private int crossedCount;

    private final ColumnTotal total;

    /** Single-precision sums before each tree. */
    private final float[] prefix;

    private static final int AGGREGATES = 0;
    private static final int PATHS = 1;
    private final ScopeStack scopes = new ScopeStack(2);

    TreeEnsembleState(TreeEnsemble trees, GroupedSplits splits, long[] position) {
        this.trees = trees;
        this.position = position;
        unit = trees.unfix(1);
        paths = new TreePaths(trees, splits, position);
        // Two columns, each over all features, and a place for what is not kept.
        crossed = new int[2 * (paths.mostGroups() + position.length) + 1];
        total = new ColumnTotal(position.length);
        prefix = new float[trees.treeCount() + 1];
        prefix[0] = trees.base();
    }

    /** Checks the number of aggregates. */
    static void requireDimension(TreeEnsemble trees, double[] aggregates) {
        if (aggregates.length != trees.dimension()) {
            throw new IllegalArgumentException(
                    "expected " + trees.dimension() + " aggregates, got " + aggregates.length);
        }
    }

    /** Moves an aggregate and {@link #note notes} what it crosses. */
    abstract void move(int aggregate, double value, boolean isLogged);

    /** Moves the aggregates of a column, likewise. */
    abstract void move(SparseColumns columns, int column, double change, boolean isLogged);

    /** Whether moving the aggregates of a column would cross a group that a path runs through; moves nothing. */
    abstract boolean crossesPath(SparseColumns columns, int column, double change);

    /** Number of logged moves. */
    abstract int logged();

    /** Takes logged moves back, newest first, until {@code keep} are left. */
    abstract void restore(int keep);

    /** Drops the log. */
    abstract void forget();

    /** Notes that a group is crossed; a number that is none counts as another one, which does no harm. */
    final void note(long group) {
        int cut = paths.cut(group);
        crossed[crossedCount] = cut;
        crossedCount += paths.isOnPath(cut);
    }

    /** 1 if a path runs through the group of that number, or else 0. */
    final int isOnPath(long group) {
        return paths.isOnPath(paths.cut(group));
    }

    @Override
    public final double value() {
        return paths.sum() * unit;
    }

    @Override
    public final double predictorValue() {
        // From the first changed tree on: float sums depend on their order, which must be the predictor's.
        int first = paths.takeFirstChanged();
        float running = prefix[first];
        for (int t = first; t < prefix.length - 1; t++) {
            running += trees.leafValue(paths.leaf(t));
            prefix[t + 1] = running;
        }
        return running;
    }

    @Override
    public final void set(int aggregate, double value) {
        boolean isLogged = scopes.isOpen();
        move(aggregate, value, isLogged);
        walkCrossed(isLogged);
    }

    @Override
    public final void add(SparseColumns columns, int column, double change) {
        boolean isLogged = scopes.isOpen();
        move(columns, column, change, isLogged);
        walkCrossed(isLogged);
    }

    @Override
    public final void add(SparseColumns columns, int[] column, double[] change, int count) {
        boolean isLogged = scopes.isOpen();
        total.addUp(columns, column, change, count);
        for (int k = 0; k < total.size(); k++) {
            int i = total.row(k);
            move(i, aggregate(i) + total.value(k), isLogged);
        }
        walkCrossed(isLogged);
    }

    private void walkCrossed(boolean isLogged) {
        paths.startVisit();
        for (int k = 0; k < crossedCount; k++) {
            paths.walk(crossed[k], position, isLogged);
        }
        crossedCount = 0;
    }

    @Override
    public final double peek(SparseColumns columns, int column, double change) {
        if (!crossesPath(columns, column, change)) {
            return value();
        }
        int before = logged();
        move(columns, column, change, true);
        return peekCrossed(before);
    }

    @Override
    public final double peek(SparseColumns columns, int column, double change, int otherColumn, double otherChange) {
        int before = logged();
        move(columns, column, change, true);
        move(columns, otherColumn, otherChange, true);
        return peekCrossed(before);
    }

    private double peekCrossed(int before) {
        long then = paths.sum();
        if (crossedCount > 0) {
            paths.startVisit();
            for (int k = 0; k < crossedCount; k++) {
                then += paths.peek(crossed[k], position);
            }
            crossedCount = 0;
        }
        restore(before);
        return then * unit;
    }

    @Override
    public final int mark() {
        int mark = scopes.open();
        scopes.setSize(mark, AGGREGATES, logged());
        scopes.setSize(mark, PATHS, paths.logged());
        return mark;
    }

    @Override
    public final void rollback(int mark) {
        scopes.requireOpen(mark);
        restore(scopes.size(mark, AGGREGATES));
        paths.restore(scopes.size(mark, PATHS));
        scopes.close(mark);
    }

    @Override
    public final void commit(int mark) {
        scopes.requireOpen(mark);
        scopes.close(mark);
        if (mark == 0) {
            forget();
            paths.forget();
        }
    }
}
