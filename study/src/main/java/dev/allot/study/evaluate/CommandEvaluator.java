package dev.allot.study.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.allot.core.routing.Routing;
import dev.allot.datasets.jsonl.RoutingFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the user's, run once for each evaluation with the path of a routing file appended and a seed in its environment ({@value
 * #SEED}). The last line of its standard output is {@code
 * {"score": 0.7431}}. A non-zero exit, no such line, a score that is not finite, or running past the time-out fails the evaluation; the
 * command and all it started are then killed.
 */
public final class CommandEvaluator implements Evaluator {
    /** The environment's variable that holds the seed. */
    public static final String SEED = "ALLOT_SEED";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final String command;
    private final List<String> ids;
    private final Path folder;
    private final Duration timeout;

    /**
     * An evaluator that calls {@code command} through the shell.
     *
     * @param command a shell command line; the routing file's path is appended, quoted
     * @param ids the instances' ids, in the order of the routing
     * @param folder where routing files and outputs are kept while a command runs
     * @param timeout after which a run has failed
     */
    public CommandEvaluator(String command, List<String> ids, Path folder, Duration timeout) {
        this.command = command;
        this.ids = List.copyOf(ids);
        this.folder = folder;
        this.timeout = timeout;
    }

    @Override
    public double evaluate(Routing mix, int seed) {
        try {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, "mix-", ".jsonl");
            Path output = Files.createTempFile(folder, "output-", ".txt");
            try {
                RoutingFile.write(file, ids, mix);
                run(file, output, seed);
                return score(lastLine(output));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run the evaluator: " + e.getMessage(), e);
        }
    }

    private void run(Path file, Path output, int seed) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/sh", "-c", command + " \"$0\"", file.toAbsolutePath().toString());
        builder.environment().put(SEED, Integer.toString(seed));
        Process process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
                throw new EvaluationFailedException(
                        "the evaluator ran past its time-out of " + timeout.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new EvaluationFailedException("interrupted");
        }
        if (process.exitValue() != 0) {
            throw new EvaluationFailedException("the evaluator exited with code " + process.exitValue());
        }
    }

    private static void kill(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (ProcessHandle handle : all) {
            try {
                handle.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (Exception stillAlive) {
                handle.destroyForcibly();
            }
        }
    }

    private static String lastLine(Path output) throws IOException {
        String last = "";
        // Whatever else the command prints may be in any encoding.
        try (BufferedReader reader = Files.newBufferedReader(output, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    last = line;
                }
            }
        }
        return last.strip();
    }

    private static double score(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw noScore(line);
        }
        JsonNode score = node == null ? null : node.get("score");
        if (score == null || !score.isNumber()) {
            throw noScore(line);
        }
        if (!Double.isFinite(score.doubleValue())) {
            throw new EvaluationFailedException("the evaluator's score is " + score.asText() + ", which is not finite");
        }
        return score.doubleValue();
    }

    private static EvaluationFailedException noScore(String line) {
        String shown = line.length() > 80 ? line.substring(0, 80) + "..." : line;
        return new EvaluationFailedException(
                "the evaluator's last line of output is '" + shown + "', not {\"score\": <number>}");
    }
}
