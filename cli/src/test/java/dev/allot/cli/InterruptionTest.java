package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.datasets.jsonl.PreferenceFile;
import dev.allot.predictor.ModelFiles;
import dev.allot.predictor.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own that is told to end in the middle of a search, as Ctrl-C does. */
class InterruptionTest {
    @TempDir
    Path folder;

    private Process startLongSolve() throws IOException {
        Path pairs = folder.resolve("pairs.jsonl");
        PreferenceFile.write(pairs, new PreferenceGenerator(GeneratorSettings.of(2000, 1)).set("pairs"));
        List<String> names = PreferenceGenerator.features().names();
        double[] weights = new double[names.size()];
        Arrays.setAll(weights, i -> (i * 37 % 11 - 5.5) * 1e-4);
        Path model = folder.resolve("model.json");
        ModelFiles.write(new Predictor("linear", names, new LinearSurrogate(0.5, weights)), model);
        String java = ProcessHandle.current().info().command().orElse("java");
        return new ProcessBuilder(
                        java,
                        "-Xmx512m",
                        // The progress bar tells that the search has begun.
                        "-Dallot.terminal=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "solve",
                        "--instances",
                        pairs.toString(),
                        "--model",
                        model.toString(),
                        "--budget-share",
                        "0.5",
                        "--solver",
                        "simulated-annealing",
                        "--time-limit",
                        "10m",
                        "--out",
                        folder.resolve("routing.jsonl").toString(),
                        "--json",
                        folder.resolve("result.json").toString())
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    @Test
    void theBestRoutingSoFarIsWritten() throws IOException, InterruptedException {
        Process process = startLongSolve();
        try {
            assertThat(process.getErrorStream().read()).isEqualTo('\r');
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        JsonNode result =
                new ObjectMapper().readTree(folder.resolve("result.json").toFile());
        assertThat(result.get("termination").asText()).isEqualTo("INTERRUPTED");
        assertThat(result.get("primal").asText()).isEqualTo("FEASIBLE_POINT");
        assertThat(Files.readAllLines(folder.resolve("routing.jsonl"))).hasSize(2000);
    }
}
