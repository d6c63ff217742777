package dev.allot.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateState;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.core.testing.RandomProblems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> NAMES = List.of("a", "key::min=0.0|max=0.33", "\"ü\"");

    private static final Predictor TREES = new Predictor(
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

    private static final Predictor LINEAR = new Predictor(
            "linear", NAMES, new LinearSurrogate(0.1 + 0.2, new double[] {-0.0, 1 / 3.0, Double.MIN_VALUE}));

    private static final Predictor QUADRATIC = new Predictor(
            "quadratic", NAMES, new QuadraticSurrogate(-1e-300, new double[] {1, Math.PI, -2.5e-8}, new double[][] {
                {1e-9, 1 / 7.0, 0}, {1 / 7.0, -2, 3e8}, {0, 3e8, 0.1}
            }));

    private static final Predictor KERNEL = new Predictor(
            "gaussian-process",
            NAMES,
            new KernelSurrogate(
                    1 / 3.0,
                    1 / 3.0,
                    new double[] {0, 1 / 7.0, 3e8},
                    new double[][] {{0.1, -2, 0}, {5, 1e-9, 1}},
                    new double[] {Math.PI, -0.1}));

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

    static Stream<Arguments> malformedLowerBounds() {
        return Stream.of(
                change("", n -> n.put("kappa", -1), "'kappa' is -1.0; it must not be negative"),
                change("", n -> n.put("kappa", "one"), "'kappa' is not a finite number"),
                change("", n -> n.put("variance", -2), "'variance' is -2.0; it must not be negative"),
                change("", n -> n.putArray("centre").add(1), "'centre' has 1 entries for 3 weights"),
                change("", n -> n.remove("centre"), "'centre' is missing"),
                change("", n -> n.putArray("factor").addArray().add(1), "'factor[0]' has 1 entries for 3 weights"),
                change("", n -> n.putArray("matrix").addArray().add(1), "'matrix' has 1 rows for 3 weights"));
    }

    @ParameterizedTest
    @MethodSource("malformedLowerBounds")
    void saysWhatIsWrongWithALowerConfidenceBound(String message, Consumer<ObjectNode> change) throws IOException {
        ObjectNode document = document(new Predictor(
                "bayesian",
                NAMES,
                new LowerConfidenceBound(
                        new LinearSurrogate(0, new double[3]), 1, 0.5, new double[3], new double[][] {{1, 2, 3}})));
        change.accept(document);
        assertRefused(document.toString(), message);
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

    /** The last feature never varied. */
    private static Predictor learned(double loss) {
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
    void refusesWhatXgboostsFilesCannotSayOfTheirOrigin() throws IOException {
        for (String text : List.of("{", "{\"ranges\":[]}", "{}")) {
            ObjectNode document = document(TREES);
            at(document, "/learner/attributes").put("allot_origin", text);
            assertRefused(document.toString(), "field 'learner.attributes.allot_origin': ");
        }
    }

    static Stream<Arguments> malformedKnowledge() {
        return Stream.of(
                change("/origin", n -> n.put("instances", 0), "'origin.instances' is 0; it must be at least 1"),
                change("/origin", n -> n.remove("ranges"), "'origin.ranges' is missing"),
                change("/origin", n -> n.putArray("ranges"), "'origin.ranges' has 0 entries for 3 features"),
                change(
                        "/origin",
                        n -> ((ArrayNode) n.at("/ranges/1")).insert(0, 99),
                        "'origin.ranges[1]' is not a least value and a greatest one"),
                change("", n -> n.put("posterior", 1), "'posterior' is not an object"),
                change("/posterior", n -> n.remove("size"), "'posterior.size' is missing, but the model is not linear"),
                change("/posterior/size", n -> n.put("unit", -1), "'posterior.size.unit' is -1.0; it must be positive"),
                change(
                        "/posterior/size",
                        n -> n.put("weight", 1),
                        "'posterior.size.weight' times unit is not the loss in the model's matrix"),
                change("/posterior", n -> n.put("rows", 0), "'posterior.rows' is 0; it must be at least 1"),
                change("/posterior", n -> n.put("noise", -1), "'posterior.noise' is -1.0; it must not be negative"),
                change("/posterior", n -> n.putArray("centre").add(1), "'posterior.centre' has 1 entries for 4 terms"),
                change("/posterior", n -> n.putArray("prior").add(1), "'posterior.prior' has 1 entries for 4 terms"),
                change(
                        "/posterior",
                        n -> n.putArray("covariance").addArray().add(1),
                        "'posterior.covariance' has 1 rows for 4 weights"),
                change(
                        "/posterior",
                        n -> ((ArrayNode) n.at("/covariance/1")).set(1, -3),
                        "'posterior.covariance[1]' has the variance -3.0; it must not be negative"));
    }

    @ParameterizedTest
    @MethodSource("malformedKnowledge")
    void saysWhatIsWrongWithOriginAndPosterior(String message, Consumer<ObjectNode> change) throws IOException {
        ObjectNode document = document(learned(1e-3));
        change.accept(document);
        assertRefused(document.toString(), message);
    }

    @Test
    void aPosteriorOfSizeIsNoneOfALinearModel() throws IOException {
        ObjectNode document = document(learned(0));
        at(document, "/posterior").putObject("size").put("unit", 1).put("weight", 1);
        assertRefused(document.toString(), "'posterior.size' is for quadratic models");
    }

    static Stream<Arguments> malformedKernels() {
        return Stream.of(
                change("", n -> n.put("power", 0), "'power' is 0.0; it must be above 0 and at most 1"),
                change("", n -> n.put("power", "cube root"), "'power' is not a finite number"),
                change("", n -> n.putArray("scales").add(1).add(-2).add(1), "'scales[1]' is -2.0"),
                change("", n -> n.putArray("weights").add(1), "'centres' has 2 rows for 1 weights"),
                change("", n -> n.putArray("scales").add(1), "'centres[0]' has 3 entries for 1 scales"),
                change("", n -> ((ArrayNode) n.at("/centres/1")).add(1), "'centres[1]' has 4 entries for 3 scales"),
                change("", n -> n.remove("centres"), "'centres' is missing"));
    }

    @ParameterizedTest
    @MethodSource("malformedKernels")
    void saysWhatIsWrongWithAKernelModel(String message, Consumer<ObjectNode> change) throws IOException {
        ObjectNode document = document(KERNEL);
        change.accept(document);
        assertRefused(document.toString(), message);
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
    void doesNotWriteWhatNoFileCanHold() {
        Surrogate other = new Surrogate() {
            @Override
            public int dimension() {
                return 3;
            }

            @Override
            public double value(double[] aggregates) {
                return 0;
            }

            @Override
            public Interval enclosure(Box aggregates) {
                return new Interval(0, 0);
            }

            @Override
            public SurrogateState stateAt(double[] aggregates) {
                throw new UnsupportedOperationException();
            }
        };
        Path file = folder.resolve("m.json");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelFiles.write(new Predictor("mine", NAMES, other), file))
                .withMessageContaining("no model file can hold");
        assertThat(file).doesNotExist();
    }

    @Test
    void readsOlderDocumentsAndByteOrderMarks() throws IOException {
        ObjectNode document = document(TREES);
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
        ObjectNode document = document(TREES);
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

    static Stream<Arguments> malformedTrees() {
        String model = "/learner/gradient_booster/model";
        return Stream.of(
                change("/learner", n -> n.remove("gradient_booster"), "'learner.gradient_booster' is missing"),
                change("", n -> n.put("learner", 3), "'learner' is not an object"),
                change("/learner/gradient_booster", n -> n.put("name", "dart"), "only 'gbtree' is supported"),
                change("/learner/gradient_booster", n -> n.put("name", "gblinear"), "only 'gbtree' is supported"),
                change(
                        "/learner/gradient_booster",
                        n -> n.remove("name"),
                        "'learner.gradient_booster.name' is missing"),
                change("/learner/objective", n -> n.put("name", "binary:logistic"), "transforms the sum"),
                change("/learner/objective", n -> n.put("name", "multi:softprob"), "transforms the sum"),
                change("/learner/objective", n -> n.put("name", "count:poisson"), "transforms the sum"),
                change("/learner/objective", n -> n.put("name", 1), "'learner.objective.name' is not a string"),
                parameter("num_class", "3", "only models of one output are supported"),
                parameter("num_target", "2", "only models of one output are supported"),
                parameter("num_feature", "0", "is 0; it must be 1 to"),
                parameter("num_feature", "-1", "is -1; it must be 1 to"),
                parameter("num_feature", "4000000000", "is not an integer in range"),
                parameter("num_feature", "900000000", "it must be 1 to"),
                parameter("num_feature", "three", "is not an integer in range"),
                parameter("num_feature", "4", "'learner.feature_names' has 3 names for 4 features"),
                parameter("base_score", "", "is '', not one number"),
                parameter("base_score", "nan", "is 'nan', not one number"),
                parameter("base_score", "[5E-1", "not one number"),
                parameter("base_score", "[5E-1,5E-1]", "not one number"),
                parameter("base_score", "1E39", "too large for single precision"),
                change(
                        "/learner",
                        n -> n.putArray("feature_names").add("a").add("b").add("a"),
                        "'learner.feature_names' has a name twice"),
                change(
                        "/learner",
                        n -> n.putArray("feature_names").add("a").add("b").add(3),
                        "holds something that is not a string"),
                change(model, n -> n.put("trees", "none"), "is not an array"),
                change(model, n -> ((ArrayNode) n.get("trees")).remove(1), "num_trees' is 2, but there are 1"),
                change(model, n -> n.putArray("tree_info").add(0), "has 1 entries for 2 trees"),
                change(model, n -> n.putArray("tree_info").add(0).add(1), "has more than one output"),
                change(model, n -> ((ArrayNode) n.get("trees")).set(1, "x"), "trees[1]' is not an object"),
                tree(n -> set(n, "left_children", 0, 5), "has node 5 of 5"),
                tree(n -> set(n, "left_children", 0, -2), "has node -2 of 5"),
                tree(n -> set(n, "left_children", 0, 0), "reach node 0 twice"),
                tree(n -> set(n, "left_children", 2, 1), "reach node 1 twice"),
                tree(n -> set(n, "right_children", 2, 0), "reach node 0 twice"),
                tree(n -> set(n, "left_children", 1, 1), "belongs to a node with one child"),
                tree(n -> set(n, "left_children", 2, -1), "belongs to a node with one child"),
                tree(
                        n -> {
                            set(n, "left_children", 2, -1);
                            set(n, "right_children", 2, -1);
                        },
                        "2 nodes cannot be reached from the root"),
                tree(n -> set(n, "left_children", 0, 1.5), "left_children[0]' is not an integer in range"),
                tree(n -> set(n, "left_children", 0, 1L << 40), "left_children[0]' is not an integer in range"),
                tree(n -> n.putArray("left_children"), "is empty; a tree has a root"),
                tree(n -> n.putArray("right_children").add(1), "right_children' has 1 entries for 5 nodes"),
                tree(n -> n.putArray("split_conditions").add(1), "split_conditions' has 1 entries for 5 nodes"),
                tree(n -> n.putArray("default_left").add(1), "default_left' has 1 entries for 5 nodes"),
                tree(n -> set(n, "default_left", 0, 2), "default_left[0]' is neither 0 nor 1"),
                tree(n -> set(n, "split_indices", 0, 3), "split_indices[0]' is 3; there are 3 features"),
                tree(n -> set(n, "split_indices", 0, -1), "split_indices[0]' is -1; there are 3 features"),
                tree(n -> set(n, "split_type", 0, 1), "has categorical splits"),
                tree(n -> set(n, "split_conditions", 0, Float.NaN), "split_conditions[0]' is NaN"),
                tree(n -> set(n, "split_conditions", 1, 1e39), "split_conditions[1]' is Infinity"),
                tree(n -> at(n, "/tree_param").put("size_leaf_vector", "2"), "only models of one output"),
                tree(n -> n.remove("tree_param"), "trees[0].tree_param' is missing"));
    }

    private static Arguments change(String pointer, Consumer<ObjectNode> change, String message) {
        return Arguments.of(message, (Consumer<ObjectNode>) document -> change.accept(at(document, pointer)));
    }

    private static Arguments parameter(String name, String value, String message) {
        return change("/learner/learner_model_param", n -> n.put(name, value), message);
    }

    private static Arguments tree(Consumer<ObjectNode> change, String message) {
        return change("/learner/gradient_booster/model/trees/0", change, message);
    }

    private static ObjectNode at(JsonNode node, String pointer) {
        return (ObjectNode) (pointer.isEmpty() ? node : node.at(pointer));
    }

    private static void set(ObjectNode node, String array, int index, Number value) {
        ((ArrayNode) node.get(array)).set(index, MAPPER.<JsonNode>valueToTree(value));
    }

    private ObjectNode document(Predictor predictor) throws IOException {
        Path file = folder.resolve("valid.json");
        ModelFiles.write(predictor, file);
        return (ObjectNode) MAPPER.readTree(file.toFile());
    }

    @ParameterizedTest
    @MethodSource("malformedTrees")
    void saysWhatIsWrongWithATreeModel(String message, Consumer<ObjectNode> change) throws IOException {
        ObjectNode document = document(TREES);
        change.accept(document);
        assertRefused(document.toString().replace("\"NaN\"", "NaN"), message);
    }

    static Stream<Arguments> malformedOwn() {
        return Stream.of(
                change("", n -> n.put("format", "other"), "'format' is 'other', not 'allot-model'"),
                change("", n -> n.put("format", 1), "'format' is not a string"),
                change("", n -> n.put("version", 2), "'version' is 2; this program reads 1"),
                change("", n -> n.remove("version"), "'version' is missing"),
                change(
                        "",
                        n -> n.put("surrogate", "cubic"),
                        "'surrogate' is 'cubic'; there are 'linear', 'quadratic', 'kernel', 'lower-confidence-bound' and 'sum'"),
                change("", n -> n.remove("family"), "'family' is missing"),
                change("", n -> n.putArray("features").add("a"), "there are 1 feature names for a model of 3"),
                change("", n -> n.putArray("features").add("a").add("a").add("b"), "not distinct"),
                change("", n -> n.put("intercept", "0"), "'intercept' is not a finite number"),
                change("", n -> n.put("intercept", Double.NaN), "'intercept' is not a finite number"),
                change("", n -> n.putArray("weights").add(1).add(2).add("x"), "'weights[2]' is not a finite number"),
                change("", n -> n.putArray("weights").add(1), "'matrix' has 3 rows for 1 weights"),
                change("", n -> n.put("matrix", 1), "'matrix' is not an array"),
                change("", n -> ((ArrayNode) n.get("matrix")).set(1, 1), "'matrix[1]' is not an array"),
                change("", n -> ((ArrayNode) n.at("/matrix/2")).add(1), "'matrix[2]' has 4 entries"),
                change("", n -> ((ArrayNode) n.at("/matrix/2")).set(0, "x"), "'matrix[2][0]' is not a finite number"));
    }

    @ParameterizedTest
    @MethodSource("malformedOwn")
    void saysWhatIsWrongWithAModelOfOurs(String message, Consumer<ObjectNode> change) throws IOException {
        ObjectNode document = document(QUADRATIC);
        change.accept(document);
        assertRefused(document.toString().replace("\"NaN\"", "NaN"), message);
    }

    static Stream<Arguments> noModels() {
        return Stream.of(
                Arguments.of("", "is empty"),
                Arguments.of("  \n", "is empty"),
                Arguments.of("{", "is not valid JSON"),
                Arguments.of("{}", "is no model"),
                Arguments.of("{\"a\":1}", "is no model"),
                Arguments.of("[1,2]", "is neither JSON nor UBJSON"),
                Arguments.of("hello", "is neither JSON nor UBJSON"),
                Arguments.of("{\"learner\":{}} x", "is not valid JSON"),
                Arguments.of("{\"id\":1}\n{\"id\":2}\n", "goes on at line 2, column 1 after the end of its object"),
                Arguments.of("{\"learner\":{},\"learner\":{}}", "is not valid JSON"),
                Arguments.of("{\"learner\":" + "[".repeat(100_000), "is not valid JSON"),
                Arguments.of("{\"learner\":1,\n\"x\":tru}", "is not valid JSON at line 2, column "),
                Arguments.of("binf\0\0\0", "old binary format"),
                Arguments.of("booster[0]:\n0:[f1<2] yes=1", "text dump"),
                Arguments.of("{'learner':1}", "is not valid UBJSON"));
    }

    @ParameterizedTest
    @MethodSource("noModels")
    void saysWhatIsNoModel(String text, String message) throws IOException {
        assertRefused(text, message);
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        assertRefused(folder.resolve("none.json"), "no such file");
        assertRefused(folder, "is a folder, not a file");
        assertRefused(Files.write(folder.resolve("m.gz"), new byte[] {0x1f, (byte) 0x8b, 8}), "is compressed");
    }

    /** A chain is a tree, but nothing that walks trees by recursion can take one of any depth. */
    @Test
    void refusesTreesOfAbsurdDepth() throws IOException {
        int levels = 100_000;
        String zeros = "[" + "0,".repeat(2 * levels) + "0]";
        ObjectNode document = document(TREES);
        ObjectNode tree = at(document, "/learner/gradient_booster/model/trees/0");
        tree.set("left_children", MAPPER.readTree(chain(levels, 1)));
        tree.set("right_children", MAPPER.readTree(chain(levels, 2)));
        for (String field : List.of("split_indices", "split_conditions", "default_left", "split_type")) {
            tree.set(field, MAPPER.readTree(zeros));
        }
        assertRefused(document.toString(), "is more than 1000 levels deep");
    }

    /** Node 0 and every even node but the last have the next two nodes as children; odd nodes are leaves. */
    private static String chain(int levels, int offset) {
        StringBuilder children = new StringBuilder("[");
        for (int node = 0; node < 2 * levels; node++) {
            children.append(node % 2 == 0 ? node + offset : -1).append(',');
        }
        return children.append("-1]").toString();
    }

    /** Whatever a bit error makes of a file, it is read or refused. */
    @Test
    void corruptedFilesAreReadOrRefused() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        for (Predictor predictor : List.of(TREES, QUADRATIC)) {
            byte[] valid = document(predictor).toString().getBytes(StandardCharsets.UTF_8);
            byte[] ubjson = Ubjson.encode(document(predictor));
            for (int i = 0; i < 1_500; i++) {
                byte[] bytes = (i % 2 == 0 ? valid : ubjson).clone();
                for (int k = 0; k <= i % 3; k++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
                readOrRefuse(bytes);
            }
            for (int length = 0; length < ubjson.length; length++) {
                assertThat(readOrRefuse(Arrays.copyOf(ubjson, length)))
                        .as("the first %d bytes", length)
                        .isFalse();
            }
            for (int length = 0; length < valid.length; length++) {
                assertThat(readOrRefuse(Arrays.copyOf(valid, length)))
                        .as("the first %d bytes", length)
                        .isFalse();
            }
        }
    }

    private boolean readOrRefuse(byte[] bytes) {
        Path file = folder.resolve("corrupt");
        try {
            ModelFiles.parse(file, bytes);
            return true;
        } catch (InvalidInputException e) {
            assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
            return false;
        }
    }

    private void assertRefused(String text, String message) throws IOException {
        assertRefused(Files.writeString(folder.resolve("m.json"), text), message);
    }

    private static void assertRefused(Path file, String message) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ModelFiles.read(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(message);
    }
}
