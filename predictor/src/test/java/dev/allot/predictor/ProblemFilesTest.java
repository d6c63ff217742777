package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.allot.core.io.InvalidInputException;
import dev.allot.core.model.Problem;
import dev.allot.core.model.Sense;
import dev.allot.core.model.Solution;
import dev.allot.core.model.StatedProblem;
import dev.allot.core.solve.Capability;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.testing.RandomProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemFilesTest {
    private static final String GOOD = """
            {"format": "allot-problem", "version": 1,
             "variables": [{"name": "x", "upper": 4}, {"name": "y", "type": "continuous", "lower": -1.5, "upper": 2}],
             "aggregates": [{"name": "a", "constant": 1, "terms": {"x": 2, "y": 1}}],
             "constraints": [{"name": "c", "upper": 5, "terms": {"x": 1, "y": 1}}],
             "objective": {"sense": "maximise", "terms": {"y": 0.5},
                           "surrogate": {"type": "linear", "intercept": 3, "weights": {"a": 10}}}}
            """;

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("p.json"), text);
    }

    private StatedProblem read(String text) throws IOException {
        return ProblemFiles.read(file(text));
    }

    private static double objective(StatedProblem stated, double... values) {
        return stated.sense().restore(Solution.of(stated.problem(), values).objective());
    }

    @Test
    void everyPartOfADocumentCounts() throws IOException {
        StatedProblem stated = read(GOOD);
        Problem problem = stated.problem();
        assertThat(stated.name()).isEqualTo("p");
        assertThat(problem.isInteger(0)).isTrue();
        assertThat(problem.isInteger(1)).isFalse();
        assertThat(problem.lower(0)).isZero();
        assertThat(problem.lower(1)).isEqualTo(-1.5);
        assertThat(problem.variableName(1)).isEqualTo("y");
        assertThat(problem.aggregateName(0)).isEqualTo("a");
        assertThat(problem.constraintLower(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        // 3 + 10 (1 + 2 * 3 + 1) + 0.5
        assertThat(objective(stated, 3, 1)).isEqualTo(83.5);
        assertThat(Solution.of(problem, new double[] {4, 1.5}).isFeasible()).isFalse();
    }

    @Test
    void quadraticSurrogatesNameEachProductOnce() throws IOException {
        StatedProblem stated = read(GOOD.replaceFirst(
                        "\\{\"type\": \"linear\".*?}}",
                        Matcher.quoteReplacement(
                                "{\"type\": \"quadratic\", \"weights\": {\"b\": 1}, \"products\": [{\"of\": [\"a\", \"b\"], \"coefficient\": 3},"
                                        + "{\"of\": [\"a\", \"a\"], \"coefficient\": 2}]}"))
                .replace("\"aggregates\": [", "\"aggregates\": [{\"name\": \"b\", \"terms\": {\"x\": 1}},"));
        // a = 8, b = 3: 3 + 3 * 24 + 2 * 64 + 0.5
        assertThat(objective(stated, 3, 1)).isEqualTo(203.5);
    }

    @Test
    void treesSendWhatIsBelowTheirThresholdToTheLeft() throws IOException {
        String trees =
                "{\"type\": \"tree-ensemble\", \"base\": 1, \"trees\": [{\"value\": 0.25}, {\"aggregate\": \"a\","
                        + "\"threshold\": 8, \"left\": {\"value\": 2}, \"right\": {\"value\": 4}}]}";
        StatedProblem stated = read(GOOD.replaceFirst("\\{\"type\": \"linear\".*?}}", Matcher.quoteReplacement(trees)));
        assertThat(objective(stated, 3, 1)).isEqualTo(5.25 + 0.5);
        assertThat(objective(stated, 3, 0)).isEqualTo(3.25);
    }

    @Test
    void aModelFileStandsBesideTheProblem() throws IOException {
        String problem = GOOD.replaceFirst(
                "\\{\"type\": \"linear\".*?}}", "{\"type\": \"model-file\", \"path\": \"models/m.json\"}");
        Files.createDirectories(folder.resolve("models"));
        Path model = folder.resolve("models/m.json");
        ModelFiles.write(new Predictor("linear", List.of("a"), new LinearSurrogate(1, new double[] {2})), model);
        assertThat(objective(read(problem), 3, 1)).isEqualTo(17.5);
        ModelFiles.write(new Predictor("linear", List.of("z"), new LinearSurrogate(1, new double[] {2})), model);
        assertThatThrownBy(() -> read(problem)).hasMessageContaining("feature 0 is 'z', but aggregate 0 is 'a'");
        Files.delete(model);
        assertThatThrownBy(() -> read(problem))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("m.json: no such file");
    }

    /** What is minimised is negated, bit for bit, for every kind of surrogate. */
    @Test
    void whatIsMinimisedIsNegated() throws IOException {
        StatedProblem least = read(GOOD.replace("maximise", "minimise"));
        assertThat(least.sense()).isEqualTo(Sense.MINIMISE);
        assertThat(objective(least, 3, 1)).isEqualTo(83.5);
        assertThat(Solution.of(least.problem(), new double[] {3, 1}).objective())
                .isEqualTo(-83.5);
    }

    @Test
    void aLowerConfidenceBoundIsNotMinimised() throws IOException {
        String problem =
                GOOD.replaceFirst("\\{\"type\": \"linear\".*?}}", "{\"type\": \"model-file\", \"path\": \"m.json\"}");
        LowerConfidenceBound bound = new LowerConfidenceBound(
                new LinearSurrogate(1, new double[] {2}), 1, 9, new double[1], new double[0][]);
        ModelFiles.write(new Predictor("bayesian", List.of("a"), bound), folder.resolve("m.json"));
        assertThat(objective(read(problem), 3, 1)).isEqualTo(14.5);
        assertThatThrownBy(() -> read(problem.replace("maximise", "minimise")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "'objective.sense' is 'minimise', but a lower confidence bound can only be maximised");
    }

    @Test
    void aSumInAModelFileIsMinimisedPartByPart() throws IOException {
        String problem =
                GOOD.replaceFirst("\\{\"type\": \"linear\".*?}}", "{\"type\": \"model-file\", \"path\": \"m.json\"}");
        SplittableRandom random = new SplittableRandom(1);
        Surrogate sum = RandomProblems.sum(random, Box.of(new double[] {0}, new double[] {9}), 5);
        ModelFiles.write(new Predictor("stack", List.of("a"), sum), folder.resolve("m.json"));
        StatedProblem greatest = read(problem);
        StatedProblem least = read(problem.replace("maximise", "minimise"));
        assertThat(objective(least, 3, 1)).isEqualTo(objective(greatest, 3, 1));
        assertThat(Solution.of(least.problem(), new double[] {3, 1}).objective())
                .isEqualTo(-objective(greatest, 3, 1));
    }

    @ParameterizedTest
    @EnumSource(Sense.class)
    void whatIsWrittenReadsBackAsTheSameProblem(Sense sense) {
        Set<Capability> writable =
                EnumSet.complementOf(EnumSet.of(Capability.BLACK_BOX_OBJECTIVE, Capability.LOWER_CONFIDENCE_BOUND));
        for (RandomProblems.Sample sample : RandomProblems.supported(writable, 1)) {
            Problem problem = sample.problem();
            if (problem.variableCount() == 0) {
                continue;
            }
            StatedProblem stated = new StatedProblem(sample.name(), sense, problem, OptionalDouble.of(7));
            Path file = folder.resolve("w.json");
            ProblemFiles.write(stated, file);
            StatedProblem again = ProblemFiles.read(file);
            assertThat(again.name()).isEqualTo(stated.name());
            assertThat(again.sense()).isEqualTo(sense);
            assertThat(again.bestKnown()).isEqualTo(stated.bestKnown());
            SplittableRandom random = new SplittableRandom(1);
            for (int k = 0; k < 20; k++) {
                double[] values = new double[problem.variableCount()];
                Arrays.setAll(values, j -> {
                    double width = problem.upper(j) - problem.lower(j);
                    return problem.lower(j)
                            + (problem.isInteger(j) ? random.nextInt((int) width + 1) : random.nextDouble() * width);
                });
                Solution before = Solution.of(problem, values);
                Solution after = Solution.of(again.problem(), values);
                assertThat(after.objective()).isEqualTo(before.objective());
                assertThat(after.predictorValue()).isEqualTo(before.predictorValue());
                assertThat(after.violation()).isEqualTo(before.violation());
                assertThat(after.aggregates()).containsExactly(before.aggregates());
            }
        }
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                Arguments.of("allot-problem", "allot-model", "field 'format' is 'allot-model', not 'allot-problem'"),
                Arguments.of("\"version\": 1", "\"version\": 2", "field 'version' is 2; this program reads 1"),
                Arguments.of("\"version\": 1,", "\"version\": 1, \"extra\": 0,", "field 'extra' is unknown; known are"),
                Arguments.of("\"version\": 1,", "\"version\": 1, \"version\": 1,", "is not valid JSON at line 1"),
                Arguments.of("\"upper\": 4", "\"upper\": NaN", "field 'variables[0].upper' is not a finite number"),
                Arguments.of("\"upper\": 4", "\"upper\": 1e999", "field 'variables[0].upper' is not a finite number"),
                Arguments.of(
                        "\"upper\": 4", "\"upper\": 4.5", "field 'variables[0].upper' is 4.5; bounds of an integer"),
                Arguments.of(
                        "\"upper\": 4", "\"upper\": -1", "field 'variables[0].upper' is -1.0, below the lower bound"),
                Arguments.of(", \"upper\": 4", "", "field 'variables[0].upper' is missing"),
                Arguments.of("\"upper\": 4", "\"uper\": 4", "field 'variables[0].uper' is unknown"),
                Arguments.of(
                        "\"name\": \"y\"",
                        "\"name\": \"x\"",
                        "field 'variables[1].name' is 'x', as is that of variable 0"),
                Arguments.of("\"name\": \"y\"", "\"name\": \" \"", "field 'variables[1].name' is blank"),
                Arguments.of("continuous", "real", "field 'variables[1].type' is 'real', neither 'integer' nor"),
                Arguments.of("{\"x\": 2,", "{\"w\": 2,", "field 'aggregates[0].terms' names 'w', which is no variable"),
                Arguments.of("{\"x\": 2,", "{\"x\": \"2\",", "field 'aggregates[0].terms.x' is not a finite number"),
                Arguments.of("\"upper\": 5, ", "", "field 'constraints[0].lower' is missing, and so is 'upper'"),
                Arguments.of(
                        "\"upper\": 5", "\"upper\": 5, \"lower\": 6", "field 'constraints[0].upper' is 5.0, below"),
                Arguments.of("\"upper\": 5", "\"upper\": Infinity", "field 'constraints[0].upper' is not a finite"),
                Arguments.of("maximise", "max", "field 'objective.sense' is 'max', neither 'maximise' nor 'minimise'"),
                Arguments.of(
                        "\"type\": \"linear\"", "\"type\": \"cubic\"", "field 'objective.surrogate.type' is 'cubic'"),
                Arguments.of(
                        "{\"a\": 10}", "{\"b\": 10}", "field 'objective.surrogate.weights' names 'b', which is no agg"),
                Arguments.of("\"intercept\"", "\"base\"", "field 'objective.surrogate.base' is unknown"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void slipsAreRefusedInOneLineThatNamesTheField(String right, String wrong, String message) throws IOException {
        assertThat(GOOD).contains(right);
        Path file = file(GOOD.replace(right, wrong));
        assertThatThrownBy(() -> ProblemFiles.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": " + message)
                .hasMessageNotContaining("\n");
    }

    /** Cut anywhere, a document is refused, never misread. */
    @Test
    void truncatedDocumentsAreRefused() throws IOException {
        String text = GOOD.strip();
        for (int end = 0; end < text.length(); end += 7) {
            Path file = file(text.substring(0, end));
            assertThatThrownBy(() -> ProblemFiles.read(file)).isInstanceOf(InvalidInputException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"variables\": 3}", "null"})
    void otherJsonIsRefused(String text) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> ProblemFiles.read(file)).isInstanceOf(InvalidInputException.class);
    }

    /** The examples of the format's description. */
    @Test
    void theManualsExamplesAreRead() throws IOException {
        Path docs = Path.of("").toAbsolutePath();
        while (!Files.exists(docs.resolve("docs/problem-format.md"))) {
            docs = docs.getParent();
        }
        String manual = Files.readString(docs.resolve("docs/problem-format.md"));
        Matcher blocks = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(manual);
        List<StatedProblem> read = new ArrayList<>();
        while (blocks.find()) {
            if (blocks.group(1).contains("allot-problem")) {
                read.add(read(blocks.group(1)));
            }
        }
        assertThat(read).hasSizeGreaterThanOrEqualTo(2);
    }
}
