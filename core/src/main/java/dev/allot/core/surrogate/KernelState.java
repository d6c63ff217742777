package dev.allot.core.surrogate;

import dev.allot.core.undo.DoubleLog;
import dev.allot.core.undo.ScopeStack;
import java.util.Arrays;

/**
 * Incremental value of a kernel surrogate by the squared distances from its centres, kept current. They are saved whole when a scope is
 * opened; between the refreshes from scratch that come once in a while they drift by rounding only.
 */
final class KernelState implements SurrogateState {
    private static final int CHANGES_BETWEEN_REFRESHES = 1 << 12;
    private static final int AGGREGATES = 0;

    private final KernelSurrogate surrogate;
    private final double[] z;
    private final double[] squared;
    private final double[] peeked;
    private final ColumnTotal total;
    private final int[] pair = new int[2];
    private final double[] pairChange = new double[2];
    private double value;
    private int changes;

    private final ScopeStack scopes = new ScopeStack(1);
    private final DoubleLog aggregates = new DoubleLog();
    private double[] valueAtMark = new double[0];
    private double[][] squaredAtMark = new double[0][];

    KernelState(KernelSurrogate surrogate, double[] aggregates) {
        this.surrogate = surrogate;
        z = aggregates.clone();
        squared = surrogate.squaredDistances(z);
        peeked = new double[squared.length];
        total = new ColumnTotal(z.length);
        value = surrogate.valueAt(squared);
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double predictorValue() {
        return surrogate.predictorValue(z);
    }

    @Override
    public double aggregate(int i) {
        return z[i];
    }

    @Override
    public void set(int i, double target) {
        move(i, target);
        changed();
    }

    @Override
    public void add(SparseColumns columns, int column, double change) {
        for (int p = columns.start(column), end = columns.start(column + 1); p < end; p++) {
            int i = columns.row(p);
            move(i, z[i] + change * columns.value(p));
        }
        changed();
    }

    @Override
    public void add(SparseColumns columns, int[] column, double[] change, int count) {
        total.addUp(columns, column, change, count);
        add(total, 0, 1);
    }

    private void move(int i, double target) {
        surrogate.move(squared, i, z[i], target);
        if (scopes.isOpen()) {
            aggregates.add(i, z[i]);
        }
        z[i] = target;
    }

    private void changed() {
        if (++changes >= CHANGES_BETWEEN_REFRESHES && !scopes.isOpen()) {
            changes = 0;
            System.arraycopy(surrogate.squaredDistances(z), 0, squared, 0, squared.length);
        }
        value = surrogate.valueAt(squared);
    }

    @Override
    public double peek(SparseColumns columns, int column, double change) {
        System.arraycopy(squared, 0, peeked, 0, squared.length);
        for (int p = columns.start(column), end = columns.start(column + 1); p < end; p++) {
            int i = columns.row(p);
            surrogate.move(peeked, i, z[i], z[i] + change * columns.value(p));
        }
        return surrogate.valueAt(peeked);
    }

    @Override
    public double peek(SparseColumns columns, int column, double change, int otherColumn, double otherChange) {
        pair[0] = column;
        pair[1] = otherColumn;
        pairChange[0] = change;
        pairChange[1] = otherChange;
        total.addUp(columns, pair, pairChange, 2);
        return peek(total, 0, 1);
    }

    @Override
    public int mark() {
        int mark = scopes.open();
        scopes.setSize(mark, AGGREGATES, aggregates.size());
        if (mark == squaredAtMark.length) {
            valueAtMark = Arrays.copyOf(valueAtMark, Math.max(4, 2 * mark));
            squaredAtMark = Arrays.copyOf(squaredAtMark, valueAtMark.length);
            for (int i = mark; i < squaredAtMark.length; i++) {
                squaredAtMark[i] = new double[squared.length];
            }
        }
        valueAtMark[mark] = value;
        System.arraycopy(squared, 0, squaredAtMark[mark], 0, squared.length);
        return mark;
    }

    @Override
    public void rollback(int mark) {
        scopes.requireOpen(mark);
        aggregates.restore(scopes.size(mark, AGGREGATES), z);
        System.arraycopy(squaredAtMark[mark], 0, squared, 0, squared.length);
        value = valueAtMark[mark];
        scopes.close(mark);
    }

    @Override
    public void commit(int mark) {
        scopes.requireOpen(mark);
        scopes.close(mark);
        if (mark == 0) {
            aggregates.clear();
        }
    }
}
