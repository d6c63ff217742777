package dev.allot.core.surrogate;

import dev.allot.core.undo.DoubleLog;
import dev.allot.core.undo.ScopeStack;
import java.util.Arrays;

/**
 * State of a surrogate whose value changes by a closed formula. Rollback restores recorded values; along a walk the running value drifts by
 * rounding only between the refreshes from scratch that come once in a while.
 */
abstract class DeltaState implements SurrogateState {
    private static final int CHANGES_BETWEEN_REFRESHES = 1 << 16;

    private final Surrogate surrogate;
    private final double[] z;
    private final ColumnTotal total;
    private double value;
    private int changes;

    private static final int AGGREGATES = 0;
    private final ScopeStack scopes = new ScopeStack(1);
    private final DoubleLog aggregates = new DoubleLog();
    private double[] valueAtMark = new double[8];

    DeltaState(Surrogate surrogate, double[] aggregates) {
        this.surrogate = surrogate;
        z = aggregates.clone();
        total = new ColumnTotal(z.length);
        value = surrogate.value(z);
    }

    /** How the value changes when {@code z[i]} moves by {@code change}; called before it moves. */
    abstract double delta(double[] z, int i, double change);

    /** How the value changes when a column's multiple is added; called before. */
    abstract double delta(double[] z, SparseColumns columns, int column, double change);

    /** How much more the value changes by two columns' multiples together than by each alone. */
    abstract double interaction(SparseColumns columns, int a, double changeA, int b, double changeB);

    /** Hears that {@code z[i]} has moved by {@code change}. */
    void moved(int i, double change) {}

    /** Hears that {@code z} was set anew as a whole. */
    void refreshed(double[] aggregates) {}

    @Override
    public final double value() {
        return value;
    }

    @Override
    public final double predictorValue() {
        return surrogate.predictorValue(z);
    }

    @Override
    public final double aggregate(int i) {
        return z[i];
    }

    @Override
    public final void set(int i, double target) {
        double change = target - z[i];
        value += delta(z, i, change);
        move(i, target, change);
        refreshNowAndThen();
    }

    @Override
    public final void add(SparseColumns columns, int column, double change) {
        value += delta(z, columns, column, change);
        for (int p = columns.start(column), end = columns.start(column + 1); p < end; p++) {
            int i = columns.row(p);
            double step = change * columns.value(p);
            move(i, z[i] + step, step);
        }
        refreshNowAndThen();
    }

    @Override
    public final void add(SparseColumns columns, int[] column, double[] change, int count) {
        total.addUp(columns, column, change, count);
        add(total, 0, 1);
    }

    private void move(int i, double target, double change) {
        if (scopes.isOpen()) {
            aggregates.add(i, z[i]);
        }
        z[i] = target;
        moved(i, change);
    }

    private void refreshNowAndThen() {
        if (++changes >= CHANGES_BETWEEN_REFRESHES && !scopes.isOpen()) {
            changes = 0;
            value = surrogate.value(z);
            refreshed(z);
        }
    }

    @Override
    public final double peek(SparseColumns columns, int column, double change) {
        return value + delta(z, columns, column, change);
    }

    @Override
    public final double peek(SparseColumns columns, int column, double change, int otherColumn, double otherChange) {
        return value
                + delta(z, columns, column, change)
                + delta(z, columns, otherColumn, otherChange)
                + interaction(columns, column, change, otherColumn, otherChange);
    }

    @Override
    public int mark() {
        int mark = scopes.open();
        scopes.setSize(mark, AGGREGATES, aggregates.size());
        if (mark == valueAtMark.length) {
            valueAtMark = Arrays.copyOf(valueAtMark, 2 * mark);
        }
        valueAtMark[mark] = value;
        return mark;
    }

    @Override
    public void rollback(int mark) {
        scopes.requireOpen(mark);
        aggregates.restore(scopes.size(mark, AGGREGATES), z);
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
