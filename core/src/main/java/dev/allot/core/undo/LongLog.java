package dev.allot.core.undo;

import java.util.Arrays;

/** Old longs of an array, by index, oldest first. */
public final class LongLog {
    private int[] index = new int[64];
    private long[] old = new long[64];
    private int size;

    /** Notes that {@code target[i]} was {@code value}. */
    public void add(int i, long value) {
        if (size == index.length) {
            index = Arrays.copyOf(index, 2 * size);
            old = Arrays.copyOf(old, 2 * size);
        }
        index[size] = i;
        old[size++] = value;
    }

    /** Number of entries. */
    public int size() {
        return size;
    }

    /** Writes entries back, newest first, and drops them, until {@code keep} are left. */
    public void restore(int keep, long[] target) {
        int k = size;
        while (k > keep) {
            k--;
            target[index[k]] = old[k];
        }
        size = keep;
    }

    /** Drops the newest entry and returns its place, at which {@link #index} and {@link #old} still read it. */
    public int removeLast() {
        return --size;
    }

    /** Index noted by an entry. */
    public int index(int entry) {
        return index[entry];
    }

    /** Value noted by an entry. */
    public long old(int entry) {
        return old[entry];
    }

    /** Drops all. */
    public void clear() {
        size = 0;
    }
}
