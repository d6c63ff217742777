package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.datasets.jsonl.PreferenceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskAndTellTest {
    @TempDir
    Path folder;

    private String pairs;
    private String dir;

    @BeforeEach
    void writePairs() {
        Path file = folder.resolve("pairs.jsonl");
        PreferenceFile.write(file, new PreferenceGenerator(GeneratorSettings.of(150, 3)).set("pairs"));
        pairs = file.toString();
        dir = folder.resolve("study").toString();
    }

    private List<String> ask(String... more) {
        List<String> args = new ArrayList<>(List.of("study", "ask", "--instances", pairs, "--dir", dir));
        args.addAll(Arrays.asList(more));
        Invocation run =
                Invocation.of(Main.canonical(args.toArray(String[]::new))).succeeded();
        return run.out()
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    private Invocation tell(String... more) {
        List<String> args = new ArrayList<>(List.of("study", "tell", "--dir", dir));
        args.addAll(Arrays.asList(more));
        return Invocation.of(Main.canonical(args.toArray(String[]::new)));
    }

    private Path routing(String mix) {
        return Path.of(dir).resolve("mixes").resolve(mix + ".jsonl");
    }

    /** What somebody's training would say: the more humans, the better. */
    private String score(String mix) throws IOException {
        long humans = Files.readAllLines(routing(mix)).stream()
                .filter(line -> line.contains("human"))
                .count();
        return "0." + (5000 + humans);
    }

    @Test
    void scoresToldAreLearntFrom() throws IOException {
        List<String> first = ask("--count", "8");
        assertThat(first).hasSize(8).doesNotHaveDuplicates();
        assertThat(ask("--count", "8")).as("still awaited").isEqualTo(first);
        tell("--mix", first.get(0), "--score", score(first.get(0))).succeeded();
        List<String> second = ask("--count", "8");
        assertThat(second.subList(0, 7)).isEqualTo(first.subList(1, 8));
        assertThat(first).doesNotContain(second.get(7));
        List<String> lines = new ArrayList<>();
        for (String mix : second) {
            lines.add("{\"mix\":\"" + mix + "\",\"score\":" + score(mix) + "}");
        }
        for (String mix : ask("--count", "16").subList(8, 16)) {
            lines.add("{\"mix\":\"" + mix + "\",\"score\":" + score(mix) + "}");
        }
        Path scores = Files.write(folder.resolve("scores.jsonl"), lines);
        assertThat(tell("--scores", scores.toString()).succeeded().out()).contains("16 scores taken");

        Invocation run = Invocation.of(
                "study",
                "--instances",
                pairs,
                "--dir",
                dir,
                "--evaluator",
                "told",
                "--solvers",
                "greedy",
                "--solver",
                "greedy",
                "--families",
                "bayesian",
                "--budget-share",
                "0.5");
        assertThat(run.succeeded().out()).contains("17 mixes evaluated", "greedy");
        long humans = Files.readAllLines(Path.of(dir).resolve("routing-0.5.jsonl")).stream()
                .filter(line -> line.contains("human"))
                .count();
        assertThat(humans).isEqualTo(75);
    }

    @Test
    void someAreAskedForAgain() throws IOException {
        List<String> first = ask("--count", "6", "--replicates", "2");
        assertThat(first).allMatch(id -> !id.contains("-")).hasSize(6);
        for (String mix : first.subList(0, 5)) {
            tell("--mix", mix, "--score", score(mix)).succeeded();
        }
        List<String> second = ask("--count", "6", "--replicates", "2");
        assertThat(second.get(0)).isEqualTo(first.get(5));
        List<String> again = second.stream().filter(id -> id.endsWith("-2")).toList();
        assertThat(again).hasSize(2);
        assertThat(ask("--count", "6", "--replicates", "2")).isEqualTo(second);
        for (String id : again) {
            assertThat(first).contains(id.substring(0, id.length() - 2));
            assertThat(routing(id)).hasSameTextualContentAs(routing(id.substring(0, id.length() - 2)));
            tell("--mix", id, "--score", "0.75").succeeded();
            tell("--mix", id, "--score", "0.76").failed(ExitCodes.BAD_INPUT, "told before");
        }
        tell("--mix", first.get(0) + "-3", "--score", "1").failed(ExitCodes.BAD_INPUT, "never asked for");
        List<String> lines = new ArrayList<>();
        for (String mix : ask("--count", "8")) {
            lines.add("{\"mix\":\"" + mix + "\",\"score\":" + score(mix) + "}");
        }
        Path scores = Files.write(folder.resolve("scores.jsonl"), lines);
        tell("--scores", scores.toString()).succeeded();
        Invocation run = Invocation.of(
                "study",
                "--instances",
                pairs,
                "--dir",
                dir,
                "--evaluator",
                "told",
                "--solvers",
                "greedy",
                "--solver",
                "greedy");
        assertThat(run.succeeded().out())
                .contains("13 mixes evaluated and 2 of them again", "2 evaluations repeated one of 2 mixes");
    }

    @Test
    void whatCannotBeIsOneLine() {
        tell("--mix", "x", "--score", "1").failed(ExitCodes.BAD_INPUT, "holds no study");
        String mix = ask().get(0);
        tell("--mix", "x", "--score", "1").failed(ExitCodes.BAD_INPUT, "'x'", "never asked for");
        tell("--mix", mix).failed(ExitCodes.BAD_INPUT, "--score");
        tell("--mix", mix, "--score", "NaN").failed(ExitCodes.BAD_INPUT, "--score");
        tell("--mix", mix, "--score", "0.5").succeeded();
        tell("--mix", mix, "--score", "0.5").succeeded();
        tell("--mix", mix, "--score", "0.6").failed(ExitCodes.BAD_INPUT, "told before");
        Invocation.of("ask", "--instances", pairs, "--dir", dir, "--replicates", "2")
                .failed(ExitCodes.BAD_INPUT, "--replicates");
        Invocation.of("study", "--instances", pairs, "--dir", dir, "--evaluator", "told", "--replicates", "2")
                .failed(ExitCodes.BAD_INPUT, "--replicates", "allot ask");
        Invocation.of("study", "--instances", pairs, "--dir", dir, "--evaluator", "told")
                .failed(ExitCodes.FAILURE, "only 1 of 1");
        Invocation.of("study", "--instances", pairs, "--dir", dir, "--evaluator", "echo")
                .failed(ExitCodes.BAD_INPUT, "choose another folder");
    }
}
