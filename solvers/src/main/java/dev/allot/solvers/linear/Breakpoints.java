package dev.allot.solvers.linear;

/** Breakpoints of the long-step ratio test as a binary heap by ratio, smallest first; ties by variable. */
final class Breakpoints {
    private final int[] touched;
    private int touchedCount;
    private final int[] heap;
    private final double[] ratio;
    private int size;

    Breakpoints(int variables) {
        touched = new int[variables];
        heap = new int[variables];
        ratio = new double[variables];
    }

    /** Starts a new row. */
    void clear() {
        touchedCount = 0;
        size = 0;
    }

    /** Notes a variable with an entry in the pivot row. */
    void touch(int j) {
        touched[touchedCount++] = j;
    }

    /** Number of variables noted. */
    int touchedCount() {
        return touchedCount;
    }

    /** One of them. */
    int touched(int k) {
        return touched[k];
    }

    /** Adds a breakpoint, before {@link #build}. */
    void add(int j, double at) {
        ratio[j] = at;
        heap[size++] = j;
    }

    /** Puts them in order. */
    void build() {
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    double leastRatio() {
        return ratio[heap[0]];
    }

    double ratioOf(int j) {
        return ratio[j];
    }

    /** Takes out the variable of the least ratio. */
    int poll() {
        int top = heap[0];
        heap[0] = heap[--size];
        sink(0);
        return top;
    }

    private boolean before(int a, int b) {
        return ratio[a] < ratio[b] || ratio[a] == ratio[b] && a < b;
    }

    private void sink(int from) {
        int i = from;
        while (true) {
            int child = 2 * i + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], heap[i])) {
                return;
            }
            int swap = heap[i];
            heap[i] = heap[child];
            heap[child] = swap;
            i = child;
        }
    }
}
