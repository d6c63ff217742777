package dev.allot.study.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far incumbents are from the best objective known of their problem, over a run (Berthold, Measuring the impact of primal heuristics,
 * 2013).
 */
final class PrimalGap {
    private PrimalGap() {}

    /** 0 at the best objective, 1 without a point or on the other side of zero, otherwise the difference over the greater magnitude. */
    static double of(double objective, double best) {
        if (objective == best) {
            return 0;
        }
        if (Double.isInfinite(objective) || objective * best < 0) {
            return 1;
        }
        return Math.min(1, Math.abs(best - objective) / Math.max(Math.abs(best), Math.abs(objective)));
    }

    /** The gap's mean over a run from its start to its horizon, in 0..1: the primal integral as a share of the greatest there could be. */
    static double integral(List<Moment> trace, RunLimit limit, double best) {
        double horizon = limit.horizon();
        double sum = 0;
        double from = 0;
        double gap = 1;
        for (Moment moment : trace) {
            double at = Math.min(horizon, limit.position(moment));
            sum += gap * (at - from);
            from = at;
            gap = of(moment.objective(), best);
        }
        return (sum + gap * (horizon - from)) / horizon;
    }

    /** The last moment of a trace at or before a position; null before the first. */
    static @Nullable Moment at(List<Moment> trace, RunLimit limit, double position) {
        Moment found = null;
        for (Moment moment : trace) {
            if (limit.position(moment) > position) {
                break;
            }
            found = moment;
        }
        return found;
    }
}
