package dev.allot.core.score;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateState;
import dev.allot.core.undo.DoubleLog;
import dev.allot.core.undo.ScopeStack;
import java.util.Arrays;
import java.util.stream.IntStream;
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
    private final double[] activity;
    private final double[] excess;
    private double linear;
    private int violated;

    private static final int VARIABLES = 0;
    private static final int ACTIVITIES = 1;
    private static final int SURROGATE = 2;
    private final ScopeStack scopes = new ScopeStack(3);
    private final DoubleLog variables = new DoubleLog();
    private final DoubleLog activities = new DoubleLog();
    private double[] linearAtMark = new double[8];
    private int[] changed = new int[16];
    private double[] changes = new double[16];

    IncrementalScoreState(Problem problem, double[] values) {
        Solution startingPoint = Solution.of(problem, values);
        for (int j = 0; j < values.length; j++) {
            PointCheck.require(problem, j, values[j]);
        }
        this.problem = problem;
        aggregateColumns = problem.aggregates();
        constraintColumns = problem.constraints();
        x = values.clone();
        activity = problem.activitiesAt(x);
        excess = new double[activity.length];
        for (int i = 0; i < activity.length; i++) {
            excess[i] = problem.violation(i, activity[i]);
            violated += excess[i] > 0 ? 1 : 0;
        }
        linear = problem.linearAt(x);
        surrogate = problem.surrogate().isPresent()
                ? surrogateState(problem, problem.surrogate().get(), startingPoint.aggregates())
                : null;
    }

    private static SurrogateState surrogateState(Problem problem, Surrogate surrogate, double[] aggregates) {
        boolean integral = IntStream.range(0, aggregates.length).allMatch(problem::isIntegral);
        return integral ? surrogate.stateAtIntegers(aggregates) : surrogate.stateAt(aggregates);
    }

    @Override
    public double objective() {
        return surrogate == null ? linear : linear + surrogate.value();
    }

    @Override
    public double predictorValue() {
        return surrogate == null ? linear : linear + surrogate.predictorValue();
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
        double change = moveAlone(variable, value);
        if (surrogate != null && change != 0) {
            surrogate.add(aggregateColumns, variable, change);
        }
    }

    @Override
    public void set(int[] variable, double[] value, int count) {
        PointCheck.require(problem, variable, value, count);
        if (changes.length < count) {
            changes = new double[2 * count];
            changed = new int[2 * count];
        }
        int n = 0;
        for (int k = 0; k < count; k++) {
            double change = moveAlone(variable[k], value[k]);
            if (change != 0) {
                changed[n] = variable[k];
                changes[n++] = change;
            }
        }
        if (surrogate != null) {
            surrogate.add(aggregateColumns, changed, changes, n);
        }
    }

    /** Moves a variable, all but the surrogate; returns by how much. */
    private double moveAlone(int variable, double value) {
        double change = value - x[variable];
        if (change == 0) {
            return 0;
        }
        boolean logged = scopes.isOpen();
        if (logged) {
            variables.add(variable, x[variable]);
        }
        x[variable] = value;
        linear += change * problem.linear(variable);
        for (int p = constraintColumns.start(variable), end = constraintColumns.start(variable + 1); p < end; p++) {
            int i = constraintColumns.row(p);
            if (logged) {
                activities.add(i, activity[i]);
            }
            setActivity(i, activity[i] + change * constraintColumns.value(p));
        }
        return change;
    }

    private void setActivity(int i, double value) {
        activity[i] = value;
        double now = problem.violation(i, value);
        violated += (now > 0 ? 1 : 0) - (excess[i] > 0 ? 1 : 0);
        excess[i] = now;
    }

    @Override
    public double peek(int variable, double value) {
        PointCheck.require(problem, variable, value);
        double change = value - x[variable];
        double linearThen = linear + change * problem.linear(variable);
        return surrogate == null ? linearThen : linearThen + surrogate.peek(aggregateColumns, variable, change);
    }

    @Override
    public double peek(int variable, double value, int otherVariable, double otherValue) {
        PointCheck.require(problem, variable, value);
        PointCheck.require(problem, otherVariable, otherValue);
        if (variable == otherVariable) {
            throw new IllegalArgumentException(
                    "a swap needs two variables, not " + problem.variableName(variable) + " twice");
        }
        double change = value - x[variable];
        double otherChange = otherValue - x[otherVariable];
        double linearThen = linear + change * problem.linear(variable) + otherChange * problem.linear(otherVariable);
        return surrogate == null
                ? linearThen
                : linearThen + surrogate.peek(aggregateColumns, variable, change, otherVariable, otherChange);
    }

    @Override
    public Solution snapshot() {
        return Solution.of(problem, x);
    }

    @Override
    public int mark() {
        int mark = scopes.open();
        scopes.setSize(mark, VARIABLES, variables.size());
        scopes.setSize(mark, ACTIVITIES, activities.size());
        scopes.setSize(mark, SURROGATE, surrogate == null ? 0 : surrogate.mark());
        if (mark == linearAtMark.length) {
            linearAtMark = Arrays.copyOf(linearAtMark, 2 * mark);
        }
        linearAtMark[mark] = linear;
        return mark;
    }

    @Override
    public void rollback(int mark) {
        scopes.requireOpen(mark);
        variables.restore(scopes.size(mark, VARIABLES), x);
        while (activities.size() > scopes.size(mark, ACTIVITIES)) {
            int entry = activities.removeLast();
            setActivity(activities.index(entry), activities.old(entry));
        }
        linear = linearAtMark[mark];
        if (surrogate != null) {
            surrogate.rollback(scopes.size(mark, SURROGATE));
        }
        scopes.close(mark);
    }

    @Override
    public void commit(int mark) {
        scopes.requireOpen(mark);
        if (surrogate != null) {
            surrogate.commit(scopes.size(mark, SURROGATE));
        }
        scopes.close(mark);
        if (mark == 0) {
            variables.clear();
            activities.clear();
        }
    }
}
