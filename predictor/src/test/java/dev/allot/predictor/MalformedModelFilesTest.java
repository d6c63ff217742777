package dev.allot.predictor;

import static dev.allot.predictor.ModelDocuments.KERNEL;
import static dev.allot.predictor.ModelDocuments.MAPPER;
import static dev.allot.predictor.ModelDocuments.NAMES;
import static dev.allot.predictor.ModelDocuments.QUADRATIC;
import static dev.allot.predictor.ModelDocuments.TREES;
import static dev.allot.predictor.ModelDocuments.assertRefused;
import static dev.allot.predictor.ModelDocuments.at;
import static dev.allot.predictor.ModelDocuments.change;
import static dev.allot.predictor.ModelDocuments.document;
import static dev.allot.predictor.ModelDocuments.learned;
import static dev.allot.predictor.ModelDocuments.parameter;
import static dev.allot.predictor.ModelDocuments.set;
import static dev.allot.predictor.ModelDocuments.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.Interval;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no model, or says what no model can, is refused in one line. */
class MalformedModelFilesTest {
    @TempDir
    Path folder;

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
        ObjectNode document = document(
                folder,
                new Predictor(
                        "bayesian",
                        NAMES,
                        new LowerConfidenceBound(
                                new LinearSurrogate(0, new double[3]), 1, 0.5, new double[3], new double[][] {{1, 2, 3}
                                })));
        change.accept(document);
        assertRefused(folder, document.toString(), message);
    }

    @Test
    void refusesWhatXgboostsFilesCannotSayOfTheirOrigin() throws IOException {
        for (String text : List.of("{", "{\"ranges\":[]}", "{}")) {
            ObjectNode document = document(folder, TREES);
            at(document, "/learner/attributes").put("allot_origin", text);
            assertRefused(folder, document.toString(), "field 'learner.attributes.allot_origin': ");
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
        ObjectNode document = document(folder, learned(1e-3));
        change.accept(document);
        assertRefused(folder, document.toString(), message);
    }

    @Test
    void aPosteriorOfSizeIsNoneOfALinearModel() throws IOException {
        ObjectNode document = document(folder, learned(0));
        at(document, "/posterior").putObject("size").put("unit", 1).put("weight", 1);
        assertRefused(folder, document.toString(), "'posterior.size' is for quadratic models");
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
        ObjectNode document = document(folder, KERNEL);
        change.accept(document);
        assertRefused(folder, document.toString(), message);
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

    @ParameterizedTest
    @MethodSource("malformedTrees")
    void saysWhatIsWrongWithATreeModel(String message, Consumer<ObjectNode> change) throws IOException {
        ObjectNode document = document(folder, TREES);
        change.accept(document);
        assertRefused(folder, document.toString().replace("\"NaN\"", "NaN"), message);
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
        ObjectNode document = document(folder, QUADRATIC);
        change.accept(document);
        assertRefused(folder, document.toString().replace("\"NaN\"", "NaN"), message);
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
        assertRefused(folder, text, message);
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
        ObjectNode document = document(folder, TREES);
        ObjectNode tree = at(document, "/learner/gradient_booster/model/trees/0");
        tree.set("left_children", MAPPER.readTree(chain(levels, 1)));
        tree.set("right_children", MAPPER.readTree(chain(levels, 2)));
        for (String field : List.of("split_indices", "split_conditions", "default_left", "split_type")) {
            tree.set(field, MAPPER.readTree(zeros));
        }
        assertRefused(folder, document.toString(), "is more than 1000 levels deep");
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
            byte[] valid = document(folder, predictor).toString().getBytes(StandardCharsets.UTF_8);
            byte[] ubjson = Ubjson.encode(document(folder, predictor));
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
}
