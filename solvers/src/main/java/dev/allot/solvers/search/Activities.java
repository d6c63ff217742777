package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;

/**
 * A moving point that knows its constraint activities: how far each variable can go, and which constraints are violated. It scores nothing,
 * so it is the cheap half of a search: moves that do not fit are seen here and never scored. A mutable cursor for one thread.
 */
public final class Activities {
    private final ConstraintRows constraints;
    private final Problem problem;
    private final SparseMatrix columns;
    private final double[] x;
    private final double[] activity;
    private final double[] excess;
    private final IndexSet violated;

    /** A cursor at the given values, which are copied and must be within the variables' bounds. */
    public Activities(ConstraintRows constraints, double[] values) {
        this.constraints = constraints;
        problem = constraints.problem();
        columns = constraints.byVariable();
        x = new double[problem.variableCount()];
        activity = new double[problem.constraintCount()];
        excess = new double[activity.length];
        violated = new IndexSet(activity.length);
        reset(values);
    }

    /** Moves to other values, all computed anew; O(nonzeros). */
    public void reset(double[] values) {
        System.arraycopy(values, 0, x, 0, x.length);
        System.arraycopy(problem.activitiesAt(x), 0, activity, 0, activity.length);
        for (int i = 0; i < activity.length; i++) {
            update(i);
        }
    }

    private void update(int i) {
        excess[i] = problem.violation(i, activity[i]);
        if (excess[i] > 0) {
            violated.add(i);
        } else {
            violated.remove(i);
        }
    }

    /** The constraints. */
    public ConstraintRows constraints() {
        return constraints;
    }

    /** Current value of a variable. */
    public double value(int j) {
        return x[j];
    }

    /** A copy of all values. */
    public double[] values() {
        return x.clone();
    }

    /** Moves one variable; O(nonzeros of its column). */
    public void set(int j, double value) {
        double change = value - x[j];
        if (change == 0) {
            return;
        }
        x[j] = value;
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            int i = columns.row(p);
            activity[i] += change * columns.value(p);
            update(i);
        }
    }

    /** Whether all constraints are kept. */
    public boolean isFeasible() {
        return violated.size() == 0;
    }

    /** Activity of a constraint. */
    public double activity(int i) {
        return activity[i];
    }

    /** What a constraint is violated by; 0 if it is kept. */
    public double excess(int i) {
        return excess[i];
    }

    /** Some violated constraint, or -1 if all are kept; O(1). */
    public int anyViolated() {
        return violated.size() == 0 ? -1 : violated.get(0);
    }

    /** The violated constraints, in no particular order. */
    IndexSet violated() {
        return violated;
    }

    /**
     * The greatest value, not below the current one, that variable {@code j} can take without a constraint going (further) beyond either of
     * its sides.
     */
    public double highest(int j) {
        return reach(j, 1);
    }

    /** The least value, not above the current one, that variable {@code j} can take; otherwise as {@link #highest}. */
    public double lowest(int j) {
        return reach(j, -1);
    }

    private double reach(int j, int direction) {
        boolean integer = problem.isInteger(j);
        double limit = direction > 0 ? problem.upper(j) - x[j] : x[j] - problem.lower(j);
        for (int p = columns.start(j), end = columns.start(j + 1); p < end && limit > 0; p++) {
            double slope = direction * columns.value(p);
            if (slope != 0) {
                limit = Math.min(limit, room(columns.row(p), slope, integer));
            }
        }
        double target = x[j] + direction * Math.max(0, limit);
        return Math.min(problem.upper(j), Math.max(problem.lower(j), target));
    }

    /** By how much raising variable {@code j} would lessen the violation of some constraint, at most; 0 if there is no need of it. */
    public double need(int j) {
        double need = 0;
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            int i = columns.row(p);
            if (excess[i] > 0) {
                double slope = columns.value(p);
                boolean helps = slope > 0
                        ? activity[i] < problem.constraintLower(i)
                        : slope < 0 && activity[i] > problem.constraintUpper(i);
                need = helps ? Math.max(need, excess[i] / Math.abs(slope)) : need;
            }
        }
        return need;
    }

    /**
     * What raising variable {@code j} by one unit costs: the greatest share that it takes of what any constraint has left. Infinite if one
     * has nothing left, 0 if none is touched.
     */
    public double cost(int j) {
        double cost = 0;
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            double slope = columns.value(p);
            double side = slope > 0 ? problem.constraintUpper(columns.row(p)) : problem.constraintLower(columns.row(p));
            if (slope != 0 && !Double.isInfinite(side)) {
                double left = (side - activity[columns.row(p)]) / slope;
                cost = Math.max(cost, left > 0 ? 1 / left : Double.POSITIVE_INFINITY);
            }
        }
        return cost;
    }

    /** How far constraint {@code i} lets a step of the given slope go. */
    private double room(int i, double slope, boolean integer) {
        double side = slope > 0 ? problem.constraintUpper(i) : problem.constraintLower(i);
        if (Double.isInfinite(side)) {
            return Double.POSITIVE_INFINITY;
        }
        if (!integer) {
            return (side - activity[i]) / slope;
        }
        double tolerance = Problem.tolerance(side);
        double steps = Math.floor((side + Math.copySign(tolerance, slope) - activity[i]) / slope);
        // The division rounds; what decides is the problem's own comparison.
        return steps > 0 && problem.violation(i, activity[i] + steps * slope) > excess[i] ? steps - 1 : steps;
    }
}
