package dev.allot.core.surrogate;

import java.util.stream.IntStream;

/** Rows shared out among threads. */
final class Rows {
    private Rows() {}

    /** Work on rows {@code from..to - 1}. */
    interface Work {
        void on(int from, int to);
    }

    /** Cuts the rows into one range a thread; the caller's thread takes the last. */
    static void inParallel(int rows, int threads, Work work) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads is " + threads + "; it must be at least 1");
        }
        Thread[] others = IntStream.range(0, threads - 1)
                .mapToObj(k ->
                        new Thread(() -> work.on(bound(rows, threads, k), bound(rows, threads, k + 1)), "rows-" + k))
                .toArray(Thread[]::new);
        for (Thread thread : others) {
            thread.start();
        }
        work.on(bound(rows, threads, threads - 1), rows);
        for (Thread thread : others) {
            join(thread);
        }
    }

    private static int bound(int rows, int threads, int k) {
        return (int) ((long) rows * k / threads);
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                // The rows must be done before the caller reads them; the interrupt is passed on afterwards.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
