package dev.allot.cli.solve;

import dev.allot.cli.FailureException;
import dev.allot.cli.InfeasibleException;
import dev.allot.cli.options.BudgetOption;
import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.ConstraintOptions;
import dev.allot.cli.options.InstanceOptions;
import dev.allot.cli.options.SolveLimits;
import dev.allot.cli.options.Solvers;
import dev.allot.cli.options.SourcesOption;
import dev.allot.cli.output.Console;
import dev.allot.cli.output.OutputTarget;
import dev.allot.cli.output.ProgressDisplay;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.Collision;
import dev.allot.core.routing.CompiledRouting;
import dev.allot.core.routing.FeatureSpace;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.solve.SolveOptions;
import dev.allot.core.solve.SolveResult;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.datasets.jsonl.RoutingFile;
import dev.allot.predictor.ModelFiles;
import dev.allot.predictor.Predictor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Routes a set with a trained predictor. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
@Command(
        name = "solve",
        header = "Routes a set with a trained predictor.",
        sortOptions = false,
        description = {
            "Chooses one source for each instance, so that the predicted score is greatest "
                    + "within the budget and all other constraints. Ctrl-C ends the search early and still writes the "
                    + "best routing found (exit code 130).",
            ""
        })
public final class SolveCommand implements Runnable {
    @Mixin
    private InstanceOptions input;

    @Option(
            names = "--model",
            paramLabel = "M",
            required = true,
            description = "The predictor: an XGBoost model file (JSON or UBJSON), or one written by 'allot train'.")
    private Path model;

    @Option(
            names = "--features",
            paramLabel = "NAMES",
            description = "Names of the model's features, in its order, one a line: where the model file has none, "
                    + "or has others than the instances.")
    private @Nullable Path featureNames;

    @Mixin
    private SourcesOption sources;

    @ArgGroup(multiplicity = "1")
    private BudgetOption budget;

    @Mixin
    private ConstraintOptions constraints;

    @Option(
            names = "--solver",
            paramLabel = "ID",
            defaultValue = "local-search",
            description = "The strategy; 'allot solvers' lists them (default: ${DEFAULT-VALUE}).")
    private String solverId;

    @Mixin
    private SolveLimits limits;

    @Option(
            names = "--out",
            paramLabel = "F",
            description = "Write the routing: {\"id\":..,\"source\":..} a line, in input order; - is standard output.")
    private @Nullable Path out;

    @Option(
            names = "--json",
            paramLabel = "F",
            description = "Write the result with its trace as JSON; - is standard output.")
    private @Nullable Path json;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Console console = OutputTarget.consoleBeside(common.console(), "--out", out, "--json", json);
        Solver solver = Solvers.find("--solver", solverId);
        OutputTarget.requireFile("--out", out);
        OutputTarget.requireFile("--json", json);
        Predictor predictor = ModelFiles.read(model);
        FeatureSpace features = ModelInput.features(model, predictor, featureNames, sources.sources());
        RoutingInput read = RoutingInput.read(input, features, sources.sources());
        RoutingProblem problem = constrained(read.problem());
        Optional<Collision> collision = problem.collision();
        if (collision.isPresent()) {
            throw new InfeasibleException(collision.get().describe());
        }
        try (Interruption interruption = Interruption.listen()) {
            CompiledRouting compiled = problem.compile(predictor.surrogate());
            SolveResult result = solve(solver, compiled, console, interruption);
            if (result.incumbent().isEmpty()) {
                throw nothingFound(result);
            }
            Routing routing = compiled.decode(result.incumbent().get());
            Recount recount = Recount.of(problem, routing, predictor);
            recount.require(problem, routing, result.objective());
            write(read.ids(), routing, new ResultDocument(result, routing, recount));
            SolveSummary.print(console, problem, result, routing, recount);
            if (result.termination() == TerminationStatus.OTHER_ERROR
                    || result.termination() == TerminationStatus.NUMERICAL_ERROR) {
                throw new FailureException("the solver broke off; the best routing it had found is written: "
                        + result.detail().orElse("no reason is known"));
            }
        }
    }

    private RoutingProblem constrained(RoutingProblem problem) {
        List<RoutingConstraint> all = new ArrayList<>();
        all.add(budget.constraint(problem));
        all.addAll(constraints.on(problem));
        try {
            return problem.withConstraints(all);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()));
        }
    }

    private SolveResult solve(Solver solver, CompiledRouting compiled, Console console, Interruption interruption) {
        SolveOptions options = limits.options(common.seed()).withInterrupt(interruption::requested);
        SolveProgress progress = new SolveProgress(options);
        return ProgressDisplay.during(
                console,
                solver.id(),
                progress::position,
                () -> solver.solve(compiled.problem(), options.withListener(progress)));
    }

    private RuntimeException nothingFound(SolveResult result) {
        return switch (result.termination()) {
            case INFEASIBLE ->
                new InfeasibleException("no routing keeps all constraints: solver '" + result.solver() + "' proved it");
            case NUMERICAL_ERROR, OTHER_ERROR ->
                new FailureException("solver '" + result.solver() + "' failed: "
                        + result.detail().orElse("no reason is known"));
            default ->
                new InfeasibleException("solver '" + result.solver()
                        + "' found no routing that keeps all constraints before it stopped (" + result.termination()
                        + "), which proves nothing; give it more time or evaluations, or try another solver");
        };
    }

    private void write(List<String> ids, Routing routing, ResultDocument document) {
        if (out != null) {
            RoutingFile.write(out, ids, routing);
        }
        if (json != null) {
            OutputTarget.writeText(json, document.text(), common.console());
        }
    }
}
