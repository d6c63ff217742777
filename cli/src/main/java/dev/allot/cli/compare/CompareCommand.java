package dev.allot.cli.compare;

import dev.allot.cli.options.BudgetSharesOption;
import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.ConstraintOptions;
import dev.allot.cli.options.FolderOption;
import dev.allot.cli.options.Numbers;
import dev.allot.cli.options.SolveLimits;
import dev.allot.cli.options.SolversOption;
import dev.allot.cli.options.SourcesOption;
import dev.allot.cli.options.TaskOptions;
import dev.allot.cli.options.ThreadsOption;
import dev.allot.cli.output.Console;
import dev.allot.cli.output.Farewell;
import dev.allot.cli.output.ProgressDisplay;
import dev.allot.cli.output.TextTable;
import dev.allot.cli.solve.RoutingTask;
import dev.allot.cli.study.StudyProgress;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.model.Sense;
import dev.allot.core.model.StatedProblem;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.solve.Solver;
import dev.allot.study.compare.Analysis;
import dev.allot.study.compare.Comparison;
import dev.allot.study.compare.ComparisonFiles;
import dev.allot.study.compare.ComparisonPlan;
import dev.allot.study.compare.ComparisonSummary;
import dev.allot.study.compare.RunLimit;
import dev.allot.study.compare.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Strategies against each other. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
@Command(
        name = "compare",
        header = "Compares strategies: solvers x problems x limits x seeds.",
        sortOptions = false,
        description = {
            "Runs every solver on every problem within every limit with every seed, and reports medians and intervals "
                    + "over the seeds, curves over time, bounds and gaps, profiles and paired tests of the first solver "
                    + "against the others. Everything goes to a folder; a comparison that was interrupted goes on from "
                    + "there, repeating no run. Instances are a problem within each budget.",
            ""
        })
public final class CompareCommand implements Runnable {
    private static final List<String> OF_ROUTING =
            List.of("--sources", "--budget-share", "--cap", "--floor", "--spend", "--risk");

    @Mixin
    private TaskOptions task;

    @Mixin
    private SourcesOption sources;

    @Mixin
    private BudgetSharesOption budgets;

    @Mixin
    private ConstraintOptions constraints;

    @Mixin
    private SolversOption strategies;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "10",
            converter = Numbers.Count.class,
            description =
                    "Runs of each solver on each problem, with the seeds from --seed on (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            split = ",",
            converter = Numbers.Time.class,
            description = "Limits of time, each of them compared on its own: 1s,10s (default: 10s, if there are no "
                    + "--evaluations either).")
    private List<Duration> times = new ArrayList<>();

    @Option(
            names = "--evaluations",
            paramLabel = "N",
            split = ",",
            converter = Numbers.LongCount.class,
            description = "Limits of scored candidates, each of them compared on its own.")
    private List<Long> evaluations = new ArrayList<>();

    @Mixin
    private ThreadsOption threads;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Threads.class,
            description =
                    "Runs at once; they share the machine, which limits of time feel (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Mixin
    private FolderOption folder;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Console console = common.console();
        boolean isProblem = task.isProblem(OF_ROUTING, List.of());
        List<Solver> solvers = strategies.solvers();
        folder.requireWritable();
        List<StatedProblem> problems = isProblem ? task.problems() : routings();
        ComparisonPlan plan;
        try {
            plan = new ComparisonPlan(
                    solvers,
                    problems,
                    limits(),
                    LongStream.range(common.seed(), common.seed() + seeds)
                            .boxed()
                            .toList(),
                    threads.threads());
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(String.valueOf(e.getMessage()));
        }
        ComparisonFiles files = new ComparisonFiles(folder.path());
        StudyProgress progress = new StudyProgress();
        List<Trial> trials = trials(console, new Comparison(plan, progress), progress, files);
        ComparisonSummary summary = Analysis.of(plan, trials, parallel);
        files.write(summary);
        ComparisonText.print(console, summary);
        console.print("report: " + files.report());
    }

    private List<Trial> trials(Console console, Comparison comparison, StudyProgress progress, ComparisonFiles files) {
        Farewell farewell = Farewell.say(console, "the same command goes on from what " + folder.path() + " holds");
        try {
            return ProgressDisplay.during(
                    console, "compare", progress::position, () -> comparison.run(files.log(), parallel));
        } finally {
            farewell.close();
        }
    }

    private List<RunLimit> limits() {
        List<RunLimit> limits = new ArrayList<>();
        times.forEach(time -> limits.add(RunLimit.of(time)));
        evaluations.forEach(count -> limits.add(RunLimit.of(count)));
        return limits.isEmpty() ? List.of(RunLimit.of(SolveLimits.DEFAULT_TIME)) : limits;
    }

    private List<StatedProblem> routings() {
        RoutingTask read = RoutingTask.read(task, sources.sources());
        String name = name(task.instances().path());
        List<StatedProblem> problems = new ArrayList<>();
        for (double share : budgets.shares()) {
            List<RoutingConstraint> all = new ArrayList<>(constraints.on(read.problem()));
            all.add(0, new RoutingConstraint.Budget(share * read.problem().dearestCost()));
            RoutingProblem constrained = read.constrained(all);
            problems.add(new StatedProblem(
                    name + " " + TextTable.share(share),
                    Sense.MAXIMISE,
                    constrained.compile(read.predictor().surrogate()).problem(),
                    OptionalDouble.empty()));
        }
        return problems;
    }

    /** Folder and file without suffix: {@code a1/instances}. */
    private static String name(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        String own = String.valueOf(whole.getFileName()).replaceFirst("\\.jsonl?(\\.gz)?$", "");
        Path folder = whole.getParent();
        return folder == null || folder.getFileName() == null ? own : folder.getFileName() + "/" + own;
    }
}
