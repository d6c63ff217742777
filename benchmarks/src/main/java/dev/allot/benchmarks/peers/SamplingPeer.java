package dev.allot.benchmarks.peers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.RandomSampling;
import java.util.Set;

/** The paper's sampling without its end: draws by Algorithm 1 until time or evaluations are used up. */
public record SamplingPeer() implements Solver {
    private static final RandomSampling SAMPLING = new RandomSampling(Integer.MAX_VALUE);

    @Override
    public String id() {
        return "peer-sampling";
    }

    @Override
    public String description() {
        return "peer: the paper's Algorithm 1, drawn as often as the limits allow";
    }

    @Override
    public Set<Capability> capabilities() {
        return SAMPLING.capabilities();
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        return SAMPLING.search(problem, session);
    }
}
