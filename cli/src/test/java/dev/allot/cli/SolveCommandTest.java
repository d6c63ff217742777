package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SolveCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private SmallSet set;

    @BeforeEach
    void writeFiles() {
        set = new SmallSet(folder);
    }

    private Invocation solve(String... more) {
        return Invocation.of(set.solve(more));
    }

    @Test
    void warnsOfFeaturesThatTheModelNeverSaw() {
        set.write("model.json", SmallSet.MODEL.replace("[0.01,0.02,-0.005]", "[0.01,0.0,-0.005]"));
        Invocation solved = solve("--budget", "3");
        assertThat(solved.code()).isEqualTo(ExitCodes.DONE);
        assertThat(solved.error().lines())
                .containsExactly(
                        "allot: warning: the model says nothing of a feature that 3 of the 8 instances have: b (3)");
        solve("--budget", "3", "--quiet").succeeded();
    }

    /** Learned on a set twice as large: what routing one instance of eight adds is what two of sixteen added. */
    @Test
    void aModelOfALargerSetIsAskedAboutShares() throws IOException {
        double plain = objective();
        double shares = objective("--learned-on", "16");
        assertThat(shares - 0.5).isCloseTo(2 * (plain - 0.5), within(1e-12));
    }

    /** The same, said by the file itself; the option overrides it. */
    @Test
    void aModelSaysHowLargeItsSetWas() throws IOException {
        double plain = objective();
        set.write("model.json", withOrigin("[[0,4],[0,3],[0,5]]"));
        assertThat(objective() - 0.5).isCloseTo(2 * (plain - 0.5), within(1e-12));
        assertThat(objective("--learned-on", "8")).isEqualTo(plain);
        assertThat(solve("--budget", "3").succeeded().out())
                .contains("model        learned on a set of 16: shares of the set count");
        assertThat(solve("--budget", "3", "--learned-on", "8").succeeded().out())
                .doesNotContain("learned on");
    }

    private static String withOrigin(String ranges) {
        return SmallSet.MODEL.replace(
                ",\"intercept\"", ",\"origin\":{\"instances\":16,\"ranges\":" + ranges + "},\"intercept\"");
    }

    /** What never varied is known from the file, whatever weight the model gives it. */
    @Test
    void warnsOfFeaturesThatNeverVariedWhereTheModelWasLearned() {
        set.write("model.json", withOrigin("[[0,4],[2,2],[0,5]]"));
        assertThat(solve("--budget", "3").error().lines())
                .containsExactly(
                        "allot: warning: the model was learned where nothing varied in a feature that 3 of the 8 instances have: b (3)");
        set.write("model.json", withOrigin("[[0,4],[0,3],[0,5]]").replace("[0.01,0.02,-0.005]", "[0.01,0.0,-0.005]"));
        assertThat(solve("--budget", "3").error()).isEmpty();
    }

    /** The interval of what was chosen is wider for a set of which the model knows less. */
    @Test
    void saysWhereAMeasuredScoreIsExpected() throws IOException {
        Invocation.of(
                        "train",
                        "--table",
                        set.path("table.csv"),
                        "--target",
                        "score",
                        "--family",
                        "bayesian",
                        "--set-size",
                        "20",
                        "--out",
                        set.path("model.json"))
                .succeeded();
        JsonNode own = result();
        JsonNode other = result("--learned-on", "200");
        for (JsonNode result : List.of(own, other)) {
            assertThat(result.at("/interval/coverage").doubleValue()).isEqualTo(0.9);
            double low = result.at("/interval/low").doubleValue();
            double high = result.at("/interval/high").doubleValue();
            assertThat((low + high) / 2).isCloseTo(result.get("objective").doubleValue(), within(1e-9));
        }
        assertThat(width(other)).isGreaterThan(2 * width(own));
        assertThat(solve("--budget", "3").succeeded().out())
                .containsPattern("interval     0\\.\\d+ to 0\\.\\d+  \\(of 90 % of measured scores\\)")
                .contains("learned on a set of 20");
    }

    private static double width(JsonNode result) {
        return result.at("/interval/high").doubleValue()
                - result.at("/interval/low").doubleValue();
    }

    private JsonNode result(String... more) throws IOException {
        List<String> args = new ArrayList<>(set.with("--solver", "exhaustive", "--budget", "3", "--json", "-"));
        args.addAll(List.of(more));
        return JSON.readTree(Invocation.of(args).succeeded().out());
    }

    private double objective(String... more) throws IOException {
        return result(more).get("objective").doubleValue();
    }

    @Test
    void writesEveryInstanceOnceInInputOrderAndTheResult() throws IOException {
        Invocation run = solve("--budget", "3", "--out", set.path("r.jsonl"), "--json", set.path("r.json"))
                .succeeded();
        List<String> lines = Files.readAllLines(set.file("r.jsonl"));
        assertThat(lines).hasSize(8);
        int humans = 0;
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = JSON.readTree(lines.get(i));
            assertThat(line.get("id").asText()).isEqualTo("p" + (i + 1));
            assertThat(line.get("source").asText()).isIn("lm", "human");
            humans += line.get("source").asText().equals("human") ? 1 : 0;
        }
        JsonNode result = JSON.readTree(set.read("r.json"));
        assertThat(result.fieldNames())
                .toIterable()
                .containsExactly(
                        "solver",
                        "termination",
                        "primal",
                        "objective",
                        "bound",
                        "gap",
                        "cost",
                        "sources",
                        "evaluations",
                        "elapsedSeconds",
                        "seed",
                        "trace",
                        "provenance");
        assertThat(result.get("sources").get("human").asInt()).isEqualTo(humans);
        assertThat(result.get("cost").asDouble()).isLessThanOrEqualTo(3);
        assertThat(result.get("gap").asDouble())
                .isEqualTo(
                        result.get("bound").asDouble() - result.get("objective").asDouble());
        assertThat(result.get("primal").asText()).isEqualTo("FEASIBLE_POINT");
        assertThat(run.out()).contains("a budget of 3", "objective", "bound", "human " + humans);
    }

    @Test
    void theSameSeedGivesTheSameFiles() {
        solve("--budget-share", "0.5", "--seed", "7", "--out", set.path("1.jsonl"))
                .succeeded();
        solve("--budget-share", "0.5", "--seed", "7", "--out", set.path("2.jsonl"))
                .succeeded();
        assertThat(set.file("1.jsonl")).hasSameTextualContentAs(set.file("2.jsonl"));
    }

    @Test
    void routingToStandardOutputStandsAlone() {
        Invocation run = solve("--budget", "2", "--out", "-").succeeded();
        assertThat(run.out().lines()).hasSize(8).allMatch(line -> line.startsWith("{\"id\":\"p"));
    }

    @Test
    void resultToStandardOutputStandsAlone() throws IOException {
        Invocation run = solve("--budget", "2", "--json", "-").succeeded();
        assertThat(JSON.readTree(run.out()).get("solver").asText()).isEqualTo("random");
    }

    @Test
    void quietPrintsNothing() {
        assertThat(solve("--budget", "2", "--quiet").succeeded().out()).isEmpty();
    }

    @Test
    void keepsEveryKindOfConstraint() throws IOException {
        solve(
                        "--budget-share",
                        "1",
                        "--cap",
                        "human=4",
                        "--cap",
                        "human@g=1",
                        "--floor",
                        "human=2",
                        "--floor",
                        "human@h=1",
                        "--spend",
                        "human=5.5",
                        "--risk",
                        "lm=1.5",
                        "--json",
                        set.path("r.json"))
                .succeeded();
        JsonNode result = JSON.readTree(set.read("r.json"));
        assertThat(result.get("sources").get("human").asInt()).isBetween(2, 4);
        assertThat(result.get("cost").asDouble()).isBetween(2.5, 5.5);
    }

    @Test
    void routesToThreeSourcesWithAModelOfBothTheirFeatures() throws IOException {
        set.write(
                "model.json",
                SmallSet.MODEL
                        .replace(
                                "[\"a\",\"b\",\"c\"]",
                                "[\"crowd/a\",\"crowd/b\",\"crowd/c\",\"expert/a\",\"expert/b\",\"expert/c\"]")
                        .replace("[0.01,0.02,-0.005]", "[0.01,0.02,-0.005,0.02,0.03,0.04]"));
        solve("--budget", "6", "--sources", "lm:0,crowd:1,expert:3", "--json", set.path("r.json"))
                .succeeded();
        JsonNode sources = JSON.readTree(set.read("r.json")).get("sources");
        assertThat(sources.fieldNames()).toIterable().containsExactly("lm", "crowd", "expert");
    }

    @Test
    void featureNamesOfAFileGoBeforeTheModelsOwn() {
        set.write("model.json", SmallSet.MODEL.replace("[\"a\",\"b\",\"c\"]", "[\"f0\",\"f1\",\"f2\"]"));
        solve("--budget", "2").failed(ExitCodes.BAD_INPUT, "instances.jsonl:1", "'a'");
        solve("--budget", "2", "--features", set.path("names.txt")).succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "0.3s", "0.005m"})
    void endsInTime(String limit) {
        List<String> args = set.solve("--budget", "2", "--time-limit", limit);
        long start = System.nanoTime();
        Invocation.of(args).succeeded();
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @Test
    void aFullDiskIsAFailureThatSaysSo() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
        solve("--budget", "2", "--out", "/dev/full").failed(ExitCodes.FAILURE, "/dev/full", "No space left on device");
        solve("--budget", "2", "--json", "/dev/full").failed(ExitCodes.FAILURE, "/dev/full", "No space left on device");
    }

    @Test
    void aReadOnlyFolderIsAFailureThatSaysSo() {
        Path readOnly = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(readOnly), "there is no /proc here");
        solve("--budget", "2", "--out", "/proc/self/r.jsonl")
                .failed(ExitCodes.FAILURE, "--out: cannot write into /proc/");
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        solve("--budget", "2", "--out", set.path("out/r.jsonl"), "--json", set.path("out/r.json"))
                .succeeded();
        try (Stream<Path> files = Files.list(set.file("out"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("r.jsonl", "r.json");
        }
    }

    /** A lower confidence bound is maximised and proven, and is below the expected score of any routing. */
    @Test
    void aLowerConfidenceBoundIsSolvedToItsOptimum() throws IOException {
        double expected = trained("bayesian-model.json", "0", "exhaustive")
                .get("objective")
                .doubleValue();
        JsonNode exact = trained("bound.json", "2", "exhaustive");
        JsonNode proven = trained("bound.json", "2", "spatial-branch-and-bound");
        assertThat(exact.get("objective").doubleValue()).isLessThan(expected);
        assertThat(proven.get("objective").doubleValue())
                .isEqualTo(exact.get("objective").doubleValue());
        assertThat(proven.get("gap").doubleValue()).isBetween(0.0, 1e-9);
    }

    private JsonNode trained(String model, String kappa, String solver) throws IOException {
        Invocation.of(List.of(
                        "train",
                        "--table",
                        set.path("table.csv"),
                        "--target",
                        "score",
                        "--family",
                        "bayesian",
                        "--kappa",
                        kappa,
                        "--out",
                        set.path(model)))
                .succeeded();
        return JSON.readTree(Invocation.of(List.of(
                        "solve",
                        "--instances",
                        set.path("instances.jsonl"),
                        "--model",
                        set.path(model),
                        "--solver",
                        solver,
                        "--budget",
                        "3",
                        "--json",
                        "-"))
                .succeeded()
                .out());
    }

    /** Of features a, b and c the mixes reached 1 to 3, 1 to 2 and 0 to 2 by humans; without the limit more of b is routed. */
    @Test
    void aTrustRegionKeepsToWhatMixesReached() throws IOException {
        set.write("reached.csv", "score,c,a,b\n0.5,0,1,1\n0.6,2,3,2\n");
        assertThat(ofFeatureB()).isEqualTo(3);
        assertThat(ofFeatureB("--trust", set.path("reached.csv"))).isEqualTo(2);
        assertThat(ofFeatureB("--trust", set.path("reached.csv") + ":1.5")).isEqualTo(2);
        assertThat(ofFeatureB("--trust", set.path("reached.csv") + ":3")).isEqualTo(3);
        solve("--trust", set.path("reached.csv"), "--budget", "0")
                .failed(ExitCodes.INFEASIBLE, "by 'human'", "a budget of 0");
        solve("--budget", "3", "--trust", set.path("reached.csv") + ":0")
                .failed(ExitCodes.BAD_INPUT, "--trust: the factor is 0");
        set.write("other.csv", "score,a,c\n0.5,1,1\n");
        solve("--budget", "3", "--trust", set.path("other.csv"))
                .failed(ExitCodes.BAD_INPUT, "other.csv", "'b': no such column");
    }

    private long ofFeatureB(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "solve",
                "--instances",
                set.path("instances.jsonl"),
                "--model",
                set.path("model.json"),
                "--solver",
                "exhaustive",
                "--budget",
                "6",
                "--out",
                "-"));
        args.addAll(List.of(more));
        List<String> withB = List.of("p2", "p3", "p8");
        long count = 0;
        for (String line : Invocation.of(args).succeeded().out().lines().toList()) {
            JsonNode routed = JSON.readTree(line);
            count += routed.get("source").asText().equals("human")
                            && withB.contains(routed.get("id").asText())
                    ? 1
                    : 0;
        }
        return count;
    }
}
