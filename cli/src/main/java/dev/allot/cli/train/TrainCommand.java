package dev.allot.cli.train;

import dev.allot.cli.options.CommonOptions;
import dev.allot.cli.options.Families;
import dev.allot.cli.options.JsonOption;
import dev.allot.cli.options.Numbers;
import dev.allot.cli.output.Console;
import dev.allot.cli.output.OutputTarget;
import dev.allot.cli.output.ProgressDisplay;
import dev.allot.core.io.InvalidInputException;
import dev.allot.predictor.Accuracy;
import dev.allot.predictor.ChosenFamily;
import dev.allot.predictor.CrossValidation;
import dev.allot.predictor.CrossValidationReport;
import dev.allot.predictor.ModelFiles;
import dev.allot.predictor.ModelSelection;
import dev.allot.predictor.Origin;
import dev.allot.predictor.PosteriorFamily;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.PredictorFamilies;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.TrainingTables;
import dev.allot.predictor.gain.FeatureGain;
import dev.allot.predictor.gain.FeatureGains;
import dev.allot.predictor.xgboost.ConstrainableTrees;
import dev.allot.predictor.xgboost.TreeConstraints;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains and validates a predictor from candidate mixes and their scores. */
@SuppressWarnings("NullAway.Init") // the parser sets the fields
@Command(
        name = "train",
        header = "Trains and validates a predictor from candidate mixes and their scores.",
        sortOptions = false,
        description = {
            "Trains a predictor from candidate mixes and their scores, and says by cross-validation how far to trust it. "
                    + "The mixes' aggregates are the columns of a CSV table, a mix a row.",
            ""
        })
public final class TrainCommand implements Runnable {
    private static final String AUTO = "auto";
    private static final double GAIN_COVERAGE = 0.95;
    private static final int INNER_FOLDS = 5;

