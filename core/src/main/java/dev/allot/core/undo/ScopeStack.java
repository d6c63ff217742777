package dev.allot.core.undo;

import java.util.Arrays;

/** Open scopes, each with the sizes that a few logs had when it was opened. */
public final class ScopeStack {
    private final int logs;
    private int[] sizes;
    private int depth;

    /** A stack of scopes over so many logs. */
    public ScopeStack(int logs) {
        this.logs = logs;
        sizes = new int[8 * logs];
    }

    /** Whether any scope is open, so that changes must be logged. */
    public boolean isOpen() {
        return depth > 0;
    }

    /** Opens a scope; its logs' sizes are to be given by {@link #setSize}. Returns its mark. */
    public int open() {
        if ((depth + 1) * logs > sizes.length) {
            sizes = Arrays.copyOf(sizes, 2 * sizes.length);
        }
        return depth++;
    }

    /** Notes the size that a log had when the scope was opened. */
    public void setSize(int mark, int log, int size) {
        sizes[mark * logs + log] = size;
    }

    /** The size that a log had when the scope was opened. */
    public int size(int mark, int log) {
        return sizes[mark * logs + log];
    }

    /**
     * Checks a mark.
     *
     * @throws IllegalStateException if its scope is not open
     */
    public void requireOpen(int mark) {
        if (mark < 0 || mark >= depth) {
            throw new IllegalStateException("mark " + mark + " is not open; open are 0 to " + (depth - 1));
        }
    }

    /** Closes a scope and all inside it. */
    public void close(int mark) {
        depth = mark;
    }
}
