package dev.allot.cli.options;

import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all labels may cost together, one way or the other. */
public final class BudgetOption {
    @Option(
            names = "--budget",
            paramLabel = "B",
            required = true,
            converter = Numbers.NotNegative.class,
            description = "Most that all labels may cost, in cost units.")
    private @Nullable Double budget;

    @Option(
            names = "--budget-share",
            paramLabel = "S",
            required = true,
            converter = Numbers.Share.class,
            description = "The same as a share, above 0 and at most 1, of the cost"
                    + " of labelling all by the dearest source.")
    private @Nullable Double share;

    /** The budget as a constraint on this problem. */
    public RoutingConstraint constraint(RoutingProblem problem) {
        if (budget != null) {
            return new RoutingConstraint.Budget(budget);
        }
        if (share != null) {
            return new RoutingConstraint.Budget(share * problem.dearestCost());
        }
        throw new IllegalStateException("one of the two is required");
    }
}
