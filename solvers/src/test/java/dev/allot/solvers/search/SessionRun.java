package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import java.util.Set;
import java.util.function.Consumer;

/** Runs test code that needs a session as if it were a solver. */
public final class SessionRun {
    private SessionRun() {}

    /** The result of a run in which {@code search} did what it did; what it threw is the result's detail. */
    public static SolveResult of(Problem problem, SolveOptions options, Consumer<SolveSession> search) {
        Solver solver = new Solver() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public String description() {
                return "runs a test";
            }

            @Override
            public Set<Capability> capabilities() {
                return Capability.all();
            }

            @Override
            public TerminationStatus search(Problem same, SolveSession session) {
                search.accept(session);
                return TerminationStatus.LOCALLY_OPTIMAL;
            }
        };
        return solver.solve(problem, options);
    }
}
