package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.branching.TreeSearch;
import dev.allot.solvers.portfolio.Member;
import dev.allot.solvers.portfolio.Relay;
import dev.allot.solvers.portfolio.TeamSolver;
import dev.allot.solvers.search.ConstraintRows;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Exact: branch and bound in the space of aggregates, bounded by a Lagrangean dual that is tightened by message passing; see
 * {@link dev.allot.solvers.branching}. Its bounds are valid at any time. On several threads all search one tree. An
 * evaluation is one round of the dual search.
 */
public record BranchAndBound() implements TeamSolver {
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
        int threads = session.options().threads();
        if (threads == 1) {
            return team().search(problem, session);
        }
        Member member = new Member(team(), 1, Member.Manner.ONCE);
        return new Relay(Collections.nCopies(threads, member), problem, session).run();
    }

    @Override
    public Solver team() {
        return new Team();
    }

    /** Searches one tree, whoever calls. */
    private final class Team implements Solver {
        private @Nullable TreeSearch tree;

        @Override
        public String id() {
            return BranchAndBound.this.id();
        }

        @Override
        public String description() {
            return BranchAndBound.this.description();
        }

        @Override
        public Set<Capability> capabilities() {
            return BranchAndBound.this.capabilities();
        }

        @Override
        public TerminationStatus search(Problem problem, SolveSession session) {
            Optional<TreeSearch> common = tree(problem);
            return common.isPresent() ? common.get().join(session) : TerminationStatus.INFEASIBLE;
        }

        /** The tree, planted by who comes first; nothing if a constraint cannot be kept. */
        private synchronized Optional<TreeSearch> tree(Problem problem) {
            if (tree == null) {
                ConstraintRows constraints = new ConstraintRows(problem);
                if (constraints.unreachable().isPresent()) {
                    return Optional.empty();
                }
                tree = new TreeSearch(constraints);
            }
            return Optional.of(tree);
        }
    }
}
