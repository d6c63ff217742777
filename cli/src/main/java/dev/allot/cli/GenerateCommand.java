package dev.allot.cli;

import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.Numbers;
import dev.allot.cli.output.Console;
import dev.allot.cli.output.OutputTarget;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.datasets.jsonl.PreferenceFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Generates a preference set with a hidden truth. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
@Command(
        name = "generate",
        header = "Generates a preference set with a hidden truth.",
        sortOptions = false,
        description = {
            "Generates a preference set with a hidden truth: HyPER's 90 tags, labels by the sources 'human' and 'lm' that are "
                    + "right and wrong in different places, gold labels, and features of the two responses.",
            ""
        })
public final class GenerateCommand implements Runnable {
    @Option(
            names = "--size",
            paramLabel = "N",
            required = true,
            converter = Numbers.Count.class,
            description = "Number of pairs.")
    private int size;

    @Option(
            names = "--out",
            paramLabel = "F",
            required = true,
            description = "The file to write, in gzip if its name ends in .gz; - is standard output.")
    private Path out;

    @Option(names = "--groups", description = "Give every pair a group, the field of its first subject.")
    private boolean groups;

    @Option(names = "--costs", description = "Give every pair a human cost of its own, 1 on average.")
    private boolean costs;

    @Option(names = "--risks", description = "Give every pair a risk.")
    private boolean risks;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Console console = OutputTarget.isStandardOutput(out) ? common.console().silenced() : common.console();
        OutputTarget.requireFile("--out", out);
        GeneratorSettings settings = new GeneratorSettings(size, common.seed(), groups, costs, risks);
        PreferenceGenerator generator = new PreferenceGenerator(settings);
        PreferenceFile.write(out, PreferenceGenerator.features(), PreferenceGenerator.differenceNames(), generator);
        console.print(size + " pairs in " + out);
    }
}
