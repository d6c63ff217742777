package dev.allot.core.solve;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The best point and bound that a run knows, and how they came about; shared by a session and its children. Safe for several threads. */
final class BestKnown {
    private final Problem problem;
    private final SolveOptions options;
    private final Budget budget;
    private final List<TracePoint> trace = new ArrayList<>();
    private final Map<String, String> provenance = new HashMap<>();

    private @Nullable Solution incumbent;
    private double incumbentObjective = Double.NEGATIVE_INFINITY;
    private double bound = Double.POSITIVE_INFINITY;
    private volatile @Nullable TerminationStatus reached;

    /**
     * Nothing known yet.
     *
     * @param options of the run: its targets and its listener
     * @param budget of the run: what trace points tell
     */
    BestKnown(Problem problem, SolveOptions options, Budget budget) {
        this.problem = problem;
        this.options = options;
        this.budget = budget;
    }

    /** Takes a point that is feasible and better; returns whether it did. */
    synchronized boolean offer(Solution candidate, Optional<String> by) {
        if (!candidate.isFeasible() || !(candidate.objective() > incumbentObjective)) {
            return false;
        }
        if (candidate.objective() > bound) {
            throw new ContradictionException("a feasible point has the objective " + candidate.objective()
                    + ", above the bound " + bound + describe("bound") + ": the bound is wrong");
        }
        incumbent = candidate;
        incumbentObjective = candidate.objective();
        by.ifPresent(name -> provenance.put("incumbent", name));
        TracePoint point = tracePoint();
        trace.add(point);
        options.listener().incumbent(point, candidate);
        if (options.targetObjective().isPresent()
                && incumbentObjective >= options.targetObjective().getAsDouble()) {
            reach(TerminationStatus.TARGET_REACHED);
        }
        stopIfGapIsClosed();
        return true;
    }

    synchronized void tightenBound(double upper, Optional<String> by) {
        if (Double.isNaN(upper) || upper >= bound) {
            return;
        }
        if (upper < incumbentObjective) {
            throw new ContradictionException(
                    "the bound " + upper + by.map(name -> " of " + name).orElse("")
                            + " is below the incumbent's objective " + incumbentObjective + ": it is wrong");
        }
        bound = upper;
        by.ifPresent(name -> provenance.put("bound", name));
        options.listener().bound(tracePoint());
        stopIfGapIsClosed();
    }

    private String describe(String what) {
        String name = provenance.get(what);
        return name == null ? "" : " of " + name;
    }

    private void stopIfGapIsClosed() {
        if (incumbent != null && bound - incumbentObjective <= options.targetGap()) {
            reach(bound <= incumbentObjective ? TerminationStatus.OPTIMAL : TerminationStatus.GAP_LIMIT);
        }
    }

    private void reach(TerminationStatus status) {
        if (reached == null) {
            reached = status;
        }
    }

    private TracePoint tracePoint() {
        return new TracePoint(budget.elapsed(), budget.evaluations(), incumbentObjective, bound);
    }

    /** The target that the run has reached, if it has one: there is nothing left to search for. */
    @Nullable
    TerminationStatus reached() {
        return reached;
    }

    synchronized double bound() {
        return bound;
    }

    synchronized Optional<Solution> incumbent() {
        return Optional.ofNullable(incumbent);
    }

    synchronized double incumbentObjective() {
        return incumbentObjective;
    }

    synchronized void record(String key, String value) {
        provenance.put(key, value);
    }

    /** The result of a search that ended so; claims that contradict what is known become errors. */
    synchronized SolveResult seal(Solver solver, TerminationStatus status, @Nullable String detail) {
        TerminationStatus sealed = status;
        String why = detail;
        if (status == (incumbent == null ? TerminationStatus.OPTIMAL : TerminationStatus.INFEASIBLE)) {
            sealed = TerminationStatus.OTHER_ERROR;
            why = "the search ended as " + status + (incumbent == null ? " without a point" : " with a feasible point");
        } else if (incumbent != null) {
            incumbent.verify(problem);
            if (status == TerminationStatus.OPTIMAL) {
                bound = incumbentObjective;
            } else if (bound <= incumbentObjective && !isError(status)) {
                sealed = TerminationStatus.OPTIMAL;
            }
        } else if (status == TerminationStatus.INFEASIBLE) {
            bound = Double.NEGATIVE_INFINITY;
        }
        provenance.put("solver", solver.toString());
        provenance.put("java", System.getProperty("java.version", "unknown"));
        provenance.put("variables", Integer.toString(problem.variableCount()));
        return new SolveResult(
                solver.id(),
                sealed,
                Optional.ofNullable(incumbent),
                bound,
                trace,
                options.seed(),
                budget.evaluations(),
                budget.elapsed(),
                provenance,
                Optional.ofNullable(why));
    }

    private static boolean isError(TerminationStatus status) {
        return status == TerminationStatus.NUMERICAL_ERROR || status == TerminationStatus.OTHER_ERROR;
    }
}
