package dev.allot.predictor;

import static dev.allot.predictor.ModelDocuments.KERNEL;
import static dev.allot.predictor.ModelDocuments.LINEAR;
import static dev.allot.predictor.ModelDocuments.MAPPER;
import static dev.allot.predictor.ModelDocuments.NAMES;
import static dev.allot.predictor.ModelDocuments.QUADRATIC;
import static dev.allot.predictor.ModelDocuments.TREES;
import static dev.allot.predictor.ModelDocuments.at;
import static dev.allot.predictor.ModelDocuments.document;
import static dev.allot.predictor.ModelDocuments.learned;
import static dev.allot.predictor.ModelDocuments.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.RandomProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written comes back. */
class ModelFilesTest {
    @TempDir
    Path folder;

    @Test
    void treesComeBackToTheLastBit() {
        Path file = folder.resolve("m.json");
        ModelFiles.write(TREES, file);
        Predictor back = ModelFiles.read(file);
        assertThat(back.family()).isEqualTo("boosted-trees");
        assertThat(back.features()).isEqualTo(NAMES);
        TreeEnsemble expected = (TreeEnsemble) TREES.surrogate();
        TreeEnsemble actual = (TreeEnsemble) back.surrogate();
        assertThat(actual.base()).isEqualTo(expected.base());
        assertThat(actual.treeCount()).isEqualTo(expected.treeCount());
        assertThat(actual.nodeCount()).isEqualTo(expected.nodeCount());
        assertThat(actual.leafCount()).isEqualTo(expected.leafCount());
        for (int node = 0; node < expected.nodeCount(); node++) {
            assertThat(actual.feature(node)).isEqualTo(expected.feature(node));
            assertThat(actual.threshold(node)).isEqualTo(expected.threshold(node));
            assertThat(actual.defaultLeft(node)).isEqualTo(expected.defaultLeft(node));
            assertThat(actual.left(node)).isEqualTo(expected.left(node));
            assertThat(actual.right(node)).isEqualTo(expected.right(node));
        }
        for (int leaf = 0; leaf < expected.leafCount(); leaf++) {
            assertThat(actual.leafValue(leaf)).isEqualTo(expected.leafValue(leaf));
        }
    }

    @Test
    void randomFloatsComeBackToTheLastBit() {
        SplittableRandom random = new SplittableRandom(1);
        RegressionTree[] trees = new RegressionTree[2_000];
        for (int t = 0; t < trees.length; t++) {
            trees[t] = new RegressionTree(
                    new int[] {1, -1, -1},
                    new int[] {2, -1, -1},
                    new int[] {random.nextInt(3), 0, 0},
                    new float[] {anyFloat(random), 0, 0},
                    new boolean[] {random.nextBoolean(), false, false},
                    new float[] {0, anyFloat(random), anyFloat(random)});
        }
        TreeEnsemble expected = TreeEnsemble.of(3, anyFloat(random), List.of(trees));
        Path file = folder.resolve("m.json");
        ModelFiles.write(new Predictor("boosted-trees", List.of(), expected), file);
        Predictor back = ModelFiles.read(file);
        assertThat(back.hasFeatureNames()).isFalse();
        TreeEnsemble actual = (TreeEnsemble) back.surrogate();
        assertThat(actual.base()).isEqualTo(expected.base());
        for (int t = 0; t < trees.length; t++) {
            assertThat(actual.threshold(t)).isEqualTo(expected.threshold(t));
            assertThat(actual.leafValue(2 * t)).isEqualTo(expected.leafValue(2 * t));
            assertThat(actual.leafValue(2 * t + 1)).isEqualTo(expected.leafValue(2 * t + 1));
        }
    }

    private static float anyFloat(SplittableRandom random) {
        float value = Float.NaN;
        while (!Float.isFinite(value)) {
            value = Float.intBitsToFloat(random.nextInt());
        }
        return value;
    }

    @Test
    void linearAndQuadraticModelsComeBackToTheLastBit() {
        Path file = folder.resolve("m.json");
        ModelFiles.write(LINEAR, file);
        Predictor back = ModelFiles.read(file);
        assertThat(back.family()).isEqualTo("linear");
        assertThat(back.features()).isEqualTo(NAMES);
        LinearSurrogate linear = (LinearSurrogate) back.surrogate();
        assertThat(linear.intercept()).isEqualTo(0.1 + 0.2);
        for (int i = 0; i < 3; i++) {
            assertThat(linear.weight(i)).isEqualTo(((LinearSurrogate) LINEAR.surrogate()).weight(i));
        }

        ModelFiles.write(QUADRATIC, file);
        back = ModelFiles.read(file);
        assertThat(back.family()).isEqualTo("quadratic");
        QuadraticSurrogate expected = (QuadraticSurrogate) QUADRATIC.surrogate();
        QuadraticSurrogate quadratic = (QuadraticSurrogate) back.surrogate();
        assertThat(quadratic.intercept()).isEqualTo(-1e-300);
        for (int i = 0; i < 3; i++) {
            assertThat(quadratic.weight(i)).isEqualTo(expected.weight(i));
            for (int j = 0; j < 3; j++) {
                assertThat(quadratic.coefficient(i, j)).isEqualTo(expected.coefficient(i, j));
            }
        }
    }

