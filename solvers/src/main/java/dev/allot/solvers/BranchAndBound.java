package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.branching.TreeSearch;
import dev.allot.solvers.search.ConstraintRows;
import java.util.EnumSet;
import java.util.Set;

/**
 * Exact: branch and bound in the space of aggregates, bounded by a Lagrangean dual that is tightened by message passing; see
 * {@link dev.allot.solvers.branching}. Its bounds are valid at any time. An evaluation is one round of the dual search.
 */
public record BranchAndBound() implements Solver {
    @Override
    public String id() {
        return "branch-and-bound";
    }

    @Override
    public String description() {
        return "exact: branch and bound over aggregates with a Lagrangean dual; bounds for large tree ensembles";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.INTEGER_VARIABLES,
                Capability.CONTINUOUS_VARIABLES,
                Capability.LINEAR_CONSTRAINTS,
                Capability.TREE_ENSEMBLE,
                Capability.FRACTIONAL_AGGREGATES);
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        ConstraintRows constraints = new ConstraintRows(problem);
        if (constraints.unreachable().isPresent()) {
            return TerminationStatus.INFEASIBLE;
        }
        return new TreeSearch(constraints, session).run();
    }
}
