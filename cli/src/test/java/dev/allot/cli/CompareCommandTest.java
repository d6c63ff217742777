package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    Path folder;

    private SmallSet files;

    @BeforeEach
    void writeFiles() {
        files = new SmallSet(folder);
    }

    private Invocation compare(String... more) {
        List<String> args =
                new ArrayList<>(List.of("compare", "--seeds", "2", "--evaluations", "50", "--dir", files.path("c")));
        args.addAll(List.of(more));
        return Invocation.of(args);
    }

    private String[] routing(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--instances",
                files.path("instances.jsonl"),
                "--model",
                files.path("model.json"),
                "--solvers",
                "greedy,random"));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    @Test
    void everyShareIsAProblemAndNothingIsRepeated() throws IOException {
        Invocation run = compare(routing("--budget-share", "0.3,0.6")).succeeded();
        assertThat(run.out()).contains("instances 30%", "instances 60%", "greedy", "random", "report: ");
        List<String> log = Files.readAllLines(files.file("c/comparison.jsonl"));
        assertThat(log).hasSize(8);
        JsonNode summary = new ObjectMapper().readTree(files.read("c/summary.json"));
        assertThat(summary.get("cells").size()).isEqualTo(4);
        assertThat(summary.at("/cells/0/objective/median").isNumber()).isTrue();
        assertThat(files.read("c/report.html")).contains("Allot comparison");

        assertThat(compare(routing("--budget-share", "0.3,0.6")).succeeded().out())
                .isEqualTo(run.out());
        assertThat(Files.readAllLines(files.file("c/comparison.jsonl"))).isEqualTo(log);
        compare(routing("--budget-share", "0.3,0.6,0.9")).succeeded();
        assertThat(Files.readAllLines(files.file("c/comparison.jsonl"))).hasSize(12);
    }

    @Test
    void severalProblemsOfAFileAreCompared() {
        files.write("g.txt", "2\n2 2\n1 2\n3 4\n5 6\n7 8\n9 10\n 1 1 7 1 1");
        Invocation run = compare(
                        "--problem", files.path("g.txt"), "--format", "gap", "--solvers", "exhaustive,top-gain")
                .succeeded();
        assertThat(run.out()).contains("g.txt#1", "g.txt#2", "exhaustive", "2/2");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        compare(routing("--solvers", "greedy,greedy"))
                .failed(ExitCodes.BAD_INPUT, "the solver 'greedy' is named twice");
        compare(routing("--solvers", "gredy")).failed(ExitCodes.BAD_INPUT, "there is no solver 'gredy'");
        compare("--problem", files.path("p.json"), "--budget-share", "0.5")
                .failed(ExitCodes.BAD_INPUT, "--budget-share is for --instances");
        compare().failed(ExitCodes.BAD_INPUT, "--instances with --model is missing, or --problem");
        compare(routing("--budget-share", "0.5", "--floor", "human=8"))
                .failed(ExitCodes.INFEASIBLE, "these cannot hold together", "a budget of");
        files.write("c/comparison.jsonl", "nonsense\n");
        compare(routing()).failed(ExitCodes.BAD_INPUT, "comparison.jsonl:1:");
    }
}
