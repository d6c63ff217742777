package dev.allot.cli.solve;

import dev.allot.cli.InfeasibleException;
import dev.allot.cli.output.Console;
import dev.allot.cli.output.TextTable;
import dev.allot.core.feasibility.ConflictingConstraints;
import dev.allot.core.model.Problem;
import dev.allot.core.model.Sense;
import dev.allot.core.model.Solution;
import dev.allot.core.model.StatedProblem;
import dev.allot.core.solve.SolveResult;
import java.util.Arrays;
import java.util.Locale;

/** Solves a general problem and tells what came of it. */
final class ProblemSolve {
    /** Operations that looking for conflicts may take before a solve: a second or so. */
    private static final double EFFORT = 3e8;
    /** The same after a solve that found nothing. */
    private static final double LAST_EFFORT = 3e9;

    private final StatedProblem stated;
    private final SolveRun run;

    ProblemSolve(StatedProblem stated, SolveRun run) {
        this.stated = stated;
        this.run = run;
    }

    /**
     * Solves.
     *
     * @throws InfeasibleException if constraints collide, or nothing was found
     */
    SolveResult solve() {
        Problem problem = stated.problem();
        requireNoConflict(ConflictingConstraints.pivotsWithin(problem, EFFORT));
        SolveResult result = run.solve(problem, stated.sense());
        if (result.incumbent().isEmpty()) {
            requireNoConflict(ConflictingConstraints.pivotsWithin(problem, LAST_EFFORT));
        }
        return result;
    }

    private void requireNoConflict(int pivots) {
        ConflictingConstraints.find(stated.problem(), pivots).ifPresent(conflict -> {
            throw new InfeasibleException(conflict.describe());
        });
    }

    /** The result in a few lines for people. */
    void print(Console console, SolveResult result, Solution solution) {
        Problem problem = stated.problem();
        Sense sense = stated.sense();
        console.print("problem      " + stated.name() + ": " + problem.variableCount() + " variables, "
                + problem.constraintCount() + " constraints, " + problem.aggregateCount() + " aggregates, to "
                + sense.name().toLowerCase(Locale.ROOT));
        SolveSummary.printSolver(console, result);
        console.print("objective    " + TextTable.number(sense.restore(solution.objective())));
        console.print("bound        " + TextTable.number(sense.restore(result.bound())) + "  (gap "
                + TextTable.number(result.gap()) + ")");
        stated.bestKnown()
                .ifPresent(known -> console.print("best known   " + TextTable.number(known) + "  (gap "
                        + TextTable.number(sense.restore(known) - solution.objective()) + ")"));
        long nonzero = solution.values().length
                - Arrays.stream(solution.values()).filter(v -> v == 0).count();
        console.print("values       " + nonzero + " of " + problem.variableCount() + " are not 0");
    }
}
