package dev.allot.core.surrogate;

import dev.allot.core.undo.Undoable;

/**
 * A surrogate's value at a moving point: a mutable cursor over aggregate space, for one thread. Nothing allocates once warmed up.
 *
 * <p>{@code value} and {@code aggregate} cost O(1). A change or peek costs, for each aggregate that it touches, O(1) with a linear surrogate,
 * O(dimension) with a quadratic one, and O(1 + crossed thresholds + depth of each tree whose path changes) with an ensemble; {@code
 * predictorValue} O(dimension), O(dimension<sup>2</sup>) and O(trees).
 */
public interface SurrogateState extends Undoable {
    /** The surrogate's value at the current aggregates, the same number {@link Surrogate#value} gives up to that method's rounding. */
    double value();

    /** The value in the predictor's own arithmetic, equal to {@link Surrogate#predictorValue} bit for bit where that is its own. */
    double predictorValue();

    /** Current value of an aggregate. */
    double aggregate(int i);

    /** Moves one aggregate to a finite {@code value}. */
    void set(int aggregate, double value);

    /** Adds {@code change} times a column to the aggregates. */
    default void add(SparseColumns columns, int column, double change) {
        for (int p = columns.start(column), end = columns.start(column + 1); p < end; p++) {
            int i = columns.row(p);
            set(i, aggregate(i) + change * columns.value(p));
        }
    }

    /**
     * Adds multiples of several columns, one compound change: the same as one {@link #add(SparseColumns, int, double) add} after the other.
     * O(entries of the columns) to add them up, and then as one change.
     *
     * @param column the columns, of which the first {@code count} are meant
     * @param change what each is multiplied by
     */
    default void add(SparseColumns columns, int[] column, double[] change, int count) {
        for (int k = 0; k < count; k++) {
            add(columns, column[k], change[k]);
        }
    }

    /** The value that {@link #add(SparseColumns, int, double) adding} a column would lead to; leaves all as it was. */
    default double peek(SparseColumns columns, int column, double change) {
        int mark = mark();
        add(columns, column, change);
        double value = value();
        rollback(mark);
        return value;
    }

    /**
     * The value that adding two different columns would lead to; leaves all as it was. Aggregates that both touch move by the sum.
     */
    default double peek(SparseColumns columns, int column, double change, int otherColumn, double otherChange) {
        int mark = mark();
        add(columns, column, change);
        add(columns, otherColumn, otherChange);
        double value = value();
        rollback(mark);
        return value;
    }
}
