package dev.allot.cli.study;

import dev.allot.cli.options.BudgetSharesOption;
import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.DesignOption;
import dev.allot.cli.options.FolderOption;
import dev.allot.cli.options.InstanceOptions;
import dev.allot.cli.options.Numbers;
import dev.allot.cli.options.ReplicatesOption;
import dev.allot.cli.options.SourcesOption;
import dev.allot.cli.output.Console;
import dev.allot.datasets.PreferenceSet;
import dev.allot.study.AskedStudy;
import dev.allot.study.LoopSettings;
import java.nio.file.Path;
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
                    + "Directions go through the budgets in turn. 'allot study ask' is the same.",
            ""
        })
public final class AskCommand implements Runnable {
    @Mixin
    private InstanceOptions input;

    @Mixin
    private SourcesOption sources;

    @Mixin
    private FolderOption folder;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1",
            converter = Numbers.Count.class,
            description = "How many mixes (default: ${DEFAULT-VALUE}).")
    private int count;

    @Mixin
    private ReplicatesOption replicates;

    @Mixin
    private DesignOption design;

    @Mixin
    private BudgetSharesOption budgets;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Console console = common.console();
        replicates.require(
                replicates.count() <= count, replicates.count() + " of " + count + " mixes cannot be chosen again");
        folder.requireWritable();
        LoopSettings settings = LoopSettings.ofDesign(design.design(), budgets.shares());
        PreferenceSet set = input.readSet();
        Map<String, Path> mixes = new AskedStudy(folder.path(), sources.sources(), settings, common.seed())
                .ask(set.name(), set.features(), set.instances(), count, replicates.count());
        mixes.forEach((id, file) -> console.print(id + " " + file));
    }
}
