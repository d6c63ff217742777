package dev.allot.predictor.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.SharedData;
import dev.allot.predictor.ModelFiles;
import dev.allot.predictor.Origin;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.format.Documents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ensemble read from a model file predicts the floats that XGBoost itself predicts, bit for bit. */
class TreeParityTest {
    private static final int FEATURES = 12;
    private static final int ROWS = 10_000;
    private static final int FEWER_ROWS = 1_000;

    @TempDir
    Path folder;

    static Stream<Arguments> depthsAndFormats() {
        return Stream.of(1, 2, 3, 4, 5, 6, 7, 8)
                .flatMap(depth -> Stream.of("json", "ubj").map(format -> Arguments.of(depth, format)));
    }

    @ParameterizedTest
    @MethodSource("depthsAndFormats")
    void equalsNativePredictions(int depth, String format) throws Exception {
        Booster booster = trained(depth, Map.of());
        try {
            Path file = folder.resolve("model." + format);
            Files.write(file, booster.toByteArray(format));
            assertParity(booster, ModelFiles.read(file), FEATURES, ROWS, depth);
        } finally {
            booster.dispose();
        }
    }

    /** What other settings do to the file: pruned nodes, forests, other objectives and their base scores. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "objective=reg:squarederror,gamma=0.3,tree_method=exact",
                "objective=reg:squarederror,tree_method=approx",
                "objective=reg:squarederror,num_parallel_tree=4,subsample=0.5",
                "objective=reg:squarederror,grow_policy=lossguide,max_leaves=20,max_depth=0",
                "objective=reg:squarederror,base_score=0.1",
                "objective=reg:squarederror,base_score=-1e30",
                "objective=reg:squarederror,base_score=1e-30",
                "objective=reg:linear",
                "objective=reg:squaredlogerror",
                "objective=reg:absoluteerror",
                "objective=reg:pseudohubererror",
                "objective=reg:quantileerror,quantile_alpha=0.7",
                "objective=rank:pairwise",
                "objective=rank:ndcg,base_score=0.2",
                "objective=rank:map",
            })
    void equalsNativePredictionsOfOtherSettings(String settings) throws Exception {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String setting : settings.split(",")) {
            parameters.put(setting.split("=")[0], setting.split("=")[1]);
        }
        Booster booster = trained(4, parameters);
        try {
            for (String format : List.of("json", "ubj")) {
                Path file = folder.resolve("model." + format);
                Files.write(file, booster.toByteArray(format));
                assertParity(booster, ModelFiles.read(file), FEATURES, FEWER_ROWS, 1);
            }
        } finally {
            booster.dispose();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a1", "b1", "c1"})
    void equalsNativePredictionsAtPaperScale(String set) throws Exception {
        Path file = SharedData.require("paper-scale/" + set + "/model.json");
        Booster booster = loaded(Files.readAllBytes(file));
        try {
            Path ubjson = folder.resolve("model.ubj");
            Files.write(ubjson, booster.toByteArray("ubj"));
            assertParity(booster, ModelFiles.read(file), 90, ROWS, 5);
            assertParity(booster, ModelFiles.read(ubjson), 90, ROWS, 6);
        } finally {
            booster.dispose();
        }
    }

    @Test
    void readsBaseScoreInEveryForm() throws Exception {
        Booster booster = trained(3, Map.of("base_score", 0.73));
        try {
            String json = new String(booster.toByteArray("json"), StandardCharsets.UTF_8);
            String written = "\"base_score\":\"7.3E-1\"";
            assertThat(json).contains(written);
            for (String form : List.of("7.3E-1", "[7.3E-1]", "0.73", "[0.73]", "73e-2", "0.730000000000")) {
                Path file = folder.resolve("form.json");
                Files.writeString(file, json.replace(written, "\"base_score\":\"" + form + "\""));
                assertParity(booster, ModelFiles.read(file), FEATURES, FEWER_ROWS, 2);
            }
        } finally {
            booster.dispose();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void writtenFilesAreLoadedByXgboostAndPredictTheSame(int depth) throws Exception {
        Booster booster = trained(depth, Map.of("gamma", 0.05));
        try {
            Path file = folder.resolve("model.json");
            Files.write(file, booster.toByteArray("json"));
            Predictor predictor = ModelFiles.read(file)
                    .withFeatures(Stream.iterate(0, i -> i + 1)
                            .limit(FEATURES)
                            .map(i -> "key::a=" + i + "|\"[<ü")
                            .toList())
                    .withOrigin(new Origin(OptionalInt.of(70), Collections.nCopies(FEATURES, new Interval(0, 0.5))));
            Path again = folder.resolve("again.json");
            ModelFiles.write(predictor, again);
            Booster reloaded = loaded(Files.readAllBytes(again));
            try {
                assertThat(reloaded.getFeatureNames()).containsExactlyElementsOf(predictor.features());
                assertParity(reloaded, predictor, FEATURES, FEWER_ROWS, depth);
                assertParity(booster, ModelFiles.read(again), FEATURES, FEWER_ROWS, depth);
                // What it was learned on survives XGBoost's own loading and saving, in either encoding.
                for (String format : List.of("json", "ubj")) {
                    Path saved = Files.write(folder.resolve("saved"), reloaded.toByteArray(format));
                    assertThat(ModelFiles.read(saved).origin()).isEqualTo(predictor.origin());
                }
            } finally {
                reloaded.dispose();
            }
        } finally {
            booster.dispose();
        }
    }

    private static Booster loaded(byte[] model) throws Exception {
        Booster booster = XGBoost.loadModel(model);
        booster.setParam("nthread", 1);
        return booster;
    }

    /** A model of counts with interactions and noise, some of them missing. */
    private static Booster trained(int depth, Map<String, Object> more) throws XGBoostError {
        SplittableRandom random = new SplittableRandom(depth);
        int rows = 600;
        float[] cells = new float[rows * FEATURES];
        float[] labels = new float[rows];
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < FEATURES; j++) {
                float value = j % 3 == 0 ? (float) random.nextDouble() : random.nextInt(0, 500);
                sum += Math.sin(value * (j + 1)) + (j > 0 && cells[i * FEATURES + j - 1] > 100 ? 0.5 : 0);
                cells[i * FEATURES + j] = random.nextInt(10) == 0 ? Float.NaN : value;
            }
            labels[i] = (float) Math.abs(0.7 + 0.05 * sum + 0.02 * random.nextDouble());
        }
        DMatrix data = new DMatrix(cells, rows, FEATURES, Float.NaN);
        try {
            if (more.getOrDefault("objective", "").toString().startsWith("rank:")) {
                for (int i = 0; i < rows; i++) {
                    labels[i] = labels[i] > 0.7 ? 1 : 0;
                }
                data.setGroup(new int[] {rows / 2, rows / 2});
            }
            data.setLabel(labels);
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("objective", "reg:squarederror");
            parameters.put("max_depth", depth);
            parameters.put("eta", 0.3);
            parameters.put("nthread", 1);
            parameters.put("verbosity", 0);
            parameters.putAll(more);
            Booster booster = XGBoost.train(data, parameters, 40, Map.of(), null, null);
            booster.setParam("nthread", 1);
            return booster;
        } finally {
            data.dispose();
        }
    }

    private static void assertParity(Booster booster, Predictor predictor, int width, int count, long seed)
            throws Exception {
        float[][] rows = rows((TreeEnsemble) predictor.surrogate(), width, count, new SplittableRandom(seed));
        float[] cells = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, cells, i * width, width);
        }
        DMatrix data = new DMatrix(cells, rows.length, width, Float.NaN);
        float[][] predicted = booster.predict(data);
        data.dispose();
        float[][] inPlace = booster.inplace_predict(cells, rows.length, width, Float.NaN);
        TreeEnsemble trees = (TreeEnsemble) predictor.surrogate();
        double[] finite = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
            finite[i] = Float.isNaN(cells[i]) ? 0 : cells[i];
        }
        float[] batch = trees.predictorValues(finite, 1);
        int different = 0;
        for (int i = 0; i < rows.length; i++) {
            double[] z = new double[width];
            boolean missing = false;
            for (int j = 0; j < width; j++) {
                z[j] = rows[i][j];
                missing |= Double.isNaN(z[j]);
            }
            int ours = Float.floatToRawIntBits((float) trees.predictorValue(z));
            boolean same = ours == Float.floatToRawIntBits(predicted[i][0])
                    && ours == Float.floatToRawIntBits(inPlace[i][0])
                    && (missing || ours == Float.floatToRawIntBits(batch[i]));
            different += same ? 0 : 1;
        }
        assertThat(different).as("rows of %d that differ", rows.length).isZero();
    }

    /** Random rows, and rows made of thresholds and their neighbours; each with and without missing values. */
    private static float[][] rows(TreeEnsemble trees, int width, int count, SplittableRandom random) {
        List<TreeSet<Float>> special = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            special.add(new TreeSet<>(List.of(0f, -1f, 1e9f)));
        }
        for (int node = 0; node < trees.nodeCount(); node++) {
            float t = (float) trees.threshold(node);
            special.get(trees.feature(node)).addAll(List.of(t, Math.nextUp(t), Math.nextDown(t)));
        }
        float[][] values = new float[width][];
        for (int j = 0; j < width; j++) {
            Float[] boxed = special.get(j).toArray(Float[]::new);
            values[j] = new float[boxed.length];
            for (int i = 0; i < boxed.length; i++) {
                values[j][i] = boxed[i];
            }
        }
        float[][] rows = new float[count][width];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                float at = values[j][random.nextInt(values[j].length)];
                rows[i][j] = i % 2 == 0 ? at : (float) (random.nextDouble() * 600);
                if (i % 4 < 2 && random.nextInt(10) == 0) {
                    rows[i][j] = Float.NaN;
                }
            }
        }
        return rows;
    }

    @Test
    void jsonAndUbjsonAreTheSameDocument() throws Exception {
        Booster booster = trained(5, Map.of());
        try {
            JsonNode json = Documents.parse(booster.toByteArray("json"));
            JsonNode ubjson = Documents.parse(booster.toByteArray("ubj"));
            assertSame(json, ubjson, "");
        } finally {
            booster.dispose();
        }
    }

    private static void assertSame(JsonNode a, JsonNode b, String place) {
        if (a.isNumber()) {
            assertThat((float) a.doubleValue()).as(place).isEqualTo((float) b.doubleValue());
        } else if (a.isContainerNode()) {
            assertThat(a.size()).as(place).isEqualTo(b.size());
            a.fieldNames().forEachRemaining(field -> assertSame(a.get(field), b.get(field), place + "." + field));
            for (int i = 0; a.isArray() && i < a.size(); i++) {
                assertSame(a.get(i), b.get(i), place + "[" + i + "]");
            }
        } else {
            assertThat(a).as(place).isEqualTo(b);
        }
    }
}
