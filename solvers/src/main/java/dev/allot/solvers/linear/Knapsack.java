package dev.allot.solvers.linear;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.UnsupportedProblemException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Exact on knapsacks: objectives that are linear as a whole, over integers, under one budget and limits on the numbers in disjoint groups,
 * such as one source for each instance (the multiple-choice knapsack). The best price of the budget gives the bound and, filled up, a
 * point that misses the optimum by one unit's worth or so; dynamic programming over the few departures from it that can close the gap
 * gives the optimum.
 *
 * <p>The price takes some tens of passes over the variables, so that 100,000 of them take well under a second. Where the core is too
 * large for its tables, or the objective is not exact in doubles, a small gap is left and the search ends as {@code LOCALLY_OPTIMAL}.
 */
public record Knapsack() implements Solver {
    private static final String ID = "knapsack";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String description() {
        return "exact on linear objectives under one budget and disjoint groups: Lagrangean bound and dynamic programming over the core";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.INTEGER_VARIABLES,
                Capability.LINEAR_CONSTRAINTS,
                Capability.LINEAR_OBJECTIVE,
                Capability.FRACTIONAL_AGGREGATES);
    }

    @Override
    public boolean supports(Problem problem) {
        return Solver.super.supports(problem) && KnapsackProgram.of(problem).isPresent();
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        Optional<KnapsackProgram> knapsack = KnapsackProgram.of(problem);
        if (knapsack.isEmpty()) {
            throw new UnsupportedProblemException(
                    ID, "constraints other than one budget and limits on the sums of disjoint groups");
        }
        return new KnapsackSearch(knapsack.get(), session).run();
    }
}
