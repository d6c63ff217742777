package dev.allot.core.solve;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.score.ScoreState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One run of one solver, as the solver sees it: budgets, incumbent, bound, randomness. It recomputes every offered point from scratch,
 * keeps the best feasible one, and traces it.
 *
 * <p>Counting evaluations is for the one thread that searches. Offering points and bounds, reading them, and asking whether to stop is safe
 * from any thread.
 *
 * <p>A method made of other methods runs each of them in a {@linkplain #child child session}.
 */
public final class SolveSession {
    /** The clock and the interrupt are looked at once in so many evaluations. */
    private static final int EVALUATIONS_PER_LOOK = 128;

    private final Problem problem;
    private final SolveOptions options;
    private final Budget budget;
    private final BestKnown best;
    private final @Nullable Parent parent;
    private int untilLook;
    private volatile @Nullable TerminationStatus stop;

    /** What a child session has beyond its own run. */
    private record Parent(SolveSession session, String name, Thread searcher, Runnable pause) {}

    private SolveSession(Problem problem, SolveOptions options) {
        this.problem = problem;
        this.options = options;
        budget = new Budget(options);
        best = new BestKnown(problem, options, budget);
        parent = null;
    }

    private SolveSession(SolveOptions options, Parent parent) {
        problem = parent.session.problem;
        this.options = options;
        budget = new Budget(options);
        best = parent.session.best;
        this.parent = parent;
    }

    static SolveResult run(Solver solver, Problem problem, SolveOptions options) {
        Set<Capability> missing = EnumSet.copyOf(Capability.requiredBy(problem));
        missing.removeAll(solver.capabilities());
        if (!missing.isEmpty()) {
            throw new UnsupportedProblemException(solver.id(), missing);
        }
        SolveSession session = new SolveSession(problem, options);
        session.tightenBound(RootBound.of(problem));
        options.warmStart().ifPresent(session::offer);
        TerminationStatus status;
        String detail = null;
        try {
            status = session.shouldStop() ? session.stopReason() : solver.search(problem, session);
        } catch (SolverUnavailableException | UnsupportedProblemException passedOn) {
            throw passedOn;
        } catch (RuntimeException failure) {
            // A failing method must not cost the caller the best point found so far.
            status = TerminationStatus.OTHER_ERROR;
            detail = failure.toString();
        }
        return session.best.seal(solver, status, detail);
    }

    /**
     * A run within this one, of another method on the same problem, to be searched by the calling thread. It has its own budgets, seed and
     * stop; incumbent, bound, trace and targets are this run's. Its evaluations count here, too, and it stops when this run stops.
     *
     * @param name what the result's provenance calls it, as the giver of incumbents and bounds and before the keys it records
     * @param options its own limits, which are counted from now, its seed and its interrupt; its threads. Listener and targets are not looked at
     * @param pause called by the searching thread wherever it looks at the clock; may take any time, for which the child's clock stands still
     */
    public SolveSession child(String name, SolveOptions options, Runnable pause) {
        return new SolveSession(options, new Parent(this, name, Thread.currentThread(), pause));
    }

    /** The options of this run. */
    public SolveOptions options() {
        return options;
    }

    /** A generator for one component of a solver, independent of those of other components. */
    public SplittableRandom random(String component) {
        // The seed is mixed first. Generators step by a constant: seeds that differ by a multiple of it give one
        // stream, shifted.
        return new SplittableRandom(mixed(mixed(options.seed()) + component.hashCode()));
    }

    private static long mixed(long seed) {
        return new SplittableRandom(seed).nextLong();
    }

    /**
     * Counts one evaluation, to be called before each candidate that is scored.
     *
     * @return false if none is left, or the run must stop for another reason: the candidate must then not be scored
     */
    public boolean tryEvaluate() {
        if (budget.evaluationsLeft() <= 0) {
            stopFor(TerminationStatus.EVALUATION_LIMIT);
            return false;
        }
        if (stop != null || best.reached() != null || --untilLook < 0) {
            untilLook = EVALUATIONS_PER_LOOK;
            if (shouldStop()) {
                return false;
            }
        }
        if (!count()) {
            stopFor(TerminationStatus.EVALUATION_LIMIT);
            return false;
        }
        return true;
    }

    private boolean count() {
        return (parent == null || parent.session.count()) && budget.tryCount();
    }

    /** Whether the run must stop; looks at the clock and at the interrupt. */
    public boolean shouldStop() {
        if (stop == null && parent != null && Thread.currentThread() == parent.searcher) {
            budget.pause(parent.pause);
        }
        if (stop == null) {
            look();
        }
        return stop != null;
    }

    private void look() {
        TerminationStatus reached = best.reached();
        if (reached != null) {
            stopFor(reached);
        } else if (options.interrupt().getAsBoolean()) {
            stopFor(TerminationStatus.INTERRUPTED);
        } else if (parent != null && parent.session.shouldStop()) {
            stopFor(parent.session.stopReason());
        } else {
            budget.exhausted().ifPresent(this::stopFor);
        }
    }

    private synchronized void stopFor(TerminationStatus reason) {
        if (stop == null) {
            stop = reason;
        }
    }

    /**
     * Why the run must stop.
     *
     * @throws IllegalStateException if it need not
     */
    public TerminationStatus stopReason() {
        TerminationStatus reason = stop != null ? stop : best.reached();
        if (reason == null) {
            throw new IllegalStateException("nothing asked this run to stop");
        }
        return reason;
    }

    /** Evaluations counted so far. */
    public long evaluations() {
        return budget.evaluations();
    }

    /** Evaluations left; {@link Long#MAX_VALUE} without a limit. */
    public long evaluationsLeft() {
        long own = budget.evaluationsLeft();
        return parent == null ? own : Math.min(own, parent.session.evaluationsLeft());
    }

    /** Time since the start of the run; for a child session without its pauses. */
    public Duration elapsed() {
        return budget.elapsed();
    }

    /** Time left, not negative; a very long time if there is no limit. */
    public Duration timeLeft() {
        Duration own = budget.timeLeft();
        Duration most = parent == null ? own : parent.session.timeLeft();
        return own.compareTo(most) < 0 ? own : most;
    }

    /** Offers the point of a score state; cheap when it is infeasible or no better than the incumbent. */
    public boolean offer(ScoreState state) {
        return state.violation() == 0 && state.objective() > incumbentObjective() && offer(state.snapshot());
    }

    /** Offers a point given by its values. */
    public boolean offer(double[] values) {
        return offer(Solution.of(problem, values));
    }

    /**
     * Offers a point; returns whether it became the incumbent.
     *
     * @throws ContradictionException if it refutes the bound
     */
    private boolean offer(Solution candidate) {
        return best.offer(candidate, name());
    }

    /**
     * Reports a proven upper bound on the objective of every feasible point; ignored if it is no better than the one known.
     *
     * @throws ContradictionException if the incumbent refutes it
     */
    public void tightenBound(double upper) {
        best.tightenBound(upper, name());
    }

    private Optional<String> name() {
        return Optional.ofNullable(parent).map(Parent::name);
    }

    /** The best bound known. */
    public double bound() {
        return best.bound();
    }

    /** The best feasible point so far. */
    public Optional<Solution> incumbent() {
        return best.incumbent();
    }

    /** Objective of the incumbent; negative infinity if there is none. */
    public double incumbentObjective() {
        return best.incumbentObjective();
    }

    /** Adds to the result's provenance. */
    public void record(String key, String value) {
        best.record(name().map(name -> name + "." + key).orElse(key), value);
    }
}
