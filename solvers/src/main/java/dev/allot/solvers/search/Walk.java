package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import dev.allot.core.score.ScoreState;
import dev.allot.core.solve.SolveSession;
import java.util.SplittableRandom;

/**
 * A walk through feasible points: proposes moves, scores them, and goes there or stays. Whatever it scores is counted, and every point that
 * is better than all before it on this walk is offered to the session.
 *
 * <p>A step is: build a move ({@link #propose} or {@link #build}), {@link #score} it, then {@link #accept} or {@link #reject}.
 */
public final class Walk {
    private static final double LEAST_GAIN = 1e-10;

    private final ConstraintRows constraints;
    private final Problem problem;
    private final SolveSession session;
    private final Activities at;
    private final Movable movable;
    private final MoveBuilder builder;
    private final RandomMoves randomMoves;
    private ScoreState state;
    private double objective;
    private double pendingObjective;
    private double best = Double.NEGATIVE_INFINITY;
    private int mark;

    /**
     * A walk from a feasible point. Scoring it is an evaluation that the caller has been granted.
     *
     * @param start feasible values
     */
    public Walk(ConstraintRows constraints, SolveSession session, double[] start) {
        this.constraints = constraints;
        this.session = session;
        problem = constraints.problem();
        at = new Activities(constraints, start);
        movable = new Movable(at);
        builder = new MoveBuilder(at, movable);
        randomMoves = new RandomMoves(constraints);
        state = ScoreState.at(problem, start);
        objective = state.objective();
        offer();
    }

    /** The constraints that it keeps. */
    public ConstraintRows constraints() {
        return constraints;
    }

    /** Objective at the current point. */
    public double objective() {
        return objective;
    }

    /** Current value of a variable. */
    public double value(int j) {
        return at.value(j);
    }

    /** A copy of the current values. */
    public double[] values() {
        return at.values();
    }

    /** Whether the run must stop; to be asked now and then where moves may come to nothing and so are not scored. */
    public boolean mustStop() {
        return session.shouldStop();
    }

    /** Goes to another feasible point. Scoring it is an evaluation that the caller has been granted. */
    public void restart(double[] values) {
        at.reset(values);
        for (int j = 0; j < values.length; j++) {
            movable.update(j, values[j]);
        }
        // Anew, so that the rounding which continuous variables gather on a long walk is left behind.
        state = ScoreState.at(problem, values);
        objective = state.objective();
        offer();
    }

    /** Builds a random feasible move; false if this try did not give one. */
    public boolean propose(SplittableRandom random) {
        builder.clear();
        return randomMoves.build(at, movable, builder, random);
    }

    /** For neighbourhoods that are enumerated: an empty move to build. */
    MoveBuilder build() {
        builder.clear();
        return builder;
    }

    Activities activities() {
        return at;
    }

    /**
     * Scores the move last built, which must fit; then {@link #pendingObjective()} tells, and it is accepted or rejected.
     *
     * @return false if no evaluation is left: nothing is scored then and nothing is to be accepted or rejected
     */
    public boolean score() {
        if (!session.tryEvaluate()) {
            return false;
        }
        Move move = builder.move();
        if (move.size() == 1) {
            pendingObjective = state.peek(move.variable(0), move.target(0));
        } else if (move.size() == 2) {
            pendingObjective = state.peek(move.variable(0), move.target(0), move.variable(1), move.target(1));
        } else {
            mark = state.mark();
            apply(move);
            pendingObjective = state.objective();
        }
        return true;
    }

    /** Objective after the move that was scored last. */
    public double pendingObjective() {
        return pendingObjective;
    }

    /**
     * Whether the move that was scored is better by more than rounding: what counts as progress, so that searches over continuous variables do
     * not go on for ever over ever smaller gains.
     */
    public boolean isBetter() {
        return pendingObjective > objective + LEAST_GAIN * Math.max(1, Math.abs(objective));
    }

    /** Makes the move that was scored. */
    public void accept() {
        Move move = builder.move();
        if (move.size() > 2) {
            state.commit(mark);
        } else {
            apply(move);
        }
        for (int k = 0; k < move.size(); k++) {
            at.set(move.variable(k), move.target(k));
            movable.update(move.variable(k), move.target(k));
        }
        objective = state.objective();
        offer();
    }

    private void apply(Move move) {
        if (move.size() == 1) {
            state.set(move.variable(0), move.target(0));
        } else {
            move.applyTo(state);
        }
    }

    /** Takes the move that was scored back. */
    public void reject() {
        if (builder.move().size() > 2) {
            state.rollback(mark);
        }
    }

    private void offer() {
        if (objective > best) {
            best = objective;
            session.offer(state);
        }
    }
}
