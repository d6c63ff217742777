package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.aggregate.EvolutionStrategy;
import dev.allot.solvers.search.Opening;
import java.util.Set;

/**
 * Search in the space of aggregates, which are few, instead of that of the variables: CMA-ES over a weight for each aggregate, where weights
 * stand for the point that they lead to when variables are raised by weighted sum for their cost ({@link EvolutionStrategy}). What it finds is
 * then improved by {@link LocalSearch}.
 *
 * @param candidates weights tried in a run without limits
 */
public record AggregateSearch(long candidates) implements Solver {
    /** The share of a limited run that is spent on weights. */
    private static final double WEIGHTS = 0.3;

    /** 20,000 candidates. */
    public AggregateSearch() {
        this(20_000);
    }

    public AggregateSearch {
        Parameters.atLeastOne("candidates", candidates);
    }

    @Override
    public String id() {
        return "aggregate-search";
    }

    @Override
    public String description() {
        return "CMA-ES over weights of the aggregates, improved by local search";
    }

    @Override
    public Set<Capability> capabilities() {
        return Capability.all();
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        return Opening.run(id(), problem, session, opening -> {
            if (opening.start().isEmpty()) {
                return;
            }
            if (problem.variableCount() > 0) {
                Progress progress = Progress.of(session, candidates);
                double share = progress.isLimited() ? WEIGHTS : 1;
                new EvolutionStrategy(opening).run(() -> session.shouldStop() || progress.fraction(0) >= share);
            }
            new LocalSearch().improve(opening);
        });
    }
}
