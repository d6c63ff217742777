package dev.allot.solvers.linear;

import java.util.Arrays;

/** Lists of indexed numbers, one after the other in the same arrays. Grows by whole lists. */
final class SparseLists {
    private int[] start = new int[16];
    private int count;
    private int[] index = new int[64];
    private double[] value = new double[64];
    private int size;

    /** Adds an entry to the list that is open. */
    void add(int at, double entry) {
        if (size == index.length) {
            index = Arrays.copyOf(index, 2 * size);
            value = Arrays.copyOf(value, 2 * size);
        }
        index[size] = at;
        value[size++] = entry;
    }

    /** Closes the open list, and opens the next. */
    void close() {
        if (++count == start.length) {
            start = Arrays.copyOf(start, 2 * count);
        }
        start[count] = size;
    }

    /** Takes back what the open list has. */
    void drop() {
        size = start[count];
    }

    /** Number of closed lists. */
    int count() {
        return count;
    }

    /** Number of entries of all lists. */
    int entries() {
        return size;
    }

    /** Adds a multiple of a list to a vector. */
    void addTo(double[] vector, int list, double factor) {
        for (int p = start[list], end = start[list + 1]; p < end; p++) {
            vector[index[p]] += factor * value[p];
        }
    }

    /** A list times a vector. */
    double times(double[] vector, int list) {
        double sum = 0;
        for (int p = start[list], end = start[list + 1]; p < end; p++) {
            sum += value[p] * vector[index[p]];
        }
        return sum;
    }
}
