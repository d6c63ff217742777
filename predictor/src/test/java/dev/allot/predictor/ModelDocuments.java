package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.TreeEnsemble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.params.provider.Arguments;

/** Models to be written and read, and ways to spoil what was written. */
final class ModelDocuments {
    static final ObjectMapper MAPPER = new ObjectMapper();
    static final List<String> NAMES = List.of("a", "key::min=0.0|max=0.33", "\"ü\"");

    static final Predictor TREES = new Predictor(
            "boosted-trees",
            NAMES,
            TreeEnsemble.of(
                    3,
                    0.73f,
                    List.of(
                            new RegressionTree(
                                    new int[] {1, -1, 3, -1, -1},
                                    new int[] {2, -1, 4, -1, -1},
                                    new int[] {1, 0, 2, 0, 0},
                                    new float[] {0.1f, 0, 17, 0, 0},
                                    new boolean[] {true, false, false, false, false},
                                    new float[] {0, 1e-7f, 0, -0.25f, 1 / 3f}),
                            RegressionTree.constant(-1e-3f))));

    static final Predictor LINEAR = new Predictor(
            "linear", NAMES, new LinearSurrogate(0.1 + 0.2, new double[] {-0.0, 1 / 3.0, Double.MIN_VALUE}));

    static final Predictor QUADRATIC = new Predictor(
            "quadratic", NAMES, new QuadraticSurrogate(-1e-300, new double[] {1, Math.PI, -2.5e-8}, new double[][] {
                {1e-9, 1 / 7.0, 0}, {1 / 7.0, -2, 3e8}, {0, 3e8, 0.1}
            }));

    static final Predictor KERNEL = new Predictor(
            "gaussian-process",
            NAMES,
            new KernelSurrogate(
                    1 / 3.0,
                    1 / 3.0,
                    new double[] {0, 1 / 7.0, 3e8},
                    new double[][] {{0.1, -2, 0}, {5, 1e-9, 1}},
                    new double[] {Math.PI, -0.1}));

    private ModelDocuments() {}

    /** A model that was learned; the last feature never varied. */
    static Predictor learned(double loss) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] rows = new double[40][];
        double[] scores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {random.nextInt(30), random.nextInt(30), 4};
            double size = rows[i][0] + rows[i][1] + 4;
            scores[i] = 0.1 * rows[i][0] - loss * size * size + 0.01 * random.nextGaussian();
        }
        TrainingTable table = new TrainingTable(NAMES, rows, scores);
        return new BayesianConcave().train(table, 1).withOrigin(Origin.of(table).ofSet(77));
    }

    /** A change of the object at a JSON pointer, and what is said of it. */
    static Arguments change(String pointer, Consumer<ObjectNode> change, String message) {
        return Arguments.of(message, (Consumer<ObjectNode>) document -> change.accept(at(document, pointer)));
    }

    /** Another parameter of a tree model. */
    static Arguments parameter(String name, String value, String message) {
        return change("/learner/learner_model_param", n -> n.put(name, value), message);
    }

    /** A change of the first tree. */
    static Arguments tree(Consumer<ObjectNode> change, String message) {
        return change("/learner/gradient_booster/model/trees/0", change, message);
    }

    static ObjectNode at(JsonNode node, String pointer) {
        return (ObjectNode) (pointer.isEmpty() ? node : node.at(pointer));
    }

    static void set(ObjectNode node, String array, int index, Number value) {
        ((ArrayNode) node.get(array)).set(index, MAPPER.<JsonNode>valueToTree(value));
    }

    /** What is written of a predictor, into a file of the folder. */
    static ObjectNode document(Path folder, Predictor predictor) throws IOException {
        Path file = folder.resolve("valid.json");
        ModelFiles.write(predictor, file);
        return (ObjectNode) MAPPER.readTree(file.toFile());
    }

    static void assertRefused(Path folder, String text, String message) throws IOException {
        assertRefused(Files.writeString(folder.resolve("m.json"), text), message);
    }

    static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ModelFiles.read(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(message);
    }
}
