package dev.allot.solvers.branching;

import java.util.Arrays;

/** A range of cells for each aggregate, both ends included: the part of the search space that a node stands for. Mutable. */
final class Domain {
    private final int[] low;
    private final int[] high;

    private Domain(int[] low, int[] high) {
        this.low = low;
        this.high = high;
    }

    /** All cells. */
    static Domain all(Cells cells) {
        int[] high = new int[cells.aggregates()];
        Arrays.setAll(high, i -> cells.count(i) - 1);
        return new Domain(new int[high.length], high);
    }

    Domain copy() {
        return new Domain(low.clone(), high.clone());
    }

    void set(Domain that) {
        System.arraycopy(that.low, 0, low, 0, low.length);
        System.arraycopy(that.high, 0, high, 0, high.length);
    }

    /** First cell of aggregate {@code i}, counted within the aggregate. */
    int low(int i) {
        return low[i];
    }

    /** Last cell of aggregate {@code i}. */
    int high(int i) {
        return high[i];
    }

    boolean isFixed(int i) {
        return low[i] == high[i];
    }

    /** Keeps the cells below {@code cell}, or those from it on. */
    Domain half(int i, int cell, boolean below) {
        Domain half = copy();
        if (below) {
            half.high[i] = cell - 1;
        } else {
            half.low[i] = cell;
        }
        return half;
    }

    void narrow(int i, int newLow, int newHigh) {
        low[i] = newLow;
        high[i] = newHigh;
    }
}
