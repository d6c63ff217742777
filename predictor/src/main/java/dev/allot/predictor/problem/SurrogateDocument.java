package dev.allot.predictor.problem;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.RegressionTree;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.format.Fields;
import dev.allot.predictor.format.ModelFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The learned part of an objective, within the problem's document or in a model file that it names. */
final class SurrogateDocument {
    private static final String TYPE = "type";
    private static final String LINEAR = "linear";
    private static final String QUADRATIC = "quadratic";
    private static final String TREES = "tree-ensemble";
    private static final String MODEL = "model-file";

    private final Names aggregates;
    private final Function<String, Predictor> models;

    SurrogateDocument(Names aggregates, Function<String, Predictor> models) {
        this.aggregates = aggregates;
        this.models = models;
    }

    Surrogate read(Fields node) throws ModelFormatException {
        if (aggregates.list().isEmpty()) {
            throw node.refused(TYPE, "needs aggregates to act on, but the problem has none");
        }
        return switch (node.string(TYPE)) {
            case LINEAR -> linear(node);
            case QUADRATIC -> quadratic(node);
            case TREES -> trees(node);
            case MODEL -> model(node);
            default ->
                throw node.refused(
                        TYPE,
                        "is '" + node.string(TYPE) + "'; there are " + LINEAR + ", " + QUADRATIC + ", " + TREES
                                + " and " + MODEL);
        };
    }

    private Surrogate linear(Fields node) throws ModelFormatException {
        node.requireOnly(TYPE, "intercept", "weights");
        return new LinearSurrogate(node.number("intercept", 0), weights(node));
    }

    private double[] weights(Fields node) throws ModelFormatException {
        double[] weights = new double[aggregates.list().size()];
        for (Map.Entry<String, Double> weight : node.numbersByName("weights").entrySet()) {
            weights[aggregates.indexOf(node, "weights", weight.getKey())] = weight.getValue();
        }
        return weights;
    }

    /** Each product of two aggregates stands once; off the diagonal of the symmetric matrix lies half of its coefficient. */
    private Surrogate quadratic(Fields node) throws ModelFormatException {
        node.requireOnly(TYPE, "intercept", "weights", "products");
        int n = aggregates.list().size();
        double[][] matrix = new double[n][n];
        boolean[][] given = new boolean[n][n];
        for (Fields product : node.objects("products")) {
            product.requireOnly("of", "coefficient");
            List<String> factors = product.strings("of");
            if (factors.size() != 2) {
                throw product.refused(
                        "of", "has " + factors.size() + " names; it must have two, which may be the same");
            }
            int i = aggregates.indexOf(product, "of", factors.get(0));
            int j = aggregates.indexOf(product, "of", factors.get(1));
            if (given[i][j]) {
                throw product.refused("of", "names a product that was given before");
            }
            given[i][j] = true;
            given[j][i] = true;
            double coefficient = product.number("coefficient");
            matrix[i][j] = i == j ? coefficient : coefficient / 2;
            matrix[j][i] = matrix[i][j];
        }
        return new QuadraticSurrogate(node.number("intercept", 0), weights(node), matrix);
    }

    private Surrogate trees(Fields node) throws ModelFormatException {
        node.requireOnly(TYPE, "base", "trees");
        List<RegressionTree> trees = new ArrayList<>();
        for (Fields root : node.objects("trees")) {
            TreeArrays arrays = new TreeArrays();
            node(root, arrays);
            trees.add(arrays.tree());
        }
        return TreeEnsemble.of(aggregates.list().size(), single(node, "base", node.number("base", 0)), trees);
    }

    /** Recursion no deeper than JSON may be nested. */
    private int node(Fields node, TreeArrays into) throws ModelFormatException {
        if (node.has("value")) {
            node.requireOnly("value");
            return into.leaf(single(node, "value", node.number("value")));
        }
        node.requireOnly("aggregate", "threshold", "left", "right");
        int feature = aggregates.indexOf(node, "aggregate", node.string("aggregate"));
        int split = into.split(feature, single(node, "threshold", node.number("threshold")), true);
        int left = node(node.object("left"), into);
        int right = node(node.object("right"), into);
        into.children(split, left, right);
        return split;
    }

    private static float single(Fields node, String field, double value) throws ModelFormatException {
        float single = (float) value;
        if (!Float.isFinite(single)) {
            throw node.refused(field, "is " + value + ", too large for single precision");
        }
        return single;
    }

    private Surrogate model(Fields node) throws ModelFormatException {
        node.requireOnly(TYPE, "path");
        Predictor predictor = models.apply(node.string("path"));
        int dimension = predictor.surrogate().dimension();
        List<String> own = aggregates.list();
        if (dimension != own.size()) {
            throw node.refused("path", "names a model of " + dimension + " features for " + own.size() + " aggregates");
        }
        for (int i = 0; i < predictor.features().size(); i++) {
            if (!predictor.features().get(i).equals(own.get(i))) {
                throw node.refused(
                        "path",
                        "names a model whose feature " + i + " is '"
                                + predictor.features().get(i) + "', but aggregate " + i + " is '" + own.get(i)
                                + "'; aggregates come in the order of the model's features");
            }
        }
        return predictor.surrogate();
    }

    /** The node of a surrogate of a kind that documents can hold. */
    static ObjectNode write(Surrogate surrogate, List<String> aggregates) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (surrogate instanceof LinearSurrogate linear) {
            node.put(TYPE, LINEAR).put("intercept", linear.intercept());
            ObjectNode weights = node.putObject("weights");
            for (int i = 0; i < linear.dimension(); i++) {
                putNonzero(weights, aggregates.get(i), linear.weight(i));
            }
        } else if (surrogate instanceof QuadraticSurrogate quadratic) {
            node.put(TYPE, QUADRATIC).put("intercept", quadratic.intercept());
            ObjectNode weights = node.putObject("weights");
            ArrayNode products = node.putArray("products");
            for (int i = 0; i < quadratic.dimension(); i++) {
                putNonzero(weights, aggregates.get(i), quadratic.weight(i));
                for (int j = 0; j <= i; j++) {
                    double coefficient = (i == j ? 1 : 2) * quadratic.coefficient(i, j);
                    if (coefficient != 0) {
                        ObjectNode product = products.addObject();
                        product.putArray("of").add(aggregates.get(i)).add(aggregates.get(j));
                        product.put("coefficient", coefficient);
                    }
                }
            }
        } else if (surrogate instanceof TreeEnsemble ensemble) {
            node.put(TYPE, TREES).put("base", ensemble.base());
            ArrayNode trees = node.putArray("trees");
            for (int t = 0; t < ensemble.treeCount(); t++) {
                trees.add(tree(ensemble, ensemble.root(t), aggregates));
            }
        } else {
            throw new IllegalArgumentException("no problem file can hold a "
                    + surrogate.getClass().getSimpleName()
                    + "; there are trees, linear and quadratic ones; others stand in a model file");
        }
        return node;
    }

    private static void putNonzero(ObjectNode node, String name, double value) {
        if (value != 0) {
            node.put(name, value);
        }
    }

    private static ObjectNode tree(TreeEnsemble ensemble, int node, List<String> aggregates) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        if (node < 0) {
            return written.put("value", ensemble.leafValue(~node));
        }
        written.put("aggregate", aggregates.get(ensemble.feature(node)));
        written.put("threshold", (float) ensemble.threshold(node));
        written.set("left", tree(ensemble, ensemble.left(node), aggregates));
        written.set("right", tree(ensemble, ensemble.right(node), aggregates));
        return written;
    }
}
