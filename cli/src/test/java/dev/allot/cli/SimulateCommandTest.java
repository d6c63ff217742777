package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private String truth;

    @BeforeEach
    void generate() {
        truth = folder.resolve("truth.jsonl").toString();
        String pairs = folder.resolve("pairs.jsonl").toString();
        Invocation.of("generate", "--size", "400", "--out", pairs, "--truth", truth, "--mechanism", "sparse")
                .succeeded();
    }

    private String routing(String source) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(truth));
        Path file = folder.resolve("all-" + source + ".jsonl");
        Files.writeString(
                file,
                lines.stream()
                        .skip(1)
                        .map(line -> line.replaceAll("\"gain\":.*", "\"source\":\"" + source + "\"}"))
                        .collect(Collectors.joining("\n", "", "\n")));
        return file.toString();
    }

    private JsonNode simulate(String... more) throws IOException {
        String[] all = new String[more.length + 3];
        all[0] = "simulate";
        all[1] = "--truth";
        all[2] = truth;
        System.arraycopy(more, 0, all, 3, more.length);
        return JSON.readTree(Invocation.of(all).succeeded().out());
    }

    @Test
    void measuresTheSameRoutingTheSameAndRevealsTheTruth() throws IOException {
        String human = routing("human");
        double first = simulate(human).get("score").doubleValue();
        assertThat(simulate(human).get("score").doubleValue()).isEqualTo(first);
        assertThat(simulate("--seed", "2", human).get("score").doubleValue()).isNotEqualTo(first);
        double again = simulate("--noise", "3", human).get("score").doubleValue();
        assertThat(again).isNotEqualTo(first);
        assertThat(simulate("--noise", "3", human).get("score").doubleValue()).isEqualTo(again);
        assertThat(simulate("--noise", "0", human).get("score").doubleValue()).isEqualTo(first);
        JsonNode revealed = simulate("--reveal", "0.5", human);
        assertThat(Math.abs(first - revealed.get("score").doubleValue())).isBetween(1e-9, 0.03);
        assertThat(revealed.get("oracle").doubleValue())
                .isGreaterThan(revealed.get("random").doubleValue());
        assertThat(simulate("--reveal", "1", human).get("realised").doubleValue())
                .isLessThan(1e-9);
    }

    @Test
    void whatCannotBeIsOneLine() {
        Invocation.of("simulate", "--truth", folder.resolve("nowhere").toString(), truth)
                .failed(ExitCodes.BAD_INPUT, "nowhere");
        Invocation.of("simulate", "--truth", truth, truth).failed(ExitCodes.BAD_INPUT, "truth.jsonl");
        String out = folder.resolve("p.jsonl").toString();
        Invocation.of("generate", "--size", "5", "--out", out, "--mechanism", "dense")
                .failed(ExitCodes.BAD_INPUT, "--mechanism", "--truth");
        Invocation.of("generate", "--size", "5", "--out", out, "--truth", truth, "--mechanism", "x")
                .failed(ExitCodes.BAD_INPUT, "--mechanism", "'x'", "heavy-tailed");
    }
}
