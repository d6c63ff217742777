package dev.allot.cli.solve;

import dev.allot.cli.output.Console;
import dev.allot.cli.output.TextTable;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.solve.SolveResult;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A result in a few lines for people. */
final class SolveSummary {
    private SolveSummary() {}

    /**
     * Prints a routing.
     *
     * @param learnedOn size of the set that the model was learned on, if that is known
     */
    static void print(Console console, RoutingProblem problem, OptionalInt learnedOn, RoutingSolve solved) {
        SolveResult result = solved.result();
        Routing routing = solved.routing();
        Recount recount = solved.recount();
        String sources = routing.counts().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        String constraints = problem.constraints().stream()
                .map(constraint -> constraint.describe())
                .collect(Collectors.joining("; "));
        console.print("instances    " + problem.size() + " in " + problem.classCount() + " classes");
        console.print("constraints  " + constraints);
        if (learnedOn.isPresent() && learnedOn.getAsInt() != problem.size()) {
            console.print("model        learned on a set of " + learnedOn.getAsInt() + ": shares of the set count");
        }
        printSolver(console, result);
        console.print("objective    " + TextTable.score(result.objective()));
        recount.measured()
                .ifPresent(interval -> console.print(String.format(
                        Locale.ROOT,
                        "interval     %s to %s  (of %.0f %% of measured scores)",
                        TextTable.score(interval.lower()),
                        TextTable.score(interval.upper()),
                        100 * Recount.COVERAGE)));
        console.print(
                "bound        " + TextTable.score(result.bound()) + "  (gap " + TextTable.score(result.gap()) + ")");
        console.print("cost         " + TextTable.cost(recount.cost()));
        console.print("sources      " + sources);
    }

    /** What ran, why it stopped, and how much it took. */
    static void printSolver(Console console, SolveResult result) {
        console.print("solver       " + result.solver() + ": " + result.termination() + " after "
                + result.evaluations() + " evaluations in "
                + String.format(Locale.ROOT, "%.1f s", result.elapsed().toNanos() / 1e9));
    }
}
