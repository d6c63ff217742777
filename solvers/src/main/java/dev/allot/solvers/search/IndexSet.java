package dev.allot.solvers.search;

/** A set of the integers 0 to n - 1 with constant-time membership, insertion, removal, and access by position (for random picks). */
final class IndexSet {
    private final int[] members;
    private final int[] position;
    private int size;

    IndexSet(int n) {
        members = new int[n];
        position = new int[n];
    }

    int size() {
        return size;
    }

    /** The member at a position below {@link #size()}; positions change with every insertion and removal. */
    int get(int at) {
        return members[at];
    }

    boolean contains(int i) {
        return position[i] > 0;
    }

    void add(int i) {
        if (position[i] == 0) {
            members[size++] = i;
            position[i] = size;
        }
    }

    void remove(int i) {
        int at = position[i];
        if (at > 0) {
            int last = members[--size];
            members[at - 1] = last;
            position[last] = at;
            position[i] = 0;
        }
    }
}
