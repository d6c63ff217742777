package dev.allot.cli.study;

import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.InstanceOptions;
import dev.allot.cli.options.Numbers;
import dev.allot.cli.options.SourcesOption;
import dev.allot.cli.output.Console;
import dev.allot.cli.output.OutputTarget;
import dev.allot.datasets.PreferenceSet;
import dev.allot.study.AskedStudy;
import dev.allot.study.LoopSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which mixes to train on next, for people who train elsewhere. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
@Command(
        name = "ask",
        header = "Says which mixes to train on next, for those who train elsewhere.",
        sortOptions = false,
        description = {
            "Writes the next mixes of a study as routing files and prints their ids and paths: those asked for before "
                    + "whose scores are awaited, and new ones. Train on each, tell "
                    + "its score with 'allot tell', ask again; 'allot study --evaluator told' then learns and routes. "
                    + "'allot study ask' is the same.",
            ""
        })
public final class AskCommand implements Runnable {
    @Mixin
    private InstanceOptions input;

    @Mixin
    private SourcesOption sources;

    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "The study's folder, made if missing.")
    private Path dir;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Count.class,
            description = "How many mixes (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--design",
            paramLabel = "ID",
            defaultValue = "information",
            description = "How mixes are chosen: information, directions or algorithm-1 (default: ${DEFAULT-VALUE}).")
    private String design;

    @Option(
            names = "--budget-share",
            paramLabel = "S",
            split = ",",
            defaultValue = "0.25,0.5,0.75",
            converter = Numbers.Share.class,
            description = "Budgets that designs other than information cycle through (default: ${DEFAULT-VALUE}).")
    private List<Double> shares;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Console console = common.console();
        OutputTarget.requireFolder("--dir", dir);
        LoopSettings settings = LoopSettings.ofDesign(Designs.find(design), shares);
        PreferenceSet set = input.readSet();
        Map<String, Path> mixes = new AskedStudy(dir, sources.sources(), settings, common.seed())
                .ask(set.name(), set.features(), set.instances(), count);
        mixes.forEach((id, file) -> console.print(id + " " + file));
    }
}
