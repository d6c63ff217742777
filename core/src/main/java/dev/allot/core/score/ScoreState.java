package dev.allot.core.score;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.undo.Undoable;

/**
 * The objective and the constraints at a moving point: the hot loop of every local method. A mutable cursor for one thread.
 *
 * <p>{@link #set} costs O(nonzeros of the variable's columns + crossed splits), however many instances the variable moves by; {@link #peek}
 * costs less. Nothing allocates once warmed up. A compound move is peeked at by {@link #mark()},
 * {@code set}, {@link #objective()} and {@code rollback}.
 */
public interface ScoreState extends Undoable {
    /** f(A x + b) + c . x at the current point; O(1). */
    double objective();

    /** The objective with the surrogate in the predictor's own arithmetic; O(trees) for an ensemble. */
    double predictorValue();

    /** Sum over the constraints of what they are violated by; 0 iff all are kept, and O(1) then, else O(constraints). Bounds and integrality always hold. */
    double violation();

    /** Current value of a variable; O(1). */
    double valueOf(int variable);

    /**
     * Moves one variable.
     *
     * @param value within the variable's bounds, an integer if the variable is
     * @throws IllegalArgumentException otherwise
     */
    void set(int variable, double value);

    /**
     * Moves several variables at once, as one compound move: a whole tag, say. O(nonzeros of their columns) to add them up, and then the
     * crossed splits of each aggregate once, where single {@code set} calls would cross them variable by variable.
     *
     * @param variable different variables, of which the first {@code count} are meant
     * @param value a value for each, within its bounds, an integer if the variable is
     * @throws IllegalArgumentException otherwise; nothing is moved then
     */
    void set(int[] variable, double[] value, int count);

    /** The objective that {@code set(variable, value)} would lead to; changes nothing and does not look at constraints. */
    double peek(int variable, double value);

    /** The objective that setting two different variables would lead to: a swap. Otherwise as {@link #peek(int, double)}. */
    double peek(int variable, double value, int otherVariable, double otherValue);

    /** The current point, recomputed from scratch: O(nonzeros of the problem + a value of the surrogate). */
    Solution snapshot();

    /** A fast state at the given values; O(nonzeros of the problem + a state of the surrogate). */
    static ScoreState at(Problem problem, double[] values) {
        return new IncrementalScoreState(problem, values);
    }
}
