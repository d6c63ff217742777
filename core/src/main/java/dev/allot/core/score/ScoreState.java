package dev.allot.core.score;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.surrogate.Undoable;

/**
 * The objective and the constraints at a moving point: the hot loop of every local method. A mutable cursor for one thread.
 *
 * <p>{@link #set} costs O(nonzeros of the variable's columns + crossed splits); nothing allocates once warmed up. Compound moves are
 * several {@code set} calls within one {@link #mark()}.
 */
public interface ScoreState extends Undoable {
    /** f(A x + b) + c . x at the current point. */
    double objective();

    /** Sum over the constraints of what they are violated by; 0 iff all are kept. Bounds and integrality always hold. */
    double violation();

    /** Current value of a variable. */
    double valueOf(int variable);

    /**
     * Moves one variable.
     *
     * @param value within the variable's bounds, an integer if the variable is
     * @throws IllegalArgumentException otherwise
     */
    void set(int variable, double value);

    /** The current point, recomputed from scratch. */
    Solution snapshot();

    /** A fast state at the given values. */
    static ScoreState at(Problem problem, double[] values) {
        return new IncrementalScoreState(problem, values);
    }
}
