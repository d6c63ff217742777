package dev.allot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    Path folder;

    private String table;
    private String unseen;

    @BeforeEach
    void write() throws IOException {
        table = table("table.csv", 60, 1);
        unseen = table("unseen.csv", 30, 2);
    }

    /** Scores that bend: no linear model predicts them well. */
    private String table(String name, int rows, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> lines = new ArrayList<>(List.of("row,score,a,b"));
        for (int i = 0; i < rows; i++) {
            double a = random.nextDouble();
            double b = random.nextDouble();
            lines.add(i + "," + Math.sin(6 * a + 3 * b) + "," + a + "," + b);
        }
        return Files.write(folder.resolve(name), lines).toString();
    }

    private Invocation train(String... more) {
        List<String> args = new ArrayList<>(List.of("train", "--table", table, "--target", "score", "--ignore", "row"));
        args.addAll(List.of(more));
        return Invocation.of(args);
    }

    @Test
    void nestedValidationIsOfTheChoiceItself() throws IOException {
        Path json = folder.resolve("validation.json");
        String out = train("--folds", "3", "--nested", "--json", json.toString())
                .succeeded()
                .out();
        assertThat(out.lines().filter(line -> line.endsWith("nested")))
                .singleElement()
                .asString()
                .startsWith("chosen anew");
        JsonNode nested = new ObjectMapper().readTree(json.toFile()).path("nested");
        assertThat(nested.path("folds")).hasSize(3);
        assertThat(nested.path("spearman").asDouble()).isBetween(0.5, 1.0);
        train("--family", "linear", "--nested").failed(2, "--nested: there is nothing to choose");
    }

    @Test
    void choosesAGaussianProcessWhereScoresBend() {
        Path model = folder.resolve("model.json");
        String out =
                train("--folds", "5", "--out", model.toString()).succeeded().out();
        assertThat(out.lines().filter(line -> line.endsWith("chosen")))
                .singleElement()
                .asString()
                .startsWith("gaussian-process");
        assertThat(model).content().contains("\"surrogate\":\"kernel\"");
    }

    @Test
    void saysHowWellTheModelPredictsAnotherTable() throws IOException {
        String out = train("--family", "gaussian-process", "--test", unseen)
                .succeeded()
                .out();
        assertThat(out).contains("30 unseen mixes: Spearman 0.99");
        JsonNode json = new ObjectMapper()
                .readTree(train("--family", "gaussian-process", "--test", unseen, "--json", "-")
                        .succeeded()
                        .out());
        assertThat(json.at("/unseen/rows").intValue()).isEqualTo(30);
        assertThat(json.at("/unseen/rmse").doubleValue()).isCloseTo(0, within(0.05));
        assertThat(json.at("/unseen/spearman").doubleValue()).isGreaterThan(0.99);
    }

    @Test
    void anotherTableHasTheSameFeatures() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "row,score,a,c\n1,2,3,4\n");
        train("--family", "linear", "--test", other.toString())
                .failed(ExitCodes.BAD_INPUT, "--test", "other.csv", "a, b");
    }

    @Test
    void saysHowOftenIntervalsHold() throws IOException {
        String out = train("--folds", "5").succeeded().out();
        assertThat(out).contains("90 % intervals hold");
        assertThat(out.lines().filter(line -> line.startsWith("bayesian ")))
                .singleElement()
                .asString()
                .containsPattern("\\d+ %");
        assertThat(out.lines().filter(line -> line.startsWith("linear ")))
                .singleElement()
                .asString()
                .doesNotContain("%");
        JsonNode families = new ObjectMapper()
                .readTree(
                        train("--family", "bayesian", "--json", "-").succeeded().out())
                .get("families");
        assertThat(families.at("/0/coverage").doubleValue()).isBetween(0.5, 1.0);
    }

    @Test
    void saysWhatFeaturesGain() throws IOException {
        train("--gains", "0").failed(ExitCodes.BAD_INPUT, "--gains");
        SmallSet set = new SmallSet(folder);
        List<String> args = List.of(
                "train", "--table", set.path("table.csv"), "--target", "score", "--family", "linear", "--gains", "10");
        String out = Invocation.of(args).succeeded().out();
        List<String> lines =
                out.lines().dropWhile(line -> !line.startsWith("feature")).toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1)).startsWith("b").contains("+0.2000").doesNotContain("sign open");
        assertThat(lines.get(3)).startsWith("c").contains("-0.1000").doesNotContain("sign open");
        List<String> json = new ArrayList<>(args);
        json.addAll(List.of("--json", "-"));
        JsonNode gains = new ObjectMapper()
                .readTree(Invocation.of(json).succeeded().out())
                .get("gains");
        assertThat(gains).hasSize(3);
        assertThat(gains.get(0).get("feature").textValue()).isEqualTo("b");
        assertThat(gains.get(0).get("low").doubleValue())
                .isLessThan(gains.get(0).get("gain").doubleValue());
    }

    @Test
    void saysWhatAStackIsMadeOf() throws IOException {
        Path model = folder.resolve("stack.json");
        String out = train("--family", "stack", "--folds", "2", "--out", model.toString())
                .succeeded()
                .out();
        assertThat(out).containsPattern("stack of bayesian-concave [01].\\d\\d, boosted-trees .*, gaussian-process ");
        JsonNode shares = new ObjectMapper().readTree(model.toFile()).get("shares");
        assertThat(shares).hasSize(3);
        assertThat(shares.get(0).get("share").doubleValue()
                        + shares.get(1).get("share").doubleValue()
                        + shares.get(2).get("share").doubleValue())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void treesKeepWhatIsKnown() {
        String out = train("--increasing", "a", "--decreasing", "b", "--additive", "--folds", "2")
                .succeeded()
                .out();
        assertThat(out).contains("bagged-trees", "boosted-trees").doesNotContain("linear", "gaussian-process");
        String free = train("--family", "boosted-trees").succeeded().out();
        assertThat(train("--family", "boosted-trees", "--increasing", "a")
                        .succeeded()
                        .out())
                .isNotEqualTo(free);
        train("--family", "linear", "--additive")
                .failed(
                        ExitCodes.BAD_INPUT,
                        "--additive: the family 'linear' keeps no such constraint; boosted-trees and bagged-trees do");
        train("--family", "stack", "--decreasing", "a").failed(ExitCodes.BAD_INPUT, "--decreasing: the family 'stack'");
        train("--decreasing", "a,zz")
                .failed(ExitCodes.BAD_INPUT, "--decreasing: there is no feature 'zz' in", "there are a, b");
        train("--increasing", "a", "--decreasing", "b,a")
                .failed(ExitCodes.BAD_INPUT, "--decreasing: the feature 'a' is named by --increasing, too");
        train("--increasing", "a", "--kappa", "1").failed(ExitCodes.BAD_INPUT, "--kappa: trees have no lower");
    }

    @Test
    void writesLowerConfidenceBoundsOfFamiliesThatHaveThem() {
        Path model = folder.resolve("bound.json");
        String out = train("--kappa", "1.5", "--folds", "3", "--out", model.toString())
                .succeeded()
                .out();
        assertThat(out).contains("bayesian", "bayesian-concave").doesNotContain("gaussian-process");
        assertThat(model).content().contains("\"surrogate\":\"lower-confidence-bound\"", "\"kappa\":1.5");
        train("--family", "linear", "--kappa", "1")
                .failed(ExitCodes.BAD_INPUT, "--kappa", "'linear' has no lower confidence bound");
        train("--kappa", "-1").failed(ExitCodes.BAD_INPUT, "--kappa");
    }
}
