package dev.allot.cli;

import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.Numbers;
import dev.allot.cli.output.Console;
import dev.allot.cli.output.OutputTarget;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.Instance;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.HiddenTruth;
import dev.allot.datasets.generate.HiddenTruthFile;
import dev.allot.datasets.generate.Mechanism;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.datasets.jsonl.PreferenceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--truth",
            paramLabel = "F",
            description =
                    "Also draw a gain for each pair, and write the gains here: a world in which the value of every "
                            + "routing is known, for the evaluator 'allot simulate'.")
    private @Nullable Path truth;

    @Option(
            names = "--mechanism",
            paramLabel = "ID",
            description = "How the gains of --truth depend on tags: dense, sparse, heavy-tailed or rare "
                    + "(default: by the seed, in turn).")
    private @Nullable String mechanism;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Console console = OutputTarget.isStandardOutput(out) ? common.console().silenced() : common.console();
        OutputTarget.requireFile("--out", out);
        GeneratorSettings settings = new GeneratorSettings(size, common.seed(), groups, costs, risks);
        if (mechanism != null && truth == null) {
            throw new InvalidInputException("--mechanism is for --truth, which is missing");
        }
        if (truth != null) {
            OutputTarget.requireFile("--truth", truth);
        }
        PreferenceGenerator generator = new PreferenceGenerator(settings);
        PreferenceFile.write(out, PreferenceGenerator.features(), PreferenceGenerator.differenceNames(), generator);
        console.print(size + " pairs in " + out);
        if (truth != null) {
            writeTruth(truth, generator);
            console.print("their gains in " + truth);
        }
    }

    private void writeTruth(Path file, PreferenceGenerator generator) {
        List<Instance> instances = new ArrayList<>(size);
        generator.instances().forEach(instances::add);
        HiddenTruth drawn =
                HiddenTruth.draw(instances, PreferenceGenerator.features().size(), mechanism(), common.seed());
        new HiddenTruthFile(instances.stream().map(Instance::id).toList(), drawn).write(file);
    }

    private Mechanism mechanism() {
        if (mechanism == null) {
            return Mechanism.of(common.seed());
        }
        List<String> ids = new ArrayList<>();
        for (Mechanism known : Mechanism.values()) {
            ids.add(known.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (ids.get(ids.size() - 1).equals(mechanism)) {
                return known;
            }
        }
        throw new InvalidInputException(
                "--mechanism: there is no mechanism '" + mechanism + "'; there are " + String.join(", ", ids));
    }
}
