package dev.allot.core.score;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.surrogate.SurrogateState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Score state that touches only what a move changes. Sums over integer variables are exact because the problem's coefficients lie on a
 * dyadic grid; undo restores recorded values in any case.
 */
final class IncrementalScoreState implements ScoreState {
    private final Problem problem;
    private final SparseMatrix aggregateColumns;
    private final SparseMatrix constraintColumns;
    private final @Nullable SurrogateState surrogate;
    private final double[] x;
    private final double[] z;
    private final double[] activity;
    private final double[] excess;
    private double linear;
    private int violated;

    private int depth;
    private Scope[] scopes = {new Scope(), new Scope(), new Scope(), new Scope()};
    private final Journal changedVariables = new Journal();
    private final Journal changedAggregates = new Journal();
    private final Journal changedActivities = new Journal();

    IncrementalScoreState(Problem problem, double[] values) {
        Solution start = Solution.of(problem, values);
        for (int j = 0; j < values.length; j++) {
            PointCheck.require(problem, j, values[j]);
        }
        this.problem = problem;
        aggregateColumns = problem.aggregates();
        constraintColumns = problem.constraints();
        x = values.clone();
        z = start.aggregates();
        activity = problem.activitiesAt(x);
        excess = new double[activity.length];
        for (int i = 0; i < activity.length; i++) {
            excess[i] = problem.violation(i, activity[i]);
            violated += excess[i] > 0 ? 1 : 0;
        }
        linear = problem.linearAt(x);
        surrogate = problem.surrogate().isPresent() ? problem.surrogate().get().stateAt(z) : null;
    }

    @Override
    public double objective() {
        return surrogate == null ? linear : linear + surrogate.value();
    }

    @Override
    public double violation() {
        if (violated == 0) {
            return 0;
        }
        double sum = 0;
        for (double e : excess) {
            sum += e;
        }
        return sum;
    }

    @Override
    public double valueOf(int variable) {
        return x[variable];
    }

    @Override
    public void set(int variable, double value) {
        PointCheck.require(problem, variable, value);
        double change = value - x[variable];
        if (change == 0) {
            return;
        }
        if (depth > 0) {
            changedVariables.add(variable, x[variable]);
        }
        x[variable] = value;
        linear += change * problem.linear(variable);
        for (int p = aggregateColumns.start(variable), end = aggregateColumns.start(variable + 1); p < end; p++) {
            int i = aggregateColumns.row(p);
            if (depth > 0) {
                changedAggregates.add(i, z[i]);
            }
            z[i] += change * aggregateColumns.value(p);
            if (surrogate != null) {
                surrogate.set(i, z[i]);
            }
        }
        for (int p = constraintColumns.start(variable), end = constraintColumns.start(variable + 1); p < end; p++) {
            int i = constraintColumns.row(p);
            if (depth > 0) {
                changedActivities.add(i, activity[i]);
            }
            setActivity(i, activity[i] + change * constraintColumns.value(p));
        }
    }

    private void setActivity(int i, double value) {
        activity[i] = value;
        double now = problem.violation(i, value);
        violated += (now > 0 ? 1 : 0) - (excess[i] > 0 ? 1 : 0);
        excess[i] = now;
    }

    @Override
    public Solution snapshot() {
        return Solution.of(problem, x);
    }

    @Override
    public int mark() {
        if (depth == scopes.length) {
            scopes = Arrays.copyOf(scopes, 2 * depth);
            for (int i = depth; i < scopes.length; i++) {
                scopes[i] = new Scope();
            }
        }
        Scope scope = scopes[depth];
        scope.variables = changedVariables.size;
        scope.aggregates = changedAggregates.size;
        scope.activities = changedActivities.size;
        scope.linear = linear;
        scope.surrogate = surrogate == null ? 0 : surrogate.mark();
        return depth++;
    }

    @Override
    public void rollback(int mark) {
        Scope scope = openScope(mark);
        while (changedVariables.size > scope.variables) {
            int k = --changedVariables.size;
            x[changedVariables.index[k]] = changedVariables.old[k];
        }
        while (changedAggregates.size > scope.aggregates) {
            int k = --changedAggregates.size;
            z[changedAggregates.index[k]] = changedAggregates.old[k];
        }
        while (changedActivities.size > scope.activities) {
            int k = --changedActivities.size;
            setActivity(changedActivities.index[k], changedActivities.old[k]);
        }
        linear = scope.linear;
        if (surrogate != null) {
            surrogate.rollback(scope.surrogate);
        }
        depth = mark;
    }

    @Override
    public void commit(int mark) {
        Scope scope = openScope(mark);
        if (surrogate != null) {
            surrogate.commit(scope.surrogate);
        }
        depth = mark;
        if (mark == 0) {
            changedVariables.size = 0;
            changedAggregates.size = 0;
            changedActivities.size = 0;
        }
    }

    private Scope openScope(int mark) {
        if (mark < 0 || mark >= depth) {
            throw new IllegalStateException("mark " + mark + " is not open; open are 0 to " + (depth - 1));
        }
        return scopes[mark];
    }

    /** Where the journals stood when a scope was opened, and the sums at that time. */
    private static final class Scope {
        private int variables;
        private int aggregates;
        private int activities;
        private int surrogate;
        private double linear;
    }

    /** Old values by index, newest last. */
    private static final class Journal {
        private int[] index = new int[64];
        private double[] old = new double[64];
        private int size;

        void add(int i, double value) {
            if (size == index.length) {
                index = Arrays.copyOf(index, 2 * size);
                old = Arrays.copyOf(old, 2 * size);
            }
            index[size] = i;
            old[size++] = value;
        }
    }
}
