package dev.allot.solvers.search;

import java.util.Arrays;

/** Orders items by decreasing key, without boxing: a million items take tenths of a second. Ties keep the order in which they came. */
public final class Ranking {
    private static final int SHORT_RUN = 16;

    private Ranking() {}

    /**
     * Sorts {@code items} by decreasing key; stable.
     *
     * @param keys by item, none NaN
     */
    public static void sort(int[] items, double[] keys) {
        mergeSort(items.clone(), items, 0, items.length, keys);
    }

    /** Sorts {@code to[begin..end - 1]}; {@code from} holds the same items and is overwritten. */
    private static void mergeSort(int[] from, int[] to, int begin, int end, double[] keys) {
        if (end - begin <= SHORT_RUN) {
            insertionSort(to, begin, end, keys);
            return;
        }
        int middle = (begin + end) >>> 1;
        mergeSort(to, from, begin, middle, keys);
        mergeSort(to, from, middle, end, keys);
        int a = begin;
        int b = middle;
        for (int k = begin; k < end; k++) {
            boolean left = b == end || a < middle && keys[from[a]] >= keys[from[b]];
            to[k] = left ? from[a++] : from[b++];
        }
    }

    private static void insertionSort(int[] items, int begin, int end, double[] keys) {
        for (int k = begin + 1; k < end; k++) {
            int item = items[k];
            int at = k;
            while (at > begin && keys[items[at - 1]] < keys[item]) {
                items[at] = items[--at];
            }
            items[at] = item;
        }
    }

    /**
     * The {@code count} items of greatest key among the first {@code size}, by decreasing key; expected O(size + count log count).
     *
     * @param count at most {@code size}
     */
    public static int[] top(int[] items, int size, int count, double[] keys) {
        if (count == 0) {
            return new int[0];
        }
        double[] values = new double[size];
        for (int k = 0; k < size; k++) {
            values[k] = keys[items[k]];
        }
        double least = kthGreatest(values, count);
        int[] top = new int[count];
        int n = 0;
        for (int k = 0; k < size; k++) {
            if (keys[items[k]] > least) {
                top[n++] = items[k];
            }
        }
        for (int k = 0; k < size && n < count; k++) {
            if (keys[items[k]] == least) {
                top[n++] = items[k];
            }
        }
        sort(top, keys);
        return top;
    }

    /** Quickselect (Hoare) with the median of three as pivot; reorders the values. */
    private static double kthGreatest(double[] values, int k) {
        int begin = 0;
        int end = values.length - 1;
        int wanted = values.length - k;
        while (begin < end) {
            double pivot = medianOfThree(values[begin], values[(begin + end) >>> 1], values[end]);
            int a = begin;
            int b = end;
            while (a <= b) {
                while (values[a] < pivot) {
                    a++;
                }
                while (values[b] > pivot) {
                    b--;
                }
                if (a <= b) {
                    double value = values[a];
                    values[a++] = values[b];
                    values[b--] = value;
                }
            }
            if (wanted <= b) {
                end = b;
            } else if (wanted >= a) {
                begin = a;
            } else {
                return values[wanted];
            }
        }
        return values[begin];
    }

    private static double medianOfThree(double a, double b, double c) {
        double[] three = {a, b, c};
        Arrays.sort(three);
        return three[1];
    }
}
