package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.allot.core.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolveProblemTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PROBLEM = """
            {"format": "allot-problem", "version": 1, "name": "two", "bestKnown": 9,
             "variables": [{"name": "x", "upper": 4}, {"name": "y", "upper": 4}],
             "aggregates": [{"name": "sum", "terms": {"x": 1, "y": 1}}],
             "constraints": [{"name": "cap", "upper": 5, "terms": {"x": 1, "y": 1}}],
             "objective": {"sense": "maximise", "constant": -1, "terms": {"x": 1},
                           "surrogate": {"type": "quadratic", "weights": {"sum": 2}, "products": []}}}
            """;

    @TempDir
    Path folder;

    private SmallSet files;

    @BeforeEach
    void writeFiles() {
        files = new SmallSet(folder);
        files.write("p.json", PROBLEM);
    }

    private Invocation solve(String... more) {
        List<String> args = new ArrayList<>(List.of("solve", "--solver", "exhaustive"));
        args.addAll(List.of(more));
        return Invocation.of(args);
    }

    private JsonNode result(String name) throws IOException {
        return JSON.readTree(files.read(name));
    }

    @Test
    void theResultIsInTheTermsOfTheProblem() throws IOException {
        Invocation run = solve("--problem", files.path("p.json"), "--json", files.path("r.json"))
                .succeeded();
        JsonNode result = result("r.json");
        assertThat(result.get("problem").asText()).isEqualTo("two");
        assertThat(result.get("sense").asText()).isEqualTo("maximise");
        assertThat(result.get("termination").asText()).isEqualTo("OPTIMAL");
        // 2 * 5 + 4 - 1
        assertThat(result.get("objective").asDouble()).isEqualTo(13);
        assertThat(result.get("gap").asDouble()).isZero();
        assertThat(result.get("values")).isEqualTo(JSON.readTree("{\"x\": 4.0, \"y\": 1.0}"));
        assertThat(run.out()).contains("objective    13", "best known   9");
    }

    @Test
    void aProblemNeedsNoConstraints() throws IOException {
        files.write("b.json", PROBLEM.replaceFirst("\"constraints\".*\n", ""));
        solve("--problem", files.path("b.json"), "--json", files.path("r.json")).succeeded();
        // 2 * 8 + 4 - 1
        assertThat(result("r.json").get("objective").asDouble()).isEqualTo(19);
    }

    @Test
    void whatIsMinimisedIsReportedAsStated() throws IOException {
        files.write("m.json", PROBLEM.replace("maximise", "minimise").replace("\"upper\": 5", "\"lower\": 3"));
        solve("--problem", files.path("m.json"), "--json", files.path("r.json")).succeeded();
        JsonNode result = result("r.json");
        // 2 * 3 + 0 - 1, all of it in y
        assertThat(result.get("objective").asDouble()).isEqualTo(5);
        assertThat(result.get("bound").asDouble()).isEqualTo(5);
        assertThat(result.get("values")).isEqualTo(JSON.readTree("{\"y\": 3.0}"));
        JsonNode trace = result.get("trace");
        assertThat(trace.get(0).get("objective").asDouble())
                .isGreaterThanOrEqualTo(
                        trace.get(trace.size() - 1).get("objective").asDouble());
        for (JsonNode point : trace) {
            assertThat(point.get("bound").asDouble()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void aSolutionIsWrittenAndStartsAnotherRun() {
        solve("--problem", files.path("p.json"), "--out", files.path("s.jsonl")).succeeded();
        assertThat(files.file("s.jsonl"))
                .hasContent("{\"variable\":\"x\",\"value\":4.0}\n{\"variable\":\"y\",\"value\":1.0}\n");
        Invocation again = Invocation.of(
                "solve",
                "--problem",
                files.path("p.json"),
                "--solver",
                "random",
                "--evaluations",
                "1",
                "--warm-start",
                files.path("s.jsonl"));
        assertThat(again.succeeded().out()).contains("objective    13");
        files.write("s.jsonl", "{\"variable\":\"x\",\"value\":4}\n");
        solve("--problem", files.path("p.json"), "--warm-start", files.path("s.jsonl"))
                .failed(ExitCodes.BAD_INPUT, "s.jsonl: has no value for 1 of 2 variables; the first is 'y'");
    }

    @Test
    void aRoutingStartsAnotherRun() {
        Invocation.of(files.with("--solver", "exhaustive", "--budget", "3", "--out", files.path("r.jsonl")))
                .succeeded();
        Invocation best = Invocation.of(files.with("--solver", "exhaustive", "--budget", "3"));
        Invocation again =
                Invocation.of(files.with("--evaluations", "1", "--budget", "3", "--warm-start", files.path("r.jsonl")));
        assertThat(objective(again)).isEqualTo(objective(best));
    }

    private static String objective(Invocation run) {
        return run.succeeded()
                .out()
                .lines()
                .filter(line -> line.startsWith("objective"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void constraintsThatCollideAreNamed() {
        files.write(
                "c.json",
                PROBLEM.replace(
                        "}],\n \"objective\"",
                        "},\n {\"name\": \"floor\", \"lower\": 6, \"terms\": {\"x\": 1, \"y\": 1}},"
                                + "{\"name\": \"idle\", \"lower\": 0, \"terms\": {\"x\": 1}}],\n \"objective\""));
        solve("--problem", files.path("c.json"))
                .failed(ExitCodes.INFEASIBLE, "these cannot hold together: 'cap' (<= 5); 'floor' (>= 6)");
    }

    @Test
    void onlyIntegralityInTheWayIsProvenBySolvers() {
        files.write(
                "i.json",
                PROBLEM.replace(
                        "\"upper\": 5, \"terms\": {\"x\": 1, \"y\": 1}",
                        "\"lower\": 3, \"upper\": 3, \"terms\": {\"x\": 2, \"y\": 2}"));
        solve("--problem", files.path("i.json"))
                .failed(ExitCodes.INFEASIBLE, "no point keeps all constraints", "proved it");
    }

    @Test
    void oneOfSeveralProblemsIsChosenByItsIndex() throws IOException {
        files.write("g.txt", "2\n2 2\n1 2\n3 4\n5 6\n7 8\n9 10\n 1 1 7 1 1");
        solve("--problem", files.path("g.txt"), "--format", "gap")
                .failed(ExitCodes.BAD_INPUT, "g.txt: holds 2 problems; choose one with --index");
        solve("--problem", files.path("g.txt"), "--format", "gap", "--index", "3")
                .failed(ExitCodes.BAD_INPUT, "g.txt: has no problem 3; it holds 2");
        String[] first = {
            "--problem", files.path("g.txt"), "--format", "gap", "--index", "1", "--json", files.path("r.json")
        };
        solve(first).succeeded();
        assertThat(result("r.json").get("objective").asDouble()).isEqualTo(5);
        List<String> least = new ArrayList<>(List.of(first));
        least.addAll(List.of("--sense", "minimise"));
        solve(least.toArray(String[]::new)).succeeded();
        assertThat(result("r.json").get("sense").asText()).isEqualTo("minimise");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        String problem = files.path("p.json");
        solve("--problem", problem, "--budget", "3").failed(ExitCodes.BAD_INPUT, "--budget is for --instances");
        solve("--problem", problem, "--instances", files.path("instances.jsonl"))
                .failed(ExitCodes.BAD_INPUT, "--instances and --problem cannot both be given");
        solve("--problem", problem, "--cap", "human=1").failed(ExitCodes.BAD_INPUT, "--cap is for --instances");
        solve("--problem", problem, "--format", "xml")
                .failed(ExitCodes.BAD_INPUT, "there is no format 'xml' of problems; there are json, mknap, gap");
        solve("--problem", problem, "--sense", "minimise").failed(ExitCodes.BAD_INPUT, "--sense is for --format gap");
        solve().failed(ExitCodes.BAD_INPUT, "--instances with --model is missing, or --problem");
        solve("--instances", files.path("instances.jsonl")).failed(ExitCodes.BAD_INPUT, "--model is missing");
        solve("--instances", files.path("instances.jsonl"), "--model", files.path("model.json"))
                .failed(ExitCodes.BAD_INPUT, "--budget or --budget-share is missing");
        solve("--instances", files.path("instances.jsonl"), "--model", files.path("model.json"), "--index", "1")
                .failed(ExitCodes.BAD_INPUT, "--index is for --problem");
        solve("--problem", files.path("none.json")).failed(ExitCodes.BAD_INPUT, "none.json: no such file");
    }

    @Test
    void aPublishedAssignmentProblemIsProvenOptimal() throws IOException {
        Path gap = SharedData.require("or-library/gap1.txt");
        Invocation.of(
                        "solve",
                        "--problem",
                        gap.toString(),
                        "--format",
                        "gap",
                        "--index",
                        "1",
                        "--solver",
                        "cp-sat",
                        "--json",
                        files.path("r.json"))
                .succeeded();
        assertThat(result("r.json").get("objective").asDouble()).isEqualTo(336);
        assertThat(result("r.json").get("termination").asText()).isEqualTo("OPTIMAL");
    }
}
