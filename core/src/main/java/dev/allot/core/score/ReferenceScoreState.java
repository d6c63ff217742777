package dev.allot.core.score;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The naive twin of every fast score state: keeps the values and recomputes the rest on demand. The oracle of tests. */
public final class ReferenceScoreState implements ScoreState {
    private final Problem problem;
    private final Deque<double[]> saved = new ArrayDeque<>();
    private double[] values;

    /** A state at the given values. */
    public ReferenceScoreState(Problem problem, double[] values) {
        this.problem = problem;
        this.values = values.clone();
    }

    @Override
    public double objective() {
        return snapshot().objective();
    }

    @Override
    public double predictorValue() {
        return snapshot().predictorValue();
    }

    @Override
    public double violation() {
        return snapshot().violation();
    }

    @Override
    public double valueOf(int variable) {
        return values[variable];
    }

    @Override
    public void set(int variable, double value) {
        PointCheck.require(problem, variable, value);
        values[variable] = value;
    }

    @Override
    public void set(int[] variable, double[] value, int count) {
        PointCheck.require(problem, variable, value, count);
        for (int k = 0; k < count; k++) {
            values[variable[k]] = value[k];
        }
    }

    @Override
    public double peek(int variable, double value) {
        PointCheck.require(problem, variable, value);
        double[] then = values.clone();
        then[variable] = value;
        return Solution.of(problem, then).objective();
    }

    @Override
    public double peek(int variable, double value, int otherVariable, double otherValue) {
        PointCheck.require(problem, variable, value);
        PointCheck.require(problem, otherVariable, otherValue);
        double[] then = values.clone();
        then[variable] = value;
        then[otherVariable] = otherValue;
        return Solution.of(problem, then).objective();
    }

    @Override
    public Solution snapshot() {
        return Solution.of(problem, values);
    }

    @Override
    public int mark() {
        saved.addLast(values.clone());
        return saved.size() - 1;
    }

    @Override
    public void rollback(int mark) {
        requireOpen(mark);
        Iterator<double[]> scopes = saved.iterator();
        for (int i = 0; i <= mark; i++) {
            values = scopes.next();
        }
        commit(mark);
    }

    @Override
    public void commit(int mark) {
        requireOpen(mark);
        while (saved.size() > mark) {
            saved.removeLast();
        }
    }

    private void requireOpen(int mark) {
        if (mark < 0 || mark >= saved.size()) {
            throw new IllegalStateException("mark " + mark + " is not open; open are 0 to " + (saved.size() - 1));
        }
    }
}
