package dev.allot.benchmarks.study;

import dev.allot.core.routing.Instance;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.HiddenTruth;
import dev.allot.datasets.generate.Mechanism;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.predictor.BayesianConcave;
import dev.allot.predictor.CrossValidation;
import dev.allot.predictor.CrossValidationReport;
import dev.allot.predictor.PredictorFamily;
import dev.allot.predictor.RidgeQuadratic;
import dev.allot.predictor.TrainingTable;
import dev.allot.predictor.TrainingTables;
import dev.allot.predictor.gaussian.GaussianProcess;
import dev.allot.predictor.stack.Stack;
import dev.allot.predictor.xgboost.BaggedTrees;
import dev.allot.predictor.xgboost.BoostedTrees;
import dev.allot.predictor.xgboost.TreeConstraints;
import dev.allot.predictor.xgboost.TreeConstraints.Interactions;
import dev.allot.study.design.AlgorithmOneDesign;
import dev.allot.study.design.InformationDesign;
import dev.allot.study.design.MixDesign;
import dev.allot.study.design.TriedMix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Cross-validated errors of predictors on 60, 100 and 250 mixes of the paper's Algorithm 1 and of the information design, in worlds of hidden
 * truth: the rank correlation of predicted and measured scores of left-out mixes, their root mean squared error relative to the spread of scores, and the
 * logarithm of the error's ratio to the first predictor's, with 95 % intervals over worlds. Arguments: {@code trees} (settings of boosted trees, and
 * counts as shares of a mix's size), {@code chosen} (the best of these, for other worlds) or {@code stack} (the stack and its bases); seeds for each mechanism (default 1), instances (default 2000), the first
 * seed (default 0); or in place of these numbers tables, CSV files with a column {@code score}. Prints a table anew after each world.
 */
public final class FamilyErrors {
    private static final List<Integer> CHECKPOINTS = List.of(60, 100, 250);
    private static final int FOLDS = 5;
    private static final int BATCH = 10;

    private final Map<String, PredictorFamily> families;
    private final Samples samples = new Samples();

    /** Sums of logarithms over all tables of a world. */
    private final Map<String, Double> inWorld = new LinkedHashMap<>();

    private FamilyErrors(Map<String, PredictorFamily> families) {
        this.families = families;
    }

    /** Runs the comparison. */
    public static void main(String[] args) {
        FamilyErrors comparison = new FamilyErrors(
                switch (args[0]) {
                    case "trees" -> trees();
                    case "chosen" -> chosen();
                    default -> stack();
                });
        if (args.length > 1 && args[1].endsWith(".csv")) {
            for (int a = 1; a < args.length; a++) {
                comparison.measure("tables", TrainingTables.read(Path.of(args[a]), "score", Set.of()), a);
            }
            comparison.samples.print();
            return;
        }
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        int size = args.length > 2 ? Integer.parseInt(args[2]) : 2000;
        int first = args.length > 3 ? Integer.parseInt(args[3]) : 0;
        for (int seed = first; seed < first + seeds * Mechanism.values().length; seed++) {
            List<Instance> instances = new ArrayList<>();
            new PreferenceGenerator(GeneratorSettings.of(size, 1000 + seed))
                    .instances()
                    .forEach(instances::add);
            int features = PreferenceGenerator.features().size();
            World world = World.of(instances, HiddenTruth.draw(instances, features, Mechanism.of(seed), 1000 + seed));
            comparison.run("algorithm-1", world, new AlgorithmOneDesign(), seed);
            comparison.run("information", world, new InformationDesign(), seed);
            comparison.closeWorld();
            System.out.println("worlds: " + (seed - first + 1));
            comparison.samples.print();
        }
    }

    private static Map<String, PredictorFamily> trees() {
        TreeConstraints additive = new TreeConstraints(Set.of(), Set.of(), Interactions.NONE);
        Map<String, PredictorFamily> settings = new LinkedHashMap<>();
        settings.put("default", new BoostedTrees());
        settings.put("depth 1", new BoostedTrees(200, 1, 0.05, 5, 1, 0.7, 0.4));
        settings.put("depth 1, 400 rounds", new BoostedTrees(400, 1, 0.05, 5, 1, 0.7, 0.4));
        settings.put("depth 3", new BoostedTrees(200, 3, 0.05, 5, 1, 0.7, 0.4));
        settings.put("additive", new BoostedTrees().under(additive));
        settings.put("400 rounds", new BoostedTrees(400, 2, 0.05, 5, 1, 0.7, 0.4));
        settings.put("400 rounds of .025", new BoostedTrees(400, 2, 0.025, 5, 1, 0.7, 0.4));
        settings.put("lambda 0", new BoostedTrees(200, 2, 0.05, 5, 0, 0.7, 0.4));
        settings.put("lambda 10", new BoostedTrees(200, 2, 0.05, 5, 10, 0.7, 0.4));
        settings.put("leaves of 2", new BoostedTrees(200, 2, 0.05, 2, 1, 0.7, 0.4));
        settings.put("leaves of 10", new BoostedTrees(200, 2, 0.05, 10, 1, 0.7, 0.4));
        settings.put("columns .15", new BoostedTrees(200, 2, 0.05, 5, 1, 0.7, 0.15));
        settings.put("all columns", new BoostedTrees(200, 2, 0.05, 5, 1, 0.7, 1));
        settings.put("bagged", new BaggedTrees());
        return settings;
    }

    /** What did best among {@link #trees}, to be tried in other worlds. */
    private static Map<String, PredictorFamily> chosen() {
        TreeConstraints additive = new TreeConstraints(Set.of(), Set.of(), Interactions.NONE);
        BoostedTrees fewColumns = new BoostedTrees(200, 2, 0.05, 5, 1, 0.7, 0.15);
        Map<String, PredictorFamily> settings = new LinkedHashMap<>();
        settings.put("default", new BoostedTrees());
        settings.put("additive", new BoostedTrees().under(additive));
        settings.put("columns .15", fewColumns);
        settings.put("additive, columns .15", fewColumns.under(additive));
        return settings;
    }

    private static Map<String, PredictorFamily> stack() {
        Map<String, PredictorFamily> families = new LinkedHashMap<>();
        for (PredictorFamily each : List.of(
                new Stack(), new BayesianConcave(), new BoostedTrees(), new GaussianProcess(), new RidgeQuadratic())) {
            families.put(each.id(), each);
        }
        return families;
    }

    private void run(String name, World world, MixDesign design, int seed) {
        SplittableRandom noise = new SplittableRandom(seed);
        List<TriedMix> tried = new ArrayList<>();
        for (int checkpoint : CHECKPOINTS) {
            world.explore(design, BATCH, tried, checkpoint, seed, noise);
            measure(String.format(Locale.ROOT, "%-11s %4d", name, checkpoint), world.table(tried), seed);
        }
    }

    private void closeWorld() {
        inWorld.forEach((name, sum) -> add("all six", "log error", name, sum / (2 * CHECKPOINTS.size())));
        inWorld.clear();
    }

    private void measure(String where, TrainingTable table, int seed) {
        double first = Double.NaN;
        for (Map.Entry<String, PredictorFamily> each : families.entrySet()) {
            double rmse = measure(where, each.getKey(), each.getValue(), table, seed);
            first = Double.isNaN(first) ? rmse : first;
            add(where, "log error", each.getKey(), Math.log(rmse / first));
            inWorld.merge(each.getKey(), Math.log(rmse / first), Double::sum);
        }
        if (families.containsKey("default")) {
            double rmse =
                    measure(where, "shares", Objects.requireNonNull(families.get("default")), shares(table), seed);
            add(where, "log error", "shares", Math.log(rmse / first));
        }
    }

    private double measure(String where, String name, PredictorFamily family, TrainingTable table, int seed) {
        CrossValidationReport report = CrossValidation.of(family, table, FOLDS, seed);
        double[] predicted = report.outOfFold();
        double mean = IntStream.range(0, table.size())
                .mapToDouble(table::score)
                .average()
                .orElseThrow();
        double squares = 0;
        double spread = 0;
        for (int i = 0; i < predicted.length; i++) {
            squares += (predicted[i] - table.score(i)) * (predicted[i] - table.score(i));
            spread += (mean - table.score(i)) * (mean - table.score(i));
        }
        add(where, "Spearman", name, report.spearman());
        add(where, "error of spread", name, Math.sqrt(squares / spread));
        return Math.sqrt(squares);
    }

    /** Every count as a share of all counts of its mix. */
    private static TrainingTable shares(TrainingTable table) {
        double[][] rows = table.rows();
        for (double[] row : rows) {
            double sum = 0;
            for (double count : row) {
                sum += count;
            }
            for (int j = 0; j < row.length; j++) {
                row[j] = sum == 0 ? 0 : row[j] / sum;
            }
        }
        return new TrainingTable(table.features(), rows, table.scores());
    }

    private void add(String where, String what, String name, double value) {
        samples.add(String.format(Locale.ROOT, "%-16s  %-16s %-22s", where, what, name), value);
    }
}
