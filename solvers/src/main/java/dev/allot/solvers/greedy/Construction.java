package dev.allot.solvers.greedy;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.score.ScoreState;
import dev.allot.core.solve.SolveSession;
import dev.allot.solvers.search.Activities;
import dev.allot.solvers.search.ConstraintRows;

/** A point under construction: its constraint activities, its score and its aggregates move together. */
public final class Construction {
    private final Problem problem;
    private final SolveSession session;
    private final Activities at;
    private final ScoreState state;
    private final SparseMatrix columns;
    private final double[] aggregates;
    private double remaining = 1;

    Construction(ConstraintRows constraints, SolveSession session, double[] start) {
        problem = constraints.problem();
        this.session = session;
        at = new Activities(constraints, start);
        state = ScoreState.at(problem, start);
        columns = problem.aggregates();
        aggregates = problem.aggregatesAt(start);
    }

    Problem problem() {
        return problem;
    }

    SolveSession session() {
        return session;
    }

    Activities activities() {
        return at;
    }

    ScoreState state() {
        return state;
    }

    /** Aggregate {@code i} at the current point. */
    double aggregate(int i) {
        return aggregates[i];
    }

    /** The share of what could still be raised that the constraints will allow, as far as known: where the construction will end. */
    double remaining() {
        return remaining;
    }

    void remaining(double share) {
        remaining = share;
    }

    void set(int j, double value) {
        double change = value - at.value(j);
        at.set(j, value);
        state.set(j, value);
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            aggregates[columns.row(p)] += change * columns.value(p);
        }
    }

    /** Scores the point and offers it; false if no evaluation is left. */
    boolean offer() {
        if (!session.tryEvaluate()) {
            return false;
        }
        session.offer(state);
        return true;
    }
}
