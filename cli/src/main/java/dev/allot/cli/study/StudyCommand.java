package dev.allot.cli.study;

import dev.allot.cli.options.BudgetSharesOption;
import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.DesignOption;
import dev.allot.cli.options.EarlierOption;
import dev.allot.cli.options.Families;
import dev.allot.cli.options.FolderOption;
import dev.allot.cli.options.InstanceOptions;
import dev.allot.cli.options.Numbers;
import dev.allot.cli.options.ReplicatesOption;
import dev.allot.cli.options.SolverOption;
import dev.allot.cli.options.SolversOption;
import dev.allot.cli.options.SourcesOption;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.routing.Source;
import dev.allot.core.solve.SolveOptions;
import dev.allot.datasets.Disagreement;
import dev.allot.datasets.PreferenceSet;
import dev.allot.study.Caution;
import dev.allot.study.CheaperEvaluator;
import dev.allot.study.LoopSettings;
import dev.allot.study.SplitBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The closed loop on a set of the user's. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
@Command(
        name = "study",
        header = "Closes the loop: designs mixes, has them evaluated, learns, solves, verifies.",
        sortOptions = false,
        description = {
            "Designs mixes, has them evaluated, learns a predictor, lets every strategy route the set at each "
                    + "budget, and has what they chose evaluated, too. Everything goes to a folder; a study that was "
                    + "interrupted goes on from there, evaluating nothing twice.",
            ""
        })
public final class StudyCommand implements Runnable {
    private static final String EMBEDDED = "embedded";
    private static final String TOLD = "told";
    private static final int DEFAULT_REPLICATIONS = 10;
    private static final int DEFAULT_CHEAP_EVALUATIONS = 400;

    @Mixin
    private InstanceOptions input;

    @Mixin
    private SourcesOption sources;

    @Mixin
    private FolderOption folder;

    @Option(
            names = "--evaluator",
            paramLabel = "CMD",
            defaultValue = EMBEDDED,
            description =
                    "A shell command that trains on a mix and scores it: the path of a routing file is appended, the "
                            + "last line of its output is {\"score\": 0.7431}. Or embedded: a reward model on the set's own labels, "
                            + "scored by its gold labels. Or told: scores that 'allot tell' took (default: ${DEFAULT-VALUE}).")
    private String evaluator;

    @Option(
            names = "--evaluations",
            paramLabel = "N",
            defaultValue = "250",
            converter = Numbers.Count.class,
            description = "Evaluations of designed mixes, in each replication (default: ${DEFAULT-VALUE}).")
    private int evaluations;

    @Mixin
    private ReplicatesOption replicates;

    @Mixin
    private BudgetSharesOption budgets;

    @Mixin
    private DesignOption design;

