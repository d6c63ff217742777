package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateSum;
import dev.allot.core.testing.RandomProblems;
import dev.allot.core.testing.RandomTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files of sums, with their parts nested. */
class SumFilesTest {
    private static final Box BOX = Box.of(new double[] {-9, -9, -9}, new double[] {9, 9, 9});
    private static final List<Share> SHARES = List.of(new Share("linear", 1 / 3.0), new Share("mine", 2 / 3.0));

    @TempDir
    Path folder;

    private static Predictor predictor(Surrogate surrogate) {
        return new Predictor("stack", List.of("a", "b", "c"), surrogate).withShares(SHARES);
    }

    private static Surrogate every(SplittableRandom random) {
        return SurrogateSum.of(List.of(
                random.nextBoolean() ? RandomProblems.linear(random, 3) : RandomProblems.quadratic(random, 3),
                RandomTrees.ensemble(random, BOX, 6),
                RandomProblems.kernel(random, 3),
                RandomProblems.confidence(random, 3),
                RandomProblems.kernel(random, 3)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sumsComeBackToTheLastBit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Surrogate expected = every(random);
        Path file = folder.resolve("m.json");
        ModelFiles.write(predictor(expected), file);
        Predictor back = ModelFiles.read(file);
        assertThat(back.family()).isEqualTo("stack");
        assertThat(back.shares()).isEqualTo(SHARES);
        assertThat(((SurrogateSum) back.surrogate()).parts()).hasSize(5);
        for (int k = 0; k < 50; k++) {
            double[] z = random.doubles(3, -9, 9).toArray();
            assertThat(back.surrogate().value(z)).isEqualTo(expected.value(z));
            assertThat(back.predict(z)).isEqualTo(expected.predictorValue(z));
        }
    }

    private static Arguments change(String message, Consumer<ObjectNode> change) {
        return Arguments.of(message, change);
    }

    private static ObjectNode part(ObjectNode document, int k) {
        return (ObjectNode) document.at("/parts/" + k);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                change("'parts' is missing", n -> n.remove("parts")),
                change("'parts' is empty; a sum has parts", n -> n.putArray("parts")),
                change("'parts[1]' is not an object", n -> ((ArrayNode) n.at("/parts")).set(1, 7)),
                change("'parts[0].surrogate' is missing", n -> part(n, 0).remove("surrogate")),
                change("'parts[0].surrogate' is 'sum'; a part", n -> part(n, 0).put("surrogate", "sum")),
                change("'parts[2].surrogate' is 'tree'", n -> part(n, 2).put("surrogate", "tree")),
                change("'parts[2].power' is 2.0", n -> part(n, 2).put("power", 2)),
                change("'parts[3].kappa' is -1.0", n -> part(n, 3).put("kappa", -1)),
                change(
                        "'parts[1].learner.gradient_booster.name' is 'dart'",
                        n -> ((ObjectNode) n.at("/parts/1/learner/gradient_booster")).put("name", "dart")),
                change(
                        "'parts[1].learner.gradient_booster.model.trees[0].left_children' is missing",
                        n -> ((ObjectNode) n.at("/parts/1/learner/gradient_booster/model/trees/0"))
                                .remove("left_children")),
                change(
                        "'parts[1]' is of 5 features, but parts[0] of 3",
                        n -> ((ObjectNode) n.at("/parts/1/learner/learner_model_param")).put("num_feature", "5")),
                change("'shares[0].share' is 2.0", n -> ((ObjectNode) n.at("/shares/0")).put("share", 2)),
                change("'shares[1].family' is missing", n -> ((ObjectNode) n.at("/shares/1")).remove("family")));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void saysWhatIsWrongWithASum(String message, Consumer<ObjectNode> change) throws IOException {
        Path file = folder.resolve("m.json");
        ModelFiles.write(predictor(every(new SplittableRandom(1))), file);
        ObjectNode document = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        change.accept(document);
        Files.writeString(file, document.toString());
        assertThatThrownBy(() -> ModelFiles.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("m.json: field " + message);
    }
}
