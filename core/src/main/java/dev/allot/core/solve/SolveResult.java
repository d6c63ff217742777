package dev.allot.core.solve;

import dev.allot.core.model.Solution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run gave. Every number of the incumbent is recomputed from scratch.
 *
 * @param solver id of the solver
 * @param termination why it stopped
 * @param incumbent the best feasible point, if any was found
 * @param bound no feasible point has a greater objective; negative infinity if proven infeasible
 * @param trace the incumbents, oldest first, strictly improving
 * @param seed the seed of the run
 * @param evaluations candidate points scored
 * @param elapsed time from call to return
 * @param provenance what this result was made with: versions, parameters
 * @param detail what went wrong, if the termination is an error
 */
public record SolveResult(
        String solver,
        TerminationStatus termination,
        Optional<Solution> incumbent,
        double bound,
        List<TracePoint> trace,
        long seed,
        long evaluations,
        Duration elapsed,
        Map<String, String> provenance,
        Optional<String> detail) {
    /** Checks what must hold between the parts. */
    public SolveResult {
        trace = List.copyOf(trace);
        provenance = Map.copyOf(provenance);
        if (termination == TerminationStatus.INFEASIBLE && incumbent.isPresent()) {
            throw new IllegalArgumentException("a problem with a feasible point is not infeasible");
        }
        if (termination == TerminationStatus.OPTIMAL && incumbent.isEmpty()) {
            throw new IllegalArgumentException("optimal needs an incumbent");
        }
        if (incumbent.isPresent() && !(bound >= incumbent.get().objective())) {
            throw new IllegalArgumentException("the bound " + bound + " is below the incumbent "
                    + incumbent.get().objective());
        }
    }

    /** What was found. Incumbents are feasible, so it is a feasible point or nothing. */
    public PrimalStatus primal() {
        return incumbent.isPresent() ? PrimalStatus.FEASIBLE_POINT : PrimalStatus.NO_SOLUTION;
    }

    /** Objective of the incumbent; negative infinity if there is none. */
    public double objective() {
        return incumbent.map(Solution::objective).orElse(Double.NEGATIVE_INFINITY);
    }

    /** Bound minus objective; infinite without an incumbent, 0 if proven infeasible. */
    public double gap() {
        return termination == TerminationStatus.INFEASIBLE ? 0 : bound - objective();
    }

    /** {@link #gap()} relative to max(1, |objective|). */
    public double relativeGap() {
        return incumbent.isEmpty() ? gap() : gap() / Math.max(1, Math.abs(objective()));
    }
}
