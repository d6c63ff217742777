package dev.allot.cli.study;

import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.Families;
import dev.allot.cli.options.Numbers;
import dev.allot.cli.options.SolversOption;
import dev.allot.cli.output.Console;
import dev.allot.cli.output.OutputTarget;
import dev.allot.core.routing.Source;
import dev.allot.core.solve.SolveOptions;
import dev.allot.datasets.PreferenceSet;
import dev.allot.datasets.generate.BundledSample;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.solvers.Portfolio;
import dev.allot.study.Caution;
import dev.allot.study.LoopSettings;
import dev.allot.study.SplitBy;
import dev.allot.study.design.DirectionDesign;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job on the bundled sample. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
@Command(
        name = "demo",
        header = "Runs the main job on the bundled sample, in under a minute.",
        sortOptions = false,
        description = {
            "Reads 3,000 preference pairs with labels by a human and a "
                    + "language model, designs 250 mixes of the two, trains and evaluates a reward model on each, learns "
                    + "to predict the scores, lets every solver route the set at three budgets, and trains and evaluates "
                    + "on what they chose. All of it 10 times over, with other splits and mixes. A second run in the same "
                    + "folder finds all evaluations done.",
            ""
        })
public final class DemoCommand implements Runnable {
    private static final List<Source> SOURCES =
            List.of(new Source(PreferenceGenerator.LM, 0), new Source(PreferenceGenerator.HUMAN, 1));
    private static final List<Double> SHARES = List.of(0.25, 0.5, 0.75);
    /** What every solver can maximise; quadratic predictors are beyond some, and those would be missing from the table. */
    private static final List<String> FAMILIES = List.of("linear", "boosted-trees");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "allot-demo",
            description =
                    "The folder for the report and all else (default: ${DEFAULT-VALUE} in the working directory).")
    private Path out;

    @Option(names = "--evaluations", hidden = true, defaultValue = "250", converter = Numbers.Count.class)
    private int evaluations;

    @Option(names = "--replications", hidden = true, defaultValue = "10", converter = Numbers.Count.class)
    private int replications;

    @Option(names = "--solve-evaluations", hidden = true, defaultValue = "10000", converter = Numbers.LongCount.class)
    private long solveEvaluations;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Console console = common.console();
        LoopSettings settings = StudyRun.checked(() -> new LoopSettings(
                new DirectionDesign(),
                evaluations,
                evaluations,
                1,
                SHARES,
                FAMILIES.stream().map(id -> Families.find("--families", id)).toList(),
                StudyDefaults.FOLDS,
                StudyDefaults.strategies(SolversOption.allAfter(new Portfolio())),
                SolveOptions.defaults().withEvaluationLimit(solveEvaluations),
                StudyDefaults.RANDOM_MIXES,
                Caution.NONE));
        OutputTarget.requireFolder("--out", out);
        PreferenceSet sample = BundledSample.read();
        int threads = Runtime.getRuntime().availableProcessors();
        new StudyRun(console, out, OptionalDouble.empty())
                .run(
                        SOURCES,
                        settings,
                        common.seed(),
                        study -> study.embedded(sample, SplitBy.PAIR, replications, threads));
    }
}
