package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.allot.core.testing.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every solver on a problem of the paper's size, checked from outside: tags are counted from the routing file and scored by XGBoost itself.
 */
class PaperScaleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"random", "top-gain", "greedy", "local-search", "simulated-annealing", "cp-sat"})
    void theObjectiveIsTheModelsOwnPredictionOfTheRoutingFile(String solver) throws IOException, XGBoostError {
        Path problem = SharedData.require("paper-scale/a1");
        Path routing = folder.resolve("routing.jsonl");
        Path result = folder.resolve("result.json");
        Invocation.of(
                        "solve",
                        "--instances",
                        problem.resolve("instances.jsonl.gz").toString(),
                        "--model",
                        problem.resolve("model.json").toString(),
                        "--features",
                        problem.resolve("features.txt").toString(),
                        "--budget-share",
                        "0.25",
                        "--solver",
                        solver,
                        "--evaluations",
                        "2000",
                        "--out",
                        routing.toString(),
                        "--json",
                        result.toString())
                .succeeded();
        JsonNode json = JSON.readTree(result.toFile());
        double[] counts = count(problem, routing);
        assertThat(json.get("objective").asDouble()).isCloseTo(predict(problem, counts), within(1e-6));
        assertThat(json.get("bound").asDouble())
                .isGreaterThanOrEqualTo(json.get("objective").asDouble());
        assertThat(json.get("cost").asDouble()).isLessThanOrEqualTo(1750);
    }

    /** Sums of the tags of what humans label; checks that every instance is there once, in order. */
    private static double[] count(Path problem, Path routing) throws IOException {
        List<String> features = Files.readAllLines(problem.resolve("features.txt"));
        double[] counts = new double[features.size()];
        List<String> routed = Files.readAllLines(routing);
        Set<String> seen = new HashSet<>();
        List<JsonNode> instances = instances(problem.resolve("instances.jsonl.gz"));
        assertThat(routed).hasSameSizeAs(instances);
        int humans = 0;
        for (int i = 0; i < instances.size(); i++) {
            JsonNode line = JSON.readTree(routed.get(i));
            String id = line.get("id").asText();
            assertThat(id).isEqualTo(instances.get(i).get("id").asText());
            assertThat(seen.add(id)).isTrue();
            if (line.get("source").asText().equals("human")) {
                humans++;
                instances.get(i).get("tags").forEach(tag -> counts[features.indexOf(tag.asText())]++);
            }
        }
        assertThat(humans).isLessThanOrEqualTo(1750);
        return counts;
    }

    private static List<JsonNode> instances(Path file) throws IOException {
        List<JsonNode> instances = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                instances.add(JSON.readTree(line));
            }
        }
        return instances;
    }

    private static double predict(Path problem, double[] counts) throws XGBoostError {
        float[] row = new float[counts.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) counts[i];
        }
        Booster booster = XGBoost.loadModel(problem.resolve("model.json").toString());
        DMatrix matrix = new DMatrix(row, 1, row.length, Float.NaN);
        try {
            return booster.predict(matrix)[0][0];
        } finally {
            matrix.dispose();
            booster.dispose();
        }
    }
}
