package dev.allot.solvers.cells;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.undo.DoubleLog;
import dev.allot.solvers.search.Activities;
import dev.allot.solvers.search.ConstraintRows;

/** A moving point that knows its constraint activities and its aggregates, and can take its last changes back. It scores nothing. */
final class TrackedPoint {
    private final Problem problem;
    private final SparseMatrix columns;
    private final Activities at;
    private final double[] aggregates;
    private final DoubleLog log = new DoubleLog();
    private final boolean exact;
    private double linear;

    TrackedPoint(ConstraintRows constraints, double[] values) {
        problem = constraints.problem();
        columns = problem.aggregates();
        at = new Activities(constraints, values);
        aggregates = new double[problem.aggregateCount()];
        boolean integers = true;
        for (int j = 0; j < values.length; j++) {
            integers &= problem.isInteger(j);
        }
        exact = integers;
        reset(values);
    }

    /** Goes to other values, all computed anew. */
    void reset(double[] values) {
        at.reset(values);
        System.arraycopy(problem.aggregatesAt(values), 0, aggregates, 0, aggregates.length);
        linear = problem.linearAt(values);
        log.clear();
    }

    Activities activities() {
        return at;
    }

    double aggregate(int f) {
        return aggregates[f];
    }

    /** The live array of aggregates, to be read only. */
    double[] aggregates() {
        return aggregates;
    }

    /** The linear part of the objective. */
    double linear() {
        return linear;
    }

    /** Moves one variable; O(nonzeros of its columns). */
    void set(int j, double value) {
        log.add(j, at.value(j));
        move(j, value);
    }

    private void move(int j, double value) {
        double change = value - at.value(j);
        at.set(j, value);
        linear += change * problem.linear(j);
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            aggregates[columns.row(p)] += change * columns.value(p);
        }
    }

    /** Number of changes that can be taken back. */
    int changes() {
        return log.size();
    }

    /** Takes the newest change back; returns the variable that it was of. */
    int undo() {
        int entry = log.removeLast();
        move(log.index(entry), log.old(entry));
        return log.index(entry);
    }

    /** Takes all changes back. */
    void rollback() {
        while (changes() > 0) {
            undo();
        }
        refresh();
    }

    /** Keeps all changes for good. */
    void commit() {
        log.clear();
        refresh();
    }

    private void refresh() {
        if (!exact) {
            // Sums over continuous variables gather rounding, which must not build up along a walk.
            reset(at.values());
        }
    }
}
