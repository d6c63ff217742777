package dev.allot.cli;

import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.Numbers;
import dev.allot.cli.options.SourcesOption;
import dev.allot.cli.output.Console;
import dev.allot.core.routing.Routing;
import dev.allot.datasets.generate.HiddenTruth;
import dev.allot.datasets.generate.HiddenTruthFile;
import dev.allot.datasets.jsonl.RoutingFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores a routing by a hidden truth: an evaluator that costs nothing, to try studies with. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
@Command(
        name = "simulate",
        header = "Scores a routing by a hidden truth: an evaluator that costs nothing.",
        sortOptions = false,
        description = {
            "Prints the measured score of a routing in a world that 'generate --truth' drew: the true score and noise, the "
                    + "same whenever the same routing is measured with the same seeds. As an evaluator of a study: "
                    + "--evaluator 'allot simulate --truth F'.",
            ""
        })
public final class SimulateCommand implements Runnable {
    /** Odd, and far from a multiple of the generator's increment, so that streams do not overlap. */
    private static final long NOISE = 0xd1342543de82ef95L;

    @Option(names = "--truth", paramLabel = "F", required = true, description = "The truth that 'generate' wrote.")
    private Path truth;

    @Parameters(paramLabel = "ROUTING", description = "The routing file.")
    private Path routing;

    @Option(
            names = "--reveal",
            paramLabel = "S",
            converter = Numbers.Share.class,
            description =
                    "Print the true score, that of random routings and of an oracle at this budget share, and the "
                            + "share of the oracle's gain that the routing realises.")
    private @Nullable Double reveal;

    @Option(
            names = "--noise",
            paramLabel = "N",
            defaultValue = "${env:ALLOT_SEED:-0}",
            converter = Numbers.CountFromZero.class,
            description =
                    "Which of its measurements to print: each has noise of its own (default: the environment's ALLOT_SEED, "
                            + "which studies set for each evaluation, or 0).")
    private int noise;

    @Mixin
    private SourcesOption sources;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Console console = common.console();
        HiddenTruthFile file = HiddenTruthFile.read(truth);
        Routing mix = RoutingFile.read(routing, file.ids(), sources.sources());
        HiddenTruth world = file.truth();
        if (reveal == null) {
            long stream = common.seed() * 1_000_003 + mix.hashCode() + NOISE * noise;
            print(console, "{\"score\": %.9f}", world.measure(mix, new SplittableRandom(stream)));
        } else {
            int limit = (int) Math.floor(reveal * world.size() + 1e-9);
            print(
                    console,
                    "{\"score\": %.9f, \"random\": %.9f, \"oracle\": %.9f, \"realised\": %.6f}",
                    world.score(mix),
                    world.random(limit),
                    world.oracle(limit),
                    world.realised(mix, limit));
        }
    }

    private static void print(Console console, String format, Object... numbers) {
        console.print(String.format(Locale.ROOT, format, numbers));
    }
}
