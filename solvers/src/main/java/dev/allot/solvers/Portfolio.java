package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverRegistry;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.portfolio.Lineup;
import dev.allot.solvers.portfolio.Member;
import dev.allot.solvers.portfolio.Relay;
import java.util.List;
import java.util.Set;

/**
 * Several methods that take turns and share incumbent and bound (an algorithm portfolio: Huberman, Lukose and Hogg, Science 275, 1997; Gomes
 * and Selman, Artificial Intelligence 126, 2001). Which take part depends on the problem ({@link Lineup}); who improves the incumbent or
 * the bound gets more turns, and everyone gets some ({@link Relay}).
 *
 * <p>On one thread one method runs at a time, and with an evaluation limit the result repeats. On several threads as many run at a time, each on one of them; the
 * caller's listener and interrupt are then called by any of these. With a limit the run uses all of it unless something is proven; without any, each
 * method runs to its natural end once, exact ones to their proof.
 */
public record Portfolio() implements Solver {
    @Override
    public String id() {
        return "portfolio";
    }

    @Override
    public String description() {
        return "the methods that fit the problem take turns and share incumbent and bound";
    }

    @Override
    public Set<Capability> capabilities() {
        return Capability.all();
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        List<Member> members = Lineup.of(problem, SolverRegistry.load(), session.options());
        return new Relay(members, problem, session).run();
    }
}
