package dev.allot.predictor.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.TreeEnsemble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The model document that XGBoost's {@code saveModel} writes and reads, as of its versions 1.3 to 3.x ("Introduction to Model IO" of its
 * manual). Read are ensembles of numerical trees with one output whose prediction is the sum of their leaves; what would predict anything
 * else is refused.
 */
public final class XGBoostDocument {
    /** Objectives that predict the sum itself and take the base score as it is. */
    private static final Set<String> RAW_OBJECTIVES = Set.of(
            "reg:squarederror",
            "reg:linear",
            "reg:squaredlogerror",
            "reg:pseudohubererror",
            "reg:absoluteerror",
            "reg:quantileerror",
            "rank:pairwise",
            "rank:ndcg",
            "rank:map");

    private static final Pattern SCORE = Pattern.compile("\\[?([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)]?");
    private static final int MOST_FEATURES = 1_000_000;
    private static final int NO_PARENT = Integer.MAX_VALUE;

    private XGBoostDocument() {}

    /** Whether a document claims to be one of XGBoost's. */
    public static boolean isOne(JsonNode document) {
        return document.has("learner");
    }

    /**
     * Reads a document.
     *
     * @throws ModelFormatException if it is damaged, or a model of another kind
     */
    public static TreeModel read(JsonNode document) throws ModelFormatException {
        TreeEnsemble trees = trees(Fields.of(document));
        Fields learner = Fields.of(document).object("learner");
        return new TreeModel(names(learner, trees.dimension()), trees, attributes(document));
    }

    /**
     * Reads the trees of a document, which may be part of another one.
     *
     * @throws ModelFormatException if it is damaged, or a model of another kind
     */
    public static TreeEnsemble trees(Fields document) throws ModelFormatException {
        Fields learner = document.object("learner");
        Fields booster = learner.object("gradient_booster");
        String name = booster.string("name");
        if (!name.equals("gbtree")) {
            throw booster.refused("name", "is '" + name + "'; only 'gbtree' is supported");
        }
        Fields objective = learner.object("objective");
        if (!RAW_OBJECTIVES.contains(objective.string("name"))) {
            throw objective.refused(
                    "name",
                    "is '" + objective.string("name")
                            + "', which transforms the sum of the trees; train a regression, such as reg:squarederror");
        }
        Fields parameters = learner.object("learner_model_param");
        requireAtMostOne(parameters, "num_class");
        requireAtMostOne(parameters, "num_target");
        int width = parameters.integer("num_feature");
        if (width < 1 || width > MOST_FEATURES) {
            throw parameters.refused("num_feature", "is " + width + "; it must be 1 to " + MOST_FEATURES);
        }
        Fields model = booster.object("model");
        List<Fields> trees = model.objects("trees");
        requireOneOutput(model, trees.size());
        List<RegressionTree> ensemble = new ArrayList<>(trees.size());
        for (Fields tree : trees) {
            ensemble.add(TreeDocument.read(tree, width));
        }
        return TreeEnsemble.of(width, baseScore(parameters), ensemble);
    }

    private static Map<String, String> attributes(JsonNode document) {
        Map<String, String> attributes = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                document.path("learner").path("attributes").properties()) {
            if (entry.getValue().isTextual()) {
                attributes.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        return attributes;
    }

    private static void requireAtMostOne(Fields parameters, String count) throws ModelFormatException {
        if (parameters.has(count) && parameters.integer(count) > 1) {
            throw parameters.refused(
                    count, "is " + parameters.integer(count) + "; only models of one output are supported");
        }
    }

    private static void requireOneOutput(Fields model, int trees) throws ModelFormatException {
        Fields parameters = model.object("gbtree_model_param");
        if (parameters.integer("num_trees") != trees) {
            throw parameters.refused("num_trees", "is " + parameters.integer("num_trees") + ", but there are " + trees);
        }
        int[] outputs = model.integers("tree_info");
        if (outputs.length != trees) {
            throw model.refused("tree_info", "has " + outputs.length + " entries for " + trees + " trees");
        }
        for (int output : outputs) {
            if (output != 0) {
                throw model.refused("tree_info", "has more than one output; only models of one are supported");
            }
        }
    }

    /** XGBoost writes the number as a string; later versions in brackets, since there may be several. */
    private static float baseScore(Fields parameters) throws ModelFormatException {
        String text = parameters.string("base_score");
        var match = SCORE.matcher(text);
        if (!match.matches() || text.startsWith("[") != text.endsWith("]")) {
            throw parameters.refused("base_score", "is '" + text + "', not one number");
        }
        float score = Float.parseFloat(match.group(1));
        if (!Float.isFinite(score)) {
            throw parameters.refused("base_score", "is '" + text + "', too large for single precision");
        }
        return score;
    }

    private static List<String> names(Fields learner, int width) throws ModelFormatException {
        if (!learner.has("feature_names")) {
            return List.of();
        }
        List<String> names = learner.strings("feature_names");
        if (!names.isEmpty() && names.size() != width) {
            throw learner.refused("feature_names", "has " + names.size() + " names for " + width + " features");
        }
        if (Set.copyOf(names).size() != names.size()) {
            throw learner.refused("feature_names", "has a name twice");
        }
        return names;
    }

    /**
     * The document of a model. XGBoost loads it and predicts the same floats. Statistics of the training that prediction does not use are
     * zero.
     */
    public static JsonNode write(TreeModel model) {
        TreeEnsemble trees = model.trees();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode learner = nodes.objectNode();
        ObjectNode attributes = learner.putObject("attributes");
        new TreeMap<>(model.attributes()).forEach(attributes::put);
        ArrayNode names = learner.putArray("feature_names");
        model.features().forEach(names::add);
        learner.putArray("feature_types");
        ObjectNode booster = learner.putObject("gradient_booster");
        ObjectNode content = booster.putObject("model");
        ObjectNode counts = content.putObject("gbtree_model_param");
        counts.put("num_parallel_tree", "1");
        counts.put("num_trees", Integer.toString(trees.treeCount()));
        ArrayNode iterations = content.putArray("iteration_indptr");
        ArrayNode outputs = content.putArray("tree_info");
        ArrayNode documents = content.putArray("trees");
        iterations.add(0);
        for (int t = 0; t < trees.treeCount(); t++) {
            iterations.add(t + 1);
            outputs.add(0);
            documents.add(TreeDocument.write(trees, t, NO_PARENT));
        }
        booster.put("name", "gbtree");
        ObjectNode parameters = learner.putObject("learner_model_param");
        parameters.put("base_score", Float.toString(trees.base()));
        parameters.put("boost_from_average", "1");
        parameters.put("num_class", "0");
        parameters.put("num_feature", Integer.toString(trees.dimension()));
        parameters.put("num_target", "1");
        ObjectNode objective = learner.putObject("objective");
        objective.put("name", "reg:squarederror");
        objective.putObject("reg_loss_param").put("scale_pos_weight", "1");
        ObjectNode document = nodes.objectNode();
        document.set("learner", learner);
        document.putArray("version").add(3).add(0).add(4);
        return document;
    }
}
