package dev.allot.core.undo;

import java.util.Arrays;

/** Old ints of an array, by index, oldest first. */
public final class IntLog {
    private int[] entries = new int[128];
    private int size;

    /** Notes that {@code target[i]} was {@code value}. */
    public void add(int i, int value) {
        if (2 * size == entries.length) {
            entries = Arrays.copyOf(entries, 4 * size);
        }
        entries[2 * size] = i;
        entries[2 * size + 1] = value;
        size++;
    }

    /** Number of entries. */
    public int size() {
        return size;
    }

    /** Drops the newest entry and returns its place, at which {@link #index} and {@link #old} still read it. */
    public int removeLast() {
        return --size;
    }

    /** Index noted by an entry. */
    public int index(int entry) {
        return entries[2 * entry];
    }

    /** Value noted by an entry. */
    public int old(int entry) {
        return entries[2 * entry + 1];
    }

    /** Drops all. */
    public void clear() {
        size = 0;
    }
}
