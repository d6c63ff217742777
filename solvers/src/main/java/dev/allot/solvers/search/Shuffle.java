package dev.allot.solvers.search;

import java.util.SplittableRandom;

/** Random orders. */
public final class Shuffle {
    private Shuffle() {}

    /** The integers 0 to n - 1 in random order. */
    public static int[] order(int n, SplittableRandom random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        shuffle(order, 0, n, random);
        return order;
    }

    /** Shuffles {@code items[from..to - 1]} (Fisher-Yates). */
    public static void shuffle(int[] items, int from, int to, SplittableRandom random) {
        for (int i = to - 1; i > from; i--) {
            int k = from + random.nextInt(i - from + 1);
            int item = items[i];
            items[i] = items[k];
            items[k] = item;
        }
    }
}