    @Test
    void kernelModelsComeBackToTheLastBit() {
        Path file = folder.resolve("m.json");
        ModelFiles.write(KERNEL, file);
        Predictor back = ModelFiles.read(file);
        assertThat(back.family()).isEqualTo("gaussian-process");
        KernelSurrogate expected = (KernelSurrogate) KERNEL.surrogate();
        KernelSurrogate kernel = (KernelSurrogate) back.surrogate();
        assertThat(kernel.intercept()).isEqualTo(expected.intercept());
        assertThat(kernel.power()).isEqualTo(expected.power());
        assertThat(kernel.centreCount()).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            assertThat(kernel.scale(i)).isEqualTo(expected.scale(i));
        }
        for (int c = 0; c < 2; c++) {
            assertThat(kernel.weight(c)).isEqualTo(expected.weight(c));
            assertThat(kernel.centre(c)).isEqualTo(expected.centre(c));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void lowerConfidenceBoundsComeBackToTheLastBit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LowerConfidenceBound expected = RandomProblems.confidence(random, 3);
        Path file = folder.resolve("m.json");
        ModelFiles.write(new Predictor("bayesian", NAMES, expected), file);
        Predictor back = ModelFiles.read(file);
        assertThat(back.surrogate()).isInstanceOf(LowerConfidenceBound.class);
        assertThat(((LowerConfidenceBound) back.surrogate()).mean()).hasSameClassAs(expected.mean());
        for (int k = 0; k < 50; k++) {
            double[] z = random.doubles(3, -9, 9).toArray();
            assertThat(back.surrogate().value(z)).isEqualTo(expected.value(z));
        }
    }

    /** Scores that size bends, or does not: what is known of them, and of what, comes back to the last bit. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-3})
    void originAndPosteriorComeBack(double loss) {
        Predictor learned = learned(loss);
        Path file = folder.resolve("m.json");
        ModelFiles.write(learned, file);
        Predictor back = ModelFiles.read(file);
        assertThat(back.origin()).isEqualTo(learned.origin());
        ConcavePosterior expected = learned.posterior().orElseThrow();
        ConcavePosterior posterior = back.posterior().orElseThrow();
        assertThat(posterior.isCurved()).isEqualTo(loss > 0);
        assertThat(posterior.prior()).isDeepEqualTo(expected.prior());
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 20; i++) {
            double[] mix = {random.nextInt(40), random.nextInt(40), random.nextInt(40)};
            assertThat(posterior.mean().value(mix))
                    .isEqualTo(learned.surrogate().value(mix));
            assertThat(posterior.credible(mix, 0.9)).isEqualTo(expected.credible(mix, 0.9));
            assertThat(posterior.predictive(mix, 0.9, 0)).isEqualTo(expected.predictive(mix, 0.9, 0));
        }
    }

    @Test
    void originComesBackWithTrees() {
        Origin origin = new Origin(
                OptionalInt.empty(), List.of(new Interval(0, 1 / 3.0), new Interval(0, 0), new Interval(-2, 5)));
        Path file = folder.resolve("m.json");
        ModelFiles.write(TREES.withOrigin(origin), file);
        assertThat(ModelFiles.read(file).origin()).contains(origin);
        ModelFiles.write(TREES, file);
        assertThat(ModelFiles.read(file).origin()).isEmpty();
    }

    @Test
    void readsTheExampleOfTheDocumentation() throws IOException {
        String text = Files.readString(repository().resolve("docs").resolve("model-format.md"));
        int start = text.indexOf("```json") + "```json".length();
        Path file = Files.writeString(folder.resolve("m.json"), text.substring(start, text.indexOf("```", start)));
        Predictor predictor = ModelFiles.read(file);
        assertThat(predictor.features()).containsExactly("rouge::low", "rouge::high");
        assertThat(predictor.predict(new double[] {1000, 2000}))
                .isCloseTo(0.7313 + 0.015 - 0.0045 - 0.003 + 2 * 0.0009, within(1e-12));
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    @Test
    void readsOlderDocumentsAndByteOrderMarks() throws IOException {
        ObjectNode document = document(folder, TREES);
        for (JsonNode tree : document.at("/learner/gradient_booster/model/trees")) {
            ((ObjectNode) tree).remove(List.of("split_type", "categories", "base_weights"));
            ArrayNode flags = MAPPER.createArrayNode();
            tree.get("default_left").forEach(flag -> flags.add(flag.intValue() == 1));
            ((ObjectNode) tree).set("default_left", flags);
        }
        at(document, "/learner").remove("feature_names");
        at(document, "/learner/learner_model_param").remove("num_target");
        Path file = Files.writeString(folder.resolve("m.json"), "\uFEFF\n" + document.toPrettyString());
        double[] z = {1, 2, 20};
        assertThat(ModelFiles.read(file).predict(z)).isEqualTo(TREES.predict(z));
    }

    /** Pruning leaves nodes behind that no longer hang on the tree. */
    @Test
    void skipsDeletedNodes() throws IOException {
        ObjectNode document = document(folder, TREES);
        ObjectNode tree = at(document, "/learner/gradient_booster/model/trees/0");
        set(tree, "left_children", 2, -1);
        set(tree, "right_children", 2, -1);
        set(tree, "split_conditions", 2, 0.5);
        set(tree, "split_indices", 3, Integer.MAX_VALUE);
        set(tree, "split_indices", 4, Integer.MAX_VALUE);
        at(tree, "/tree_param").put("num_deleted", "2");
        Path file = Files.writeString(folder.resolve("m.json"), document.toString());
        assertThat(ModelFiles.read(file).predict(new double[] {1, 2, 20})).isEqualTo(0.73f + 0.5f - 1e-3f);
    }
}
