package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What every strategy without proofs begins and ends with: constraints by row and column, the check that none is out of reach by itself, a
 * generator of the strategy's own, a feasible start, and why the search ended.
 *
 * @param constraints the problem's constraints
 * @param session the run
 * @param random the strategy's generator
 */
public record Opening(ConstraintRows constraints, SolveSession session, SplittableRandom random) {
    /**
     * Runs a strategy.
     *
     * @param strategy the component that randomness belongs to: the solver's id
     * @param search what it does; not called where a constraint is out of reach
     */
    public static TerminationStatus run(
            String strategy, Problem problem, SolveSession session, Consumer<Opening> search) {
        ConstraintRows constraints = new ConstraintRows(problem);
        if (constraints.unreachable().isPresent()) {
            return TerminationStatus.INFEASIBLE;
        }
        search.accept(new Opening(constraints, session, session.random(strategy)));
        return session.shouldStop() ? session.stopReason() : TerminationStatus.LOCALLY_OPTIMAL;
    }

    /** The problem. */
    public Problem problem() {
        return constraints.problem();
    }

    /** A feasible start, scored and offered; empty if none was found or no evaluation is left for it. */
    public Optional<double[]> start() {
        Optional<double[]> start = new StartPoint(constraints).find(session, random);
        if (start.isEmpty() || !session.tryEvaluate()) {
            return Optional.empty();
        }
        session.offer(start.get());
        return start;
    }
}
