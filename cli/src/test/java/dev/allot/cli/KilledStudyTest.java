package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.datasets.jsonl.PreferenceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study's process that is killed without a warning, at several moments, and started again. */
class KilledStudyTest {
    private static final int MIXES = 30;
    private static final int REPLICATES = 5;

    @TempDir
    Path folder;

    private List<String> arguments;

    @BeforeEach
    void prepare() throws IOException {
        Path pairs = folder.resolve("pairs.jsonl");
        PreferenceFile.write(pairs, new PreferenceGenerator(GeneratorSettings.of(200, 4)).set("pairs"));
        Path script = folder.resolve("evaluate.sh");
        // Says what it evaluated once it is done: the seed and the sources, as a checksum.
        Files.writeString(script, """
                sleep 0.05
                echo "$ALLOT_SEED $(cut -d'"' -f8 "$1" | cksum)" >> '%s'
                echo "{\\"score\\": 0.$((5000 + $(grep -c human "$1")))}"
                """.formatted(folder.resolve("done")));
        arguments = List.of(
                "study",
                "--instances",
                pairs.toString(),
                "--dir",
                folder.resolve("study").toString(),
                "--evaluator",
                "sh '" + script + "'",
                "--evaluations",
                String.valueOf(MIXES),
                "--initial",
                "15",
                "--batch",
                "5",
                "--replicates",
                String.valueOf(REPLICATES),
                "--budget-share",
                "0.5",
                "--families",
                "bayesian",
                "--solvers",
                "greedy",
                "--solver",
                "greedy");
    }

    private long evaluated() throws IOException {
        Path log = folder.resolve("study/study.jsonl");
        if (!Files.exists(log)) {
            return 0;
        }
        return Files.readString(log)
                .lines()
                .filter(line -> line.contains("\"event\":\"evaluated\"") && line.endsWith("}"))
                .count();
    }

    /** Starts the study and kills it once so many evaluations are done in all. */
    private void killAfter(int evaluations) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            while (process.isAlive() && evaluated() < evaluations) {
                Thread.sleep(5);
            }
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("output")))
                    .isTrue();
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void losesNoFinishedEvaluationAndRepeatsNone() throws IOException, InterruptedException {
        int[] moments = {1, 9, 16, 33};
        for (int moment : moments) {
            killAfter(moment);
        }
        Invocation.of(arguments).succeeded();
        List<String> runs = Files.readAllLines(folder.resolve("done"));
        // An evaluation that was under way when the process died may have finished unheard.
        assertThat(runs.size() - evaluated()).isBetween(0L, (long) moments.length);
        assertThat(runs.stream().distinct().count()).isGreaterThanOrEqualTo(runs.size() - moments.length);
        List<String> mixes = Files.readAllLines(folder.resolve("study/study.jsonl")).stream()
                .filter(line -> line.contains("\"event\":\"evaluated\""))
                .map(line -> line.replaceAll(".*\"mix\":\"([-0-9a-f]+)\".*", "$1"))
                .toList();
        assertThat(mixes).doesNotHaveDuplicates();
        assertThat(mixes.stream().filter(mix -> mix.endsWith("-2"))).hasSize(REPLICATES);
        assertThat(mixes.size()).isGreaterThan(MIXES);
    }
}
