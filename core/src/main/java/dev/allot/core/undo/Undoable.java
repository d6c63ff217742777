package dev.allot.core.undo;

/**
 * Mutable state whose changes can be taken back exactly.
 *
 * <p>{@link #mark()} opens a scope; {@link #rollback(int)} closes it and restores the recorded values of everything changed since, bit for
 * bit; {@link #commit(int)} closes it and keeps the changes. Scopes nest. Outside a scope nothing is recorded, so a long walk without marks
 * costs no memory.
 */
public interface Undoable {
    /** Opens a scope; O(1). */
    int mark();

    /** Restores the state as it was at {@code mark} and closes that scope and all inside it; O(recorded changes). */
    void rollback(int mark);

    /** Closes the scope of {@code mark} and all inside it and keeps the changes; O(1). */
    void commit(int mark);
}
