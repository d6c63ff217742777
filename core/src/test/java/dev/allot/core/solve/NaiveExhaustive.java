package dev.allot.core.solve;

import dev.allot.core.model.Problem;
import java.util.Set;

/** The most naive right solver there is: every point of a problem of integer variables, one by one, scored from scratch. */
public record NaiveExhaustive() implements Solver {
    @Override
    public String id() {
        return "naive-exhaustive";
    }

    @Override
    public String description() {
        return "looks at every point";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.INTEGER_VARIABLES,
                Capability.LINEAR_CONSTRAINTS,
                Capability.LINEAR_OBJECTIVE,
                Capability.TREE_ENSEMBLE,
                Capability.LOWER_CONFIDENCE_BOUND,
                Capability.BLACK_BOX_OBJECTIVE,
                Capability.FRACTIONAL_AGGREGATES);
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        double[] values = problem.lowerBounds();
        do {
            if (!session.tryEvaluate()) {
                return session.stopReason();
            }
            session.offer(values);
        } while (advance(problem, values));
        return session.incumbent().isPresent() ? TerminationStatus.OPTIMAL : TerminationStatus.INFEASIBLE;
    }

    /** Counts up like an odometer; false once every digit has turned over. */
    static boolean advance(Problem problem, double[] values) {
        for (int j = 0; j < values.length; j++) {
            if (values[j] < problem.upper(j)) {
                values[j]++;
                return true;
            }
            values[j] = problem.lower(j);
        }
        return false;
    }
}
