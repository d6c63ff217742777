package dev.allot.study.compare;

import dev.allot.core.model.Solution;
import dev.allot.core.solve.SolveListener;
import dev.allot.core.solve.TracePoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the moments of a run at which objective or bound changed: of several within two per cent of the elapsed time the last, so that a
 * trace of any length stays short and a step is never moved.
 */
final class Tracer implements SolveListener {
    private static final double GROWTH = Math.log(1.02);
    private static final double SHORTEST_SECONDS = 1e-3;

    private final List<Moment> kept = new ArrayList<>();
    private @Nullable Moment last;
    private long bucket = Long.MIN_VALUE;

    @Override
    public synchronized void incumbent(TracePoint point, Solution solution) {
        add(point);
    }

    @Override
    public synchronized void bound(TracePoint point) {
        add(point);
    }

    private void add(TracePoint point) {
        double seconds = point.elapsed().toNanos() / 1e9;
        long own = (long) Math.floor(Math.log(Math.max(SHORTEST_SECONDS, seconds)) / GROWTH);
        if (own != bucket && last != null) {
            kept.add(last);
        }
        bucket = own;
        last = new Moment(seconds, point.evaluations(), point.objective(), point.bound());
    }

    /** What was kept, oldest first. */
    synchronized List<Moment> moments() {
        List<Moment> all = new ArrayList<>(kept);
        if (last != null) {
            all.add(last);
        }
        return all;
    }
}
