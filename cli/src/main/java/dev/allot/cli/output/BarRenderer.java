package dev.allot.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/** {@code name [=====     ]  50%  0:12  note}; without the bar where nobody knows the end. */
final class BarRenderer implements ProgressBarRenderer {
    private static final int WIDTH = 24;

    private final Instant start;

    /**
     * A renderer.
     *
     * @param start of the work: the bar appears later
     */
    BarRenderer(Instant start) {
        this.start = start;
    }

    @Override
    public String render(ProgressState progress, int maxLength) {
        Duration elapsed = Duration.between(start, Instant.now());
        String bar = progress.isIndefinite() || progress.getMax() <= 0 ? "" : bar(progress);
        String line = String.format(
                Locale.ROOT,
                "%s %s %d:%02d  %s",
                progress.getTaskName(),
                bar,
                elapsed.toMinutes(),
                elapsed.toSecondsPart(),
                progress.getExtraMessage());
        String cut = line.substring(0, Math.min(line.length(), maxLength));
        return cut + " ".repeat(maxLength - cut.length());
    }

    private static String bar(ProgressState progress) {
        double share = Math.min(1, Math.max(0, (double) progress.getCurrent() / progress.getMax()));
        int full = (int) (WIDTH * share);
        return String.format(Locale.ROOT, "[%s%s] %3.0f%% ", "=".repeat(full), " ".repeat(WIDTH - full), 100 * share);
    }
}
