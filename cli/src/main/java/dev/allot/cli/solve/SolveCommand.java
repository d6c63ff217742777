package dev.allot.cli.solve;

import dev.allot.cli.options.BudgetOption;
import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.ConstraintOptions;
import dev.allot.cli.options.JsonOption;
import dev.allot.cli.options.Numbers;
import dev.allot.cli.options.SolveLimits;
import dev.allot.cli.options.SolverOption;
import dev.allot.cli.options.SourcesOption;
import dev.allot.cli.options.TaskOptions;
import dev.allot.cli.options.TrustOption;
import dev.allot.cli.output.Console;
import dev.allot.core.model.Solution;
import dev.allot.core.model.StatedProblem;
import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.datasets.jsonl.RoutingFile;
import dev.allot.datasets.jsonl.SolutionFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Routes a set with a trained predictor, or solves a general problem. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
@Command(
        name = "solve",
        header = "Routes a set with a trained predictor, or solves a general problem.",
        sortOptions = false,
        description = {
            "Chooses one source for each instance, so that the predicted score is greatest "
                    + "within the budget and all other constraints. Ctrl-C ends the search early and still writes the "
                    + "best routing found (exit code 130).",
            "With --problem, solves a general problem: variables, linear constraints, and an objective that may "
                    + "have a learned part.",
            ""
        })
public final class SolveCommand implements Runnable {
    private static final List<String> OF_ROUTING = List.of(
            "--sources",
            "--learned-on",
            "--budget",
            "--budget-share",
            "--cap",
            "--floor",
            "--spend",
            "--risk",
            "--trust");

    @Mixin
    private TaskOptions task;

    @Mixin
    private SourcesOption sources;

    @Option(
            names = "--learned-on",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description =
                    "The model was learned on mixes of another set, of N instances: shares of the set count, "
                            + "not numbers of instances. Models say so themselves if a study, or 'train --set-size', wrote them.")
    private @Nullable Integer learnedOn;

    @ArgGroup
    private @Nullable BudgetOption budget;

    @Mixin
    private ConstraintOptions constraints;

    @Mixin
    private TrustOption trust;

    @Mixin
    private SolverOption strategy;

    @Mixin
    private SolveLimits limits;

    @Option(
            names = "--out",
            paramLabel = "F",
            description =
                    "Write the routing: {\"id\":..,\"source\":..} a line, in input order; of a problem the solution: "
                            + "{\"variable\":..,\"value\":..} a line; - is standard output.")
    private @Nullable Path out;

    @Option(
            names = "--warm-start",
            paramLabel = "F",
            description = "Start from a file that --out wrote; the result is never worse than it.")
    private @Nullable Path warmStart;

    @Mixin
    private JsonOption json;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Console console = json.consoleBeside(out, common.console());
        boolean isProblem = task.isProblem(OF_ROUTING, List.of("--budget", "--budget-share"));
        Solver solver = strategy.solver();
        try (Interruption interruption = Interruption.listen()) {
            SolveOptions options = limits.options(common.seed()).withInterrupt(interruption::requested);
            if (isProblem) {
                solveProblem(new SolveRun(solver, options, console, "point"));
            } else {
                route(new SolveRun(solver, options, console, "routing"));
            }
        }
    }

    private void solveProblem(SolveRun plain) {
        StatedProblem stated = task.problem();
        SolveRun run = warmStart == null ? plain : plain.startingAt(SolutionFile.read(warmStart, stated.problem()));
        ProblemSolve solve = new ProblemSolve(stated, run);
        SolveResult result = solve.solve();
        Solution solution = run.found(result);
        if (out != null) {
            SolutionFile.write(out, stated.problem(), solution);
        }
        json.write(ResultDocument.of(result, stated, solution)::text, common.console());
        solve.print(run.console(), result, solution);
        run.requireWhole(result);
    }

    private void route(SolveRun plain) {
        OptionalInt size = learnedOn == null ? OptionalInt.empty() : OptionalInt.of(learnedOn);
        RoutingTask read = RoutingTask.read(task, sources.sources(), size);
        SilentFeatures.warning(read.problem(), read.predictor(), learnedOn != null)
                .ifPresent(common.console()::warn);
        RoutingProblem problem = read.constrained(constraints(read.problem()));
        CompiledRouting compiled = problem.compile(read.predictor().surrogate());
        SolveRun run = warmStart == null
                ? plain
                : plain.startingAt(compiled.encode(RoutingFile.read(warmStart, read.ids(), sources.sources())));
        RoutingSolve solved = RoutingSolve.of(problem, compiled, read.predictor(), run);
        SolveResult result = solved.result();
        if (out != null) {
            RoutingFile.write(out, read.ids(), solved.routing());
        }
        json.write(ResultDocument.of(result, solved.routing(), solved.recount())::text, common.console());
        SolveSummary.print(run.console(), problem, read.learnedOn(), solved);
        run.requireWhole(result);
    }

    private List<RoutingConstraint> constraints(RoutingProblem problem) {
        List<RoutingConstraint> all = new ArrayList<>();
        if (budget != null) {
            all.add(budget.constraint(problem));
        }
        all.addAll(constraints.on(problem));
        all.addAll(trust.on(problem, learnedOn == null ? 1 : (double) problem.size() / learnedOn));
        return all;
    }
}
