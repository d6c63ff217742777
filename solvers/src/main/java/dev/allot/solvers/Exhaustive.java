package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.solvers.exhaustive.Enumeration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Complete enumeration of integer points: the oracle for tiny problems. Branches that no constraint activity allows, or whose enclosure by the
 * surrogate lies below the incumbent, are cut off.
 *
 * @param most problems of more points than this (the product of the variables' numbers of values) are refused
 */
public record Exhaustive(long most) implements Solver {
    /** At most 50 million points. */
    public Exhaustive() {
        this(50_000_000);
    }

    public Exhaustive {
        Parameters.atLeastOne("most", most);
    }

    @Override
    public String id() {
        return "exhaustive";
    }

    @Override
    public String description() {
        return "enumerates all points of tiny integer problems; proves what it finds";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.CONTINUOUS_VARIABLES));
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        double points = 1;
        for (int j = 0; j < problem.variableCount(); j++) {
            points *= problem.upper(j) - problem.lower(j) + 1;
        }
        if (points > most) {
            throw new UnsupportedProblemException(
                    id(), String.format("problems of more than %,d points; this one has %.3g", most, points));
        }
        if (!new Enumeration(problem, session).run()) {
            return session.stopReason();
        }
        return session.incumbent().isPresent() ? TerminationStatus.OPTIMAL : TerminationStatus.INFEASIBLE;
    }
}
