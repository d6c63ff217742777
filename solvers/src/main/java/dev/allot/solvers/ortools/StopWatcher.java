package dev.allot.solvers.ortools;

import java.util.function.BooleanSupplier;

/** Stops native code that cannot ask: a thread that looks now and then whether to stop, and says so until the watch is ended. */
final class StopWatcher {
    private static final long PERIOD_MILLIS = 10;

    private final Thread thread;
    private volatile boolean ended;

    private StopWatcher(BooleanSupplier shouldStop, Runnable stop) {
        thread = new Thread(() -> watch(shouldStop, stop), "allot-native-stop");
        thread.setDaemon(true);
    }

    /**
     * Starts watching.
     *
     * @param shouldStop asked in the watcher's thread
     * @param stop called again and again once it should stop, since a call before the native search has begun is lost
     */
    static StopWatcher start(BooleanSupplier shouldStop, Runnable stop) {
        StopWatcher watcher = new StopWatcher(shouldStop, stop);
        watcher.thread.start();
        return watcher;
    }

    private void watch(BooleanSupplier shouldStop, Runnable stop) {
        boolean stopping = false;
        while (!ended) {
            stopping = stopping || shouldStop.getAsBoolean();
            if (stopping) {
                stop.run();
            }
            try {
                Thread.sleep(PERIOD_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Ends the watch. */
    void end() {
        ended = true;
    }
}
