package dev.allot.benchmarks.jmh;

import dev.allot.core.model.Problem;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.ModelFiles;
import dev.allot.predictor.Predictor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A routing problem of the paper's shape made by chance: {@code FEATURES} counters that range over {@code 0..range}, instances with {@code
 * ACTIVE} of them each, and an ensemble of full trees whose thresholds are uniform over the range.
 */
final class ScoringCase {
    static final int FEATURES = 120;
    static final int ACTIVE = 15;
    private static final float LEAF = 0.005f;

    final TreeEnsemble trees;
    final Problem problem;

    ScoringCase(int treeCount, int depth, int range, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RegressionTree> list = new ArrayList<>();
        for (int t = 0; t < treeCount; t++) {
            list.add(fullTree(depth, range, random));
        }
        trees = TreeEnsemble.of(FEATURES, 0.7f, list);
        problem = problem(range, random);
    }

    /** A full tree, numbered level by level. */
    private static RegressionTree fullTree(int depth, int range, SplittableRandom random) {
        int inner = (1 << depth) - 1;
        int size = 2 * inner + 1;
        int[] left = new int[size];
        int[] right = new int[size];
        int[] feature = new int[size];
        float[] threshold = new float[size];
        boolean[] defaultLeft = new boolean[size];
        float[] value = new float[size];
        for (int i = 0; i < size; i++) {
            left[i] = i < inner ? 2 * i + 1 : -1;
            right[i] = i < inner ? 2 * i + 2 : -1;
            feature[i] = random.nextInt(FEATURES);
            threshold[i] = 1 + random.nextInt(range);
            value[i] = (float) (LEAF * random.nextGaussian());
        }
        return new RegressionTree(left, right, feature, threshold, defaultLeft, value);
    }

    /** So many instances that each counter ranges up to about {@code range}. */
    private Problem problem(int range, SplittableRandom random) {
        var builder = Problem.builder().aggregates(featureNames()).surrogate(trees);
        int instances = range * FEATURES / ACTIVE;
        double[] ones = new double[ACTIVE];
        Arrays.fill(ones, 1);
        for (int j = 0; j < instances; j++) {
            builder.integer(0, 1, 0, distinct(random), ones);
        }
        return builder.build();
    }

    private static int[] distinct(SplittableRandom random) {
        int[] all = IntStream.range(0, FEATURES).toArray();
        for (int i = 0; i < ACTIVE; i++) {
            int j = i + random.nextInt(FEATURES - i);
            int other = all[i];
            all[i] = all[j];
            all[j] = other;
        }
        return Arrays.copyOf(all, ACTIVE);
    }

    /** The same ensemble in XGBoost's hands; to be disposed of. */
    Booster booster() throws XGBoostError {
        try {
            Path file = Files.createTempFile("scoring", ".json");
            try {
                ModelFiles.write(new Predictor(ModelFiles.BOOSTED_TREES, featureNames(), trees), file);
                Booster loaded = XGBoost.loadModel(file.toString());
                // With more, its spinning threads are slower still on small machines.
                loaded.setParam("nthread", 1);
                return loaded;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> featureNames() {
        return IntStream.range(0, FEATURES).mapToObj(i -> "f" + i).toList();
    }

    /** A point with every instance in or out by a fair coin. */
    double[] randomPoint(SplittableRandom random) {
        double[] values = new double[problem.variableCount()];
        for (int j = 0; j < values.length; j++) {
            values[j] = random.nextInt(2);
        }
        return values;
    }
}
