package dev.allot.study.compare;

import java.util.List;
import java.util.Optional;

/**
 * One run of one solver. Objectives and bounds are those of the maximised problem.
 *
 * @param key what was run
 * @param outcome why it ended: a {@link dev.allot.core.solve.TerminationStatus}, or {@link #UNSUPPORTED} or {@link #UNAVAILABLE}
 * @param detail what went wrong, if something did
 * @param objective of the best point; negative infinity if there is none
 * @param bound no point has a greater objective; infinity if nothing was proven, negative infinity if there is proven to be no point
 * @param seconds from call to return
 * @param evaluations candidates scored
 * @param trace of incumbents and bounds, thinned to two per cent of the time
 */
public record Trial(
        TrialKey key,
        String outcome,
        Optional<String> detail,
        double objective,
        double bound,
        double seconds,
        long evaluations,
        List<Moment> trace) {
    /** The solver lacks what the problem asks for. */
    public static final String UNSUPPORTED = "UNSUPPORTED";

    /** The solver cannot run on this machine. */
    public static final String UNAVAILABLE = "UNAVAILABLE";

    /** Copies the trace. */
    public Trial {
        trace = List.copyOf(trace);
    }

    /** A run that could not be. */
    static Trial refused(TrialKey key, String outcome, String why) {
        return new Trial(
                key, outcome, Optional.of(why), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0, List.of());
    }

    /** Whether the solver could run at all. */
    public boolean ran() {
        return !outcome.equals(UNSUPPORTED) && !outcome.equals(UNAVAILABLE);
    }

    /** Whether it found a point. */
    public boolean found() {
        return objective > Double.NEGATIVE_INFINITY;
    }
}
