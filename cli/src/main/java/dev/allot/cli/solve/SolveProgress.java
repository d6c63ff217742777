package dev.allot.cli.solve;

import dev.allot.cli.output.ProgressDisplay;
import dev.allot.cli.output.TextTable;
import dev.allot.core.model.Sense;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.SolveListener;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.TracePoint;
import org.jspecify.annotations.Nullable;

/** Shows how much of a solve's time is gone, with the incumbent and the bound. */
final class SolveProgress implements SolveListener {
    private final long startNanos = System.nanoTime();
    private final long totalMillis;
    private final Sense sense;
    private volatile @Nullable TracePoint latest;

    SolveProgress(SolveOptions options, Sense sense) {
        this.sense = sense;
        totalMillis =
                options.timeLimit().isPresent() ? options.timeLimit().get().toMillis() : -1;
    }

    ProgressDisplay.Position position() {
        long elapsed = (System.nanoTime() - startNanos) / 1_000_000;
        TracePoint point = latest;
        String note = point == null
                ? ""
                : TextTable.number(sense.restore(point.objective()))
                        + (sense == Sense.MAXIMISE ? " <= " : " >= ")
                        + TextTable.number(sense.restore(point.bound()));
        return new ProgressDisplay.Position(
                totalMillis < 0 ? elapsed : Math.min(elapsed, totalMillis), totalMillis, note);
    }

    @Override
    public void incumbent(TracePoint point, Solution solution) {
        latest = point;
    }

    @Override
    public void bound(TracePoint point) {
        latest = point;
    }
}
