package dev.allot.benchmarks.peers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import java.util.EnumSet;
import java.util.Set;

/** ojAlgo's integer solver with its defaults on the whole problem: see {@link FullModel}. One thread. */
public record OjAlgoPeer() implements Solver {
    @Override
    public String id() {
        return "peer-ojalgo";
    }

    @Override
    public String description() {
        return "peer: ojAlgo on the full formulation, variables continuous and then rounded";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.INTEGER_VARIABLES, Capability.LINEAR_CONSTRAINTS, Capability.TREE_ENSEMBLE);
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        return FullModel.run(new OjAlgoSolver(), problem, session);
    }
}