    @Option(
            names = "--initial",
            paramLabel = "N",
            defaultValue = "40",
            converter = Numbers.Count.class,
            description = "Mixes chosen before any is evaluated (default: ${DEFAULT-VALUE}).")
    private int initial;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "10",
            converter = Numbers.Count.class,
            description = "Mixes chosen at a time from then on, in the light of all scores: what you can train at once "
                    + "(default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--families",
            paramLabel = "ID",
            split = ",",
            defaultValue = "bayesian-concave",
            description = "Kinds of predictors to choose from by cross-validated error (default: ${DEFAULT-VALUE}).")
    private List<String> familyIds = new ArrayList<>();

    @Option(
            names = "--agreement",
            description =
                    "Count features only where the labels of the two sources differ: others cannot change what is learned from "
                            + "them. For sets that both have labelled already; what is routed so needs labels that are known.")
    private boolean agreement;

    @Mixin
    private EarlierOption earlier;

    @Option(
            names = "--cheap-evaluator",
            paramLabel = "CMD",
            description =
                    "A command like --evaluator's that costs less and tells less, such as the training of a small "
                            + "reward model: many mixes are scored by it first, and what its scores tell of the evaluator's is "
                            + "learned.")
    private @Nullable String cheaper;

    @Option(
            names = "--cheap-evaluations",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description = "Mixes that it scores (default: " + DEFAULT_CHEAP_EVALUATIONS + ").")
    private @Nullable Integer cheapEvaluations;

    @Mixin
    private SolversOption strategies;

    @Mixin
    private SolverOption chosen;

    @Option(
            names = "--solve-evaluations",
            paramLabel = "N",
            defaultValue = "50000",
            converter = Numbers.LongCount.class,
            description = "Candidates that each solve may score (default: ${DEFAULT-VALUE}).")
    private long solveEvaluations;

    @Option(
            names = "--kappa",
            paramLabel = "K",
            defaultValue = "0",
            converter = Numbers.NotNegative.class,
            description =
                    "Choose routings by expected score less K of its standard deviations; 0 is the expected score alone "
                            + "(default: ${DEFAULT-VALUE}).")
    private double kappa;

    @Option(
            names = "--trust",
            paramLabel = "FACTOR",
            converter = Numbers.Positive.class,
            description =
                    "Keep routings to what the evaluated mixes reached of each feature, the range widened by FACTOR; 1 is the "
                            + "range itself (default: no such limit).")
    private @Nullable Double trust;

    @Option(
            names = "--within",
            paramLabel = "E",
            converter = Numbers.NotNegative.class,
            description =
                    "How far below the best budget's score the recommended, cheaper one may be, in units of the score "
                            + "(default: one standard error of the best score).")
    private @Nullable Double within;

    @Option(
            names = "--replications",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description =
                    "Passes of the whole loop with the embedded evaluator, each with its own split, design and predictor "
                            + "(default: " + DEFAULT_REPLICATIONS + ").")
    private @Nullable Integer replications;

    @Option(
            names = "--split-by",
            paramLabel = "WHAT",
            defaultValue = "pair",
            description = "What the embedded evaluator's splits keep on one side: pair, prompt or group "
                    + "(default: ${DEFAULT-VALUE}).")
    private String splitBy;

    @Option(
            names = "--evaluator-timeout",
            paramLabel = "TIME",
            defaultValue = "24h",
            converter = Numbers.Time.class,
            description = "A command that runs longer has failed (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "2",
            converter = Numbers.CountFromZero.class,
            description = "How often a failed evaluation is tried again (default: ${DEFAULT-VALUE}).")
    private int retries;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            converter = Numbers.Threads.class,
            description = "Commands that run at once (default: 1), or replications (default: one a processor).")
    private @Nullable Integer parallel;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        boolean embedded = evaluator.equals(EMBEDDED);
        if (!embedded && replications != null) {
            throw new InvalidInputException(
                    "--replications is for the embedded evaluator; with a command there is one");
        }
        SplitBy by = SplitBy.find(splitBy)
                .orElseThrow(() -> new InvalidInputException(
                        "--split-by: there is no '" + splitBy + "' to split by; there are pair, prompt and group"));
        if (!embedded && by != SplitBy.PAIR) {
            throw new InvalidInputException(
                    "--split-by is for the embedded evaluator; with a command nothing is split");
        }
        if (evaluator.isBlank()) {
            throw new InvalidInputException("--evaluator is empty; give a command, or " + EMBEDDED);
        }
        replicates.require(
                !embedded, "the embedded evaluator gives a mix the same score each time; replicates are for a command");
        replicates.require(
                !evaluator.equals(TOLD), "nothing is evaluated where scores are told; 'allot ask' takes the option");
        if (agreement && evaluator.equals(TOLD)) {
            throw new InvalidInputException("--agreement is not for told scores: 'allot ask' counts all features");
        }
        requireUseOfCheaper(!embedded && !evaluator.equals(TOLD));
        LoopSettings settings = StudyRun.checked(() -> new LoopSettings(
                        design.design(),
                        evaluations,
                        initial,
                        batch,
                        budgets.shares(),
                        familyIds.stream()
                                .map(id -> Families.find("--families", id))
                                .toList(),
                        StudyDefaults.FOLDS,
                        StudyDefaults.strategies(strategies.solversAfter(chosen.solver())),
                        SolveOptions.defaults().withEvaluationLimit(solveEvaluations),
                        StudyDefaults.RANDOM_MIXES,
                        new Caution(kappa, trust))
                .knowing(earlier.scores())
                .repeating(replicates.count()));
        folder.requireWritable();
        PreferenceSet set = agreement ? differing(input.readSet()) : input.readSet();
        OptionalDouble tolerance = within == null ? OptionalDouble.empty() : OptionalDouble.of(within);
        StudyRun run = new StudyRun(common.console(), folder.path(), tolerance);
        if (embedded) {
            int passes = replications == null ? DEFAULT_REPLICATIONS : replications;
            int threads = parallel == null ? Runtime.getRuntime().availableProcessors() : parallel;
            run.run(sources.sources(), settings, common.seed(), study -> study.embedded(set, by, passes, threads));
        } else if (evaluator.equals(TOLD)) {
            run.run(
                    sources.sources(),
                    settings,
                    common.seed(),
                    study -> study.told(set.name(), set.features(), set.instances()));
        } else {
            run.run(
                    sources.sources(),
                    settings,
                    common.seed(),
                    study -> study.external(
                            set.name(),
                            set.features(),
                            set.instances(),
                            evaluator,
                            cheaperEvaluator(),
                            timeout,
                            retries,
                            parallel == null ? 1 : parallel));
        }
    }

    /** The set with features only where its two sources disagree. */
    private PreferenceSet differing(PreferenceSet set) {
        List<String> names = sources.sources().stream().map(Source::name).toList();
        if (names.size() != 2) {
            throw new InvalidInputException(
                    "--agreement compares the labels of two sources; there are " + names.size());
        }
        for (String name : names) {
            if (!set.sourceNames().contains(name)) {
                throw new InvalidInputException(
                        "--agreement needs labels of both sources; " + set.name() + " has none by '" + name + "'");
            }
        }
        Disagreement disagreement = new Disagreement(names.get(0), names.get(1));
        int count = disagreement.count(set);
        if (count == 0) {
            throw new InvalidInputException("--agreement: in " + set.name() + " all labels of '" + names.get(0)
                    + "' and '" + names.get(1) + "' are the same; whatever is routed, the same is learned");
        }
        common.console()
                .print("labels differ on " + count + " of " + set.size() + " pairs; costs are of labels that are used, "
                        + "not of what it took to know them");
        return disagreement.restricted(set);
    }

    private void requireUseOfCheaper(boolean command) {
        if (cheaper == null && cheapEvaluations != null) {
            throw new InvalidInputException("--cheap-evaluations is for --cheap-evaluator; there is none");
        }
        if (cheaper != null && (cheaper.isBlank() || !command)) {
            throw new InvalidInputException("--cheap-evaluator is a command, beside one given to --evaluator");
        }
    }

    private Optional<CheaperEvaluator> cheaperEvaluator() {
        int count = cheapEvaluations == null ? DEFAULT_CHEAP_EVALUATIONS : cheapEvaluations;
        return Optional.ofNullable(cheaper).map(command -> new CheaperEvaluator(command, count));
    }
}
