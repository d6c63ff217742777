package dev.allot.benchmarks.peers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import java.util.EnumSet;
import java.util.Set;

/** HiGHS, as OR-Tools brings it and with its defaults, on the whole problem: see {@link FullModel}. One thread. */
public record HighsPeer() implements Solver {
    @Override
    public String id() {
        return "peer-highs";
    }

    @Override
    public String description() {
        return "peer: HiGHS on the full formulation, variables continuous and then rounded";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.INTEGER_VARIABLES, Capability.LINEAR_CONSTRAINTS, Capability.TREE_ENSEMBLE);
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        return FullModel.run(new OrToolsSolver("highs"), problem, session);
    }
}
