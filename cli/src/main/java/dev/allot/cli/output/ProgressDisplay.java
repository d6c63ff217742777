package dev.allot.cli.output;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error for work that takes longer than a moment, if people watch. It is gone when the work is done. */
public final class ProgressDisplay {
    private static final long FIRST_MILLIS = 1500;
    private static final long NEXT_MILLIS = 250;

    private final Instant start = Instant.now();
    private final String task;
    private final Console console;
    private final Supplier<Position> position;
    private final @Nullable ScheduledExecutorService timer;
    private @Nullable ProgressBar bar;

    /**
     * How far the work is.
     *
     * @param done so many steps
     * @param total of so many; negative if nobody knows
     * @param note anything else to show
     */
    public record Position(long done, long total, String note) {
        /** Nobody knows. */
        public static final Position UNKNOWN = new Position(0, -1, "");
    }

    private ProgressDisplay(Console console, String task, Supplier<Position> position) {
        this.task = task;
        this.console = console;
        this.position = position;
        if (console.quiet() || !console.terminal()) {
            timer = null;
        } else {
            timer = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "progress");
                thread.setDaemon(true);
                return thread;
            });
            ScheduledFuture<?> unused =
                    timer.scheduleWithFixedDelay(this::show, FIRST_MILLIS, NEXT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Shows a bar while work is being done.
     *
     * @param task what the bar is called
     * @param position asked now and then, from another thread
     */
    public static <T> T during(Console console, String task, Supplier<Position> position, Supplier<T> work) {
        ProgressDisplay display = new ProgressDisplay(console, task, position);
        try {
            return work.get();
        } finally {
            display.close();
        }
    }

    private synchronized void show() {
        Position now = position.get();
        ProgressBar shown = bar;
        if (shown == null) {
            shown = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(now.total)
                    .setRenderer(new BarRenderer(start))
                    .setConsumer(new TerminalLine(console.error()))
                    .setUpdateIntervalMillis((int) NEXT_MILLIS)
                    .clearDisplayOnFinish()
                    .build();
            bar = shown;
        }
        shown.maxHint(now.total).stepTo(now.done).setExtraMessage(now.note);
    }

    private void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
        synchronized (this) {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
