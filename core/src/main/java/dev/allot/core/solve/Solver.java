package dev.allot.core.solve;

import dev.allot.core.model.Problem;
import java.util.Set;

/**
 * A method that maximises a {@link Problem}. Implementations are immutable records of their own parameters with a constructor without
 * arguments, found under their id by {@link java.util.ServiceLoader}; constructing one loads no native code.
 *
 * <p>Users call {@link #solve}. Authors write {@link #search}, which may assume that the problem is supported and leaves counting,
 * verification and bounds bookkeeping to the session.
 */
public interface Solver {
    /** Short name, unique, lower case with hyphens: what {@code --solver} takes. */
    String id();

    /** One line on what it does, for lists of solvers. */
    String description();

    /** What problems may ask for. */
    Set<Capability> capabilities();

    /** Whether this solver has every capability that the problem asks for. */
    default boolean supports(Problem problem) {
        return capabilities().containsAll(Capability.requiredBy(problem));
    }

    /**
     * Searches until done or until the session says stop.
     *
     * <p>Points are handed in by {@link SolveSession#offer}, dual bounds by {@link SolveSession#tightenBound}. A search that ends because
     * {@link SolveSession#shouldStop()} returns {@link SolveSession#stopReason()}.
     *
     * @return why it stopped: {@code OPTIMAL} and {@code INFEASIBLE} are proofs
     */
    TerminationStatus search(Problem problem, SolveSession session);

    /**
     * Solves a problem. Never throws because a budget ended or the caller interrupted.
     *
     * @throws UnsupportedProblemException if the problem asks for what this solver lacks
     * @throws SolverUnavailableException if this solver cannot run on this machine
     */
    default SolveResult solve(Problem problem, SolveOptions options) {
        return SolveSession.run(this, problem, options);
    }
}
