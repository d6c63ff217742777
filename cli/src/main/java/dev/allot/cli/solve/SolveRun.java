package dev.allot.cli.solve;

import dev.allot.cli.FailureException;
import dev.allot.cli.InfeasibleException;
import dev.allot.cli.output.Console;
import dev.allot.cli.output.ProgressDisplay;
import dev.allot.core.model.Problem;
import dev.allot.core.model.Sense;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;

/**
 * One solve as a command runs it: watched, and with a word for every way in which it can end.
 *
 * @param solver the strategy
 * @param options limits and interruption
 * @param console where progress is shown
 * @param kind what a solution is called, such as {@code routing}
 */
record SolveRun(Solver solver, SolveOptions options, Console console, String kind) {
    /** The same, starting from a point. */
    SolveRun startingAt(double[] values) {
        return new SolveRun(solver, options.withWarmStart(values), console, kind);
    }

    /** Solves, with a progress bar. */
    SolveResult solve(Problem problem, Sense sense) {
        SolveProgress progress = new SolveProgress(options, sense);
        return ProgressDisplay.during(
                console, solver.id(), progress::position, () -> solver.solve(problem, options.withListener(progress)));
    }

    /**
     * What was found.
     *
     * @throws InfeasibleException if there is nothing, or nothing was found
     * @throws FailureException if the solver failed before it found anything
     */
    Solution found(SolveResult result) {
        return result.incumbent().orElseThrow(() -> nothing(result));
    }

    private RuntimeException nothing(SolveResult result) {
        return switch (result.termination()) {
            case INFEASIBLE ->
                new InfeasibleException(
                        "no " + kind + " keeps all constraints: solver '" + result.solver() + "' proved it");
            case NUMERICAL_ERROR, OTHER_ERROR ->
                new FailureException("solver '" + result.solver() + "' failed: "
                        + result.detail().orElse("no reason is known"));
            default ->
                new InfeasibleException("solver '" + result.solver() + "' found no " + kind
                        + " that keeps all constraints before it stopped (" + result.termination()
                        + "), which proves nothing; give it more time or evaluations, or try another solver");
        };
    }

    /**
     * To be called last.
     *
     * @throws FailureException if the solver broke off: what it had found until then is written
     */
    void requireWhole(SolveResult result) {
        if (result.termination() == TerminationStatus.OTHER_ERROR
                || result.termination() == TerminationStatus.NUMERICAL_ERROR) {
            throw new FailureException("the solver broke off; the best " + kind + " it had found is written: "
                    + result.detail().orElse("no reason is known"));
        }
    }
}