    @Option(names = "--table", paramLabel = "T", required = true, description = "The table: CSV with a header line.")
    private Path table;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            required = true,
            description = "The column of scores, greater is better; all others are features.")
    private String target;

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns that are neither, such as row numbers.")
    private Set<String> ignored = new LinkedHashSet<>();

    @Option(
            names = "--family",
            paramLabel = "ID",
            defaultValue = AUTO,
            description =
                    "bagged-trees, bayesian, bayesian-concave, boosted-trees, gaussian-process, linear, quadratic, or stack, a "
                            + "weighted mean of several; auto takes the one with the least cross-validated error, stack left "
                            + "aside (default: ${DEFAULT-VALUE}).")
    private String family;

    @Option(
            names = "--kappa",
            paramLabel = "K",
            defaultValue = "0",
            converter = Numbers.NotNegative.class,
            description =
                    "Write a model of lower confidence bounds, expected scores less K of their standard deviations, for bayesian "
                            + "and bayesian-concave; 0 writes the expected scores (default: ${DEFAULT-VALUE}).")
    private double kappa;

    @Mixin
    private TreeOptions trees;

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "10",
            converter = Numbers.Count.class,
            description = "Folds of the cross-validation (default: ${DEFAULT-VALUE}).")
    private int folds;

    @Option(
            names = "--nested",
            description =
                    "Also say how well the choice itself does: in each fold the family is chosen anew from the other folds.")
    private boolean nested;

    @Option(
            names = "--set-size",
            paramLabel = "N",
            converter = Numbers.Count.class,
            description =
                    "How many instances the set has that the mixes are of; the model file says so, and 'allot solve' "
                            + "rescales the model to sets of other sizes.")
    private @Nullable Integer setSize;

    @Option(
            names = "--test",
            paramLabel = "T",
            description =
                    "Another table of the same columns: say how well the model predicts it. Nothing is learned from it.")
    private @Nullable Path test;

    @Option(
            names = "--gains",
            paramLabel = "STEP",
            converter = Numbers.NotNegative.class,
            description =
                    "Also say, for every feature, what STEP more of it would add to the score, with 95 %% intervals; "
                            + "100 where features are counts.")
    private @Nullable Double gainStep;

    @Option(
            names = "--out",
            paramLabel = "F",
            description = "Write the model, trained on all rows; - is standard output.")
    private @Nullable Path out;

    @Mixin
    private JsonOption json;

    @Option(names = "--verbose", description = "Print every fold.")
    private boolean verbose;

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        Console console = json.consoleBeside(out, common.console());
        TreeConstraints constraints = trees.constraints();
        List<PredictorFamily> asked = families(constraints);
        TrainingTable rows = TrainingTables.read(table, target, ignored);
        trees.requireFeatures(rows.features(), table);
        List<PredictorFamily> families =
                asked.stream().map(f -> under(constraints, f)).toList();
        if (folds < 2 || folds > rows.size()) {
            throw new InvalidInputException("--folds: " + table + " has " + rows.size() + " rows, so 2 to "
                    + rows.size() + " folds are possible, not " + folds);
        }
        if (nested && families.size() == 1) {
            throw new InvalidInputException(
                    "--nested: there is nothing to choose, as --family is " + family + "; it goes with " + AUTO);
        }
        TrainingTable unseen = test == null ? null : unseen(test, rows.features());
        if (gainStep != null && gainStep == 0) {
            throw new InvalidInputException("--gains: is 0; a step above 0 is needed, such as 100 more instances");
        }
        ModelSelection selection = duringFolds(
                console,
                "training",
                folds * families.size(),
                foldDone -> ModelSelection.choose(families, rows, folds, common.seed(), foldDone));
        if (out != null) {
            Predictor written = selection.cautious(rows, kappa).predictor();
            Predictor model = setSize == null
                    ? written
                    : written.withOrigin(Origin.of(rows).ofSet(setSize));
            OutputTarget.write(out, file -> ModelFiles.write(model, file));
        }
        ValidationReport report = new ValidationReport(
                rows,
                selection,
                nested ? Optional.of(nested(console, families, rows)) : Optional.empty(),
                Optional.ofNullable(unseen).map(table -> Accuracy.of(selection.predictor(), table)),
                gains(console, selection.family(), rows));
        json.write(report::json, common.console());
        report.print(console, verbose);
        if (out == null && !json.isGiven()) {
            console.print("no --out: the model is not written");
        }
    }

    private CrossValidationReport nested(Console console, List<PredictorFamily> families, TrainingTable rows) {
        return duringFolds(
                console,
                "nested validation",
                folds,
                foldDone -> CrossValidation.of(
                        new ChosenFamily(families, INNER_FOLDS), rows, folds, common.seed(), foldDone));
    }

    private static <T> T duringFolds(Console console, String task, int total, Function<Runnable, T> work) {
        AtomicInteger done = new AtomicInteger();
        return ProgressDisplay.during(
                console,
                task,
                () -> new ProgressDisplay.Position(done.get(), total, "folds"),
                () -> work.apply(done::incrementAndGet));
    }

    private List<FeatureGain> gains(Console console, PredictorFamily chosen, TrainingTable rows) {
        if (gainStep == null) {
            return List.of();
        }
        FeatureGains gains = new FeatureGains(gainStep, folds, GAIN_COVERAGE);
        return ProgressDisplay.during(
                console, "gains", () -> ProgressDisplay.Position.UNKNOWN, () -> gains.of(chosen, rows, common.seed()));
    }

    private TrainingTable unseen(Path file, List<String> features) {
        TrainingTable read = TrainingTables.read(file, target, ignored);
        if (!read.features().equals(features)) {
            throw new InvalidInputException("--test: the features of " + file + " are not those of " + table
                    + " in the same order: " + String.join(", ", features));
        }
        return read;
    }

    private static PredictorFamily under(TreeConstraints constraints, PredictorFamily asked) {
        return asked instanceof ConstrainableTrees trees && !constraints.isNone() ? trees.under(constraints) : asked;
    }

    private List<PredictorFamily> families(TreeConstraints constraints) {
        if (kappa > 0 && !constraints.isNone()) {
            throw new InvalidInputException("--kappa: trees have no lower confidence bound, and " + trees.first()
                    + " is for trees; one of both must go");
        }
        if (family.equals(AUTO)) {
            return PredictorFamilies.all().stream()
                    .filter(f -> constraints.isNone() || f instanceof ConstrainableTrees)
                    .filter(f -> !f.combinesOthers() && (kappa == 0 || f instanceof PosteriorFamily))
                    .toList();
        }
        PredictorFamily named = Families.find("--family", family);
        if (kappa > 0 && !(named instanceof PosteriorFamily)) {
            throw new InvalidInputException("--kappa: the family '" + family
                    + "' has no lower confidence bound; bayesian and bayesian-concave have");
        }
        if (!constraints.isNone() && !(named instanceof ConstrainableTrees)) {
            throw new InvalidInputException(trees.first() + ": the family '" + family
                    + "' keeps no such constraint; boosted-trees and bagged-trees do");
        }
        return List.of(named);
    }
}
