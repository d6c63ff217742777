package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.allot.datasets.generate.GeneratorSettings;
import dev.allot.datasets.generate.PreferenceGenerator;
import dev.allot.datasets.jsonl.PreferenceFile;
import dev.allot.predictor.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private String pairs;

    @BeforeEach
    void writePairs() {
        Path file = folder.resolve("pairs.jsonl");
        PreferenceFile.write(file, new PreferenceGenerator(GeneratorSettings.of(200, 3)).set("pairs"));
        pairs = file.toString();
    }

    private Invocation study(String dir, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "study", "--instances", pairs, "--dir", folder.resolve(dir).toString()));
        args.addAll(List.of("--evaluations", "20", "--budget-share", "0.25,0.5", "--solvers", "random,greedy"));
        args.addAll(List.of("--solver", "local-search", "--solve-evaluations", "300", "--families", "linear"));
        args.addAll(List.of(more));
        return Invocation.of(args);
    }

    /** An evaluator that prefers mixes of few humans and notes in a file that it ran. */
    private String countingEvaluator() throws IOException {
        Path script = folder.resolve("evaluate.sh");
        Files.writeString(
                script,
                "echo run >> '" + folder.resolve("runs") + "'\n"
                        + "echo training...\n"
                        + "n=$(grep -c human \"$1\")\n"
                        + "echo '{\"score\": 0.'$((9000 - n))'}'\n");
        return "sh '" + script + "'";
    }

    private long runs() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("runs"))) {
            return lines.count();
        }
    }

    @Test
    void theEmbeddedEvaluatorGivesATableAndAllFiles() throws IOException {
        Invocation run = study("s", "--replications", "2").succeeded();
        assertThat(run.out())
                .contains("all-lm", "all-human", "random-mix", "local-search", "greedy", "realised", "report.html")
                .contains("200 instances".replace("200", "100"));
        JsonNode summary = JSON.readTree(Files.readString(folder.resolve("s/summary.json")));
        assertThat(summary.get("replications").asInt()).isEqualTo(2);
        assertThat(folder.resolve("s/report.html")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("s/routing-0.25.jsonl"))).hasSize(100);
    }

    /** The model says of which set it is, and what chosen trees have learned stands in the summary. */
    @Test
    void aStudyOfTreesSaysWhatTheyHaveLearned() throws IOException {
        study("s", "--replications", "1", "--families", "boosted-trees").succeeded();
        JsonNode summary = JSON.readTree(Files.readString(folder.resolve("s/summary.json")));
        JsonNode learned = summary.get("learned");
        assertThat(learned.get("family").textValue()).isEqualTo("boosted-trees");
        assertThat(learned.get("features")).isNotEmpty();
        double before = Double.POSITIVE_INFINITY;
        for (JsonNode feature : learned.get("features")) {
            assertThat(feature.get("contribution").doubleValue()).isPositive().isLessThanOrEqualTo(before);
            before = feature.get("contribution").doubleValue();
            assertThat(feature.get("gain").doubleValue())
                    .isBetween(
                            feature.get("low").doubleValue(),
                            feature.get("high").doubleValue());
        }
        for (JsonNode point : summary.get("outcomes")) {
            assertThat(point.get("credibleLow").doubleValue())
                    .isGreaterThan(point.get("low").doubleValue());
            assertThat(point.get("credibleHigh").doubleValue())
                    .isLessThan(point.get("high").doubleValue());
        }
        assertThat(ModelFiles.read(folder.resolve("s/model.json"))
                        .origin()
                        .orElseThrow()
                        .instances())
                .hasValue(100);
    }

    @Test
    void splitsBySomethingThatPairsSay() {
        study("s", "--split-by", "colour").failed(ExitCodes.BAD_INPUT, "--split-by", "pair, prompt and group");
        study("s", "--split-by", "prompt").failed(ExitCodes.BAD_INPUT, "has no prompt");
        study("s", "--split-by", "prompt", "--evaluator", "true").failed(ExitCodes.BAD_INPUT, "--split-by is for");
    }

    @Test
    void withAgreementFeaturesCountWhereLabelsDiffer() throws IOException {
        assertThat(study("s", "--agreement", "--replications", "1").succeeded().out())
                .contains("labels differ on ", " of 200 pairs");
        assertThat(Files.readAllLines(folder.resolve("s/evaluations.csv")).get(0))
                .contains("labels differ: ");
        study("s", "--replications", "1").failed(ExitCodes.BAD_INPUT, "other instances");
        study("t", "--agreement", "--evaluator", "told").failed(ExitCodes.BAD_INPUT, "--agreement", "told");
        study("t", "--agreement", "--sources", "lm:0,crowd:1")
                .failed(ExitCodes.BAD_INPUT, "--agreement needs labels of both", "pairs has none by 'crowd'");
        study("t", "--agreement", "--sources", "lm:0,human:1,crowd:1")
                .failed(ExitCodes.BAD_INPUT, "two sources; there are 3");
        Path alike = folder.resolve("alike.jsonl");
        Files.writeString(alike, "{\"id\":\"p\",\"tags\":[\"a\"],\"labels\":{\"lm\":\"a\",\"human\":\"a\"}}\n");
        pairs = alike.toString();
        study("t", "--agreement", "--evaluator", "true").failed(ExitCodes.BAD_INPUT, "are the same");
    }

    @Test
    void theSameSeedGivesTheSameStudy() {
        String first =
                study("a", "--replications", "2", "--seed", "5").succeeded().out();
        String second = study("b", "--replications", "2", "--seed", "5", "--parallel", "1")
                .succeeded()
                .out();
        assertThat(second.replace("/b/", "/a/")).isEqualTo(first);
        assertThat(folder.resolve("a/routing-0.5.jsonl"))
                .hasSameTextualContentAs(folder.resolve("b/routing-0.5.jsonl"));
        assertThat(folder.resolve("a/summary.json")).hasSameTextualContentAs(folder.resolve("b/summary.json"));
    }

    @Test
    void aResumedStudyEvaluatesNothingTwice() throws IOException {
        String evaluator = countingEvaluator();
        String first = study("s", "--evaluator", evaluator).succeeded().out();
        long evaluated = runs();
        assertThat(evaluated).isBetween(20L, 80L);
        assertThat(study("s", "--evaluator", evaluator).succeeded().out()).isEqualTo(first);
        assertThat(runs()).isEqualTo(evaluated);
    }

    @Test
    void aCheaperEvaluatorsScoresAreHadFirstAndCountApart() throws IOException {
        Path cheap = folder.resolve("cheap.sh");
        Files.writeString(
                cheap,
                "echo run >> '" + folder.resolve("cheap-runs") + "'\nn=$(grep -c human \"$1\")\n"
                        + "echo '{\"score\": '$((7000 - n))'}'\n");
        String[] args = {
            "--evaluator",
            countingEvaluator(),
            "--cheap-evaluator",
            "sh '" + cheap + "'",
            "--cheap-evaluations",
            "30",
            "--families",
            "bayesian-concave"
        };
        String first = study("s", args).succeeded().out();
        assertThat(first).contains("known before: 30 mixes of sh '" + cheap + "'", "20 mixes evaluated");
        assertThat(Files.readAllLines(folder.resolve("cheap-runs"))).hasSize(30);
        assertThat(Files.readAllLines(folder.resolve("s/evaluations.csv"))).hasSize(21);
        long evaluated = runs();
        Files.delete(folder.resolve("s/summary.json"));
        assertThat(study("s", args).succeeded().out()).isEqualTo(first);
        assertThat(runs()).isEqualTo(evaluated);
        assertThat(Files.readAllLines(folder.resolve("cheap-runs"))).hasSize(30);
        Path log = folder.resolve("s/cheap.jsonl");
        List<String> lines = Files.readAllLines(log);
        Files.writeString(log, String.join("\n", lines.subList(0, 12)) + "\n");
        study("s", args).succeeded();
        long lost = lines.subList(12, lines.size()).stream()
                .filter(line -> line.contains("\"evaluated\""))
                .count();
        assertThat(Files.readAllLines(folder.resolve("cheap-runs"))).hasSize((int) (30 + lost));
        JsonNode earlier = JSON.readTree(Files.readString(folder.resolve("s/summary.json")))
                .get("earlier");
        assertThat(earlier.get(0).get("mixes").asInt()).isEqualTo(30);
    }

    @Test
    void aCheaperEvaluatorThatFailsIsTheOneThatIsNamed() throws IOException {
        study("s", "--evaluator", countingEvaluator(), "--cheap-evaluator", "false", "--retries", "0")
                .failed(
                        ExitCodes.FAILURE,
                        "the cheaper evaluator: each of the first 5 evaluations failed",
                        "cheap.jsonl");
        Path failing = folder.resolve("failing.sh");
        Files.writeString(
                failing,
                "echo . >> '" + folder.resolve("tries") + "'\n" + "test $(wc -l < '" + folder.resolve("tries")
                        + "') -le 3 && echo '{\"score\": 0.5}'\n");
        study("u", "--evaluator", countingEvaluator(), "--cheap-evaluator", "sh '" + failing + "'", "--retries", "0")
                .failed(ExitCodes.FAILURE, "the cheaper evaluator: only 3 of ", "cheap.jsonl says why they failed");
        study("t", "--cheap-evaluator", "true")
                .failed(ExitCodes.BAD_INPUT, "--cheap-evaluator is a command, beside one given to --evaluator");
        study("t", "--cheap-evaluations", "7")
                .failed(ExitCodes.BAD_INPUT, "--cheap-evaluations is for --cheap-evaluator");
    }

    @Test
    void anEarlierStudysTableIsKnownBefore() throws IOException {
        study("s", "--evaluator", countingEvaluator()).succeeded();
        String table = folder.resolve("s/evaluations.csv").toString();
        String evaluator = countingEvaluator();
        assertThat(study("t", "--evaluator", evaluator, "--earlier", table, "--families", "bayesian-concave")
                        .succeeded()
                        .out())
                .contains("known before: 20 mixes of " + table, "20 mixes evaluated");
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "score,nothing\n0.5,1\n0.6,2\n");
        study("u", "--evaluator", evaluator, "--earlier", other.toString())
                .failed(ExitCodes.BAD_INPUT, other + ": none of its columns is a feature of the instances");
    }

    @Test
    void aStudyCutOffInTheMiddleOfALineGoesOn() throws IOException {
        String evaluator = countingEvaluator();
        study("s", "--evaluator", evaluator).succeeded();
        long evaluated = runs();
        Path log = folder.resolve("s/study.jsonl");
        List<String> lines = Files.readAllLines(log);
        Files.writeString(
                log,
                String.join("\n", lines.subList(0, 11)) + "\n" + lines.get(11).substring(0, 20));
        study("s", "--evaluator", evaluator).succeeded();
        long lost = lines.subList(11, lines.size()).stream()
                .filter(line -> line.contains("\"evaluated\""))
                .count();
        assertThat(runs()).isEqualTo(evaluated + lost);
    }

    @Test
    void anEvaluatorThatAlwaysFailsIsAFailure() {
        study("s", "--evaluator", "false", "--retries", "0")
                .failed(
                        ExitCodes.FAILURE,
                        "each of the first 5 evaluations failed",
                        "exited with code 1",
                        "study.jsonl");
    }

    @Test
    void quietPrintsNothing() {
        assertThat(study("s", "--replications", "1", "--quiet").succeeded().out())
                .isEmpty();
    }

    @Test
    void aSmallDemoRunsToItsReport() throws IOException {
        Path out = folder.resolve("demo");
        List<String> args = List.of(
                "demo",
                "--out",
                out.toString(),
                "--evaluations",
                "20",
                "--replications",
                "2",
                "--solve-evaluations",
                "100");
        Invocation run = Invocation.of(args).succeeded();
        assertThat(run.out())
                .contains("all-lm", "all-human", "random-mix", "25%", "50%", "75%")
                .contains("cp-sat", "greedy", "local-search", "random", "simulated-annealing", "top-gain")
                .doesNotContain("exhaustive")
                .contains(out.resolve("report.html").toString());
        assertThat(out.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void aCautiousStudySaysSo() throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "study", "--instances", pairs, "--dir", folder.resolve("c").toString(), "--replications", "1"));
        args.addAll(List.of("--evaluations", "20", "--budget-share", "0.5", "--solvers", "greedy"));
        args.addAll(List.of("--solver", "local-search", "--solve-evaluations", "300", "--families", "bayesian"));
        args.addAll(List.of("--kappa", "0.5", "--trust", "1.5"));
        Invocation run = Invocation.of(args).succeeded();
        assertThat(run.out()).contains("less 0.5 of their standard deviations", "widened by a factor of 1.5");
        JsonNode summary = JSON.readTree(Files.readString(folder.resolve("c/summary.json")));
        assertThat(summary.at("/caution/kappa").asDouble()).isEqualTo(0.5);
        assertThat(summary.at("/caution/trust").asDouble()).isEqualTo(1.5);
        assertThat(folder.resolve("c/model.json")).content().contains("lower-confidence-bound");
        assertThat(folder.resolve("c/study.jsonl")).content().contains("\"kappa\":0.5,\"trust\":1.5");
        study("d", "--kappa", "1").failed(ExitCodes.BAD_INPUT, "'linear' has no lower confidence bound");
    }

    @Test
    void anEmptyTrustRegionIsToldOf() {
        study("e", "--replications", "1", "--budget-share", "0.01", "--trust", "0.01")
                .failed(ExitCodes.BAD_INPUT, "a trust region of factor 0.01 has no routing in it");
    }
}
