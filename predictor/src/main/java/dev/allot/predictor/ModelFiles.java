package dev.allot.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.io.AtomicFile;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.format.Documents;
import dev.allot.predictor.format.Fields;
import dev.allot.predictor.format.ModelFormatException;
import dev.allot.predictor.format.TreeModel;
import dev.allot.predictor.format.XGBoostDocument;
import java.nio.file.Path;
import java.util.List;

/**
 * Model files: XGBoost's own, in JSON or UBJSON, for boosted trees, and this project's JSON for linear and quadratic models (described in
 * docs/model-format.md). Which one a file is, its content says. No native code is needed.
 */
public final class ModelFiles {
    /** Family of every predictor that comes from an XGBoost file. */
    public static final String BOOSTED_TREES = "boosted-trees";

    private static final String FORMAT = "allot-model";
    private static final int VERSION = 1;
    private static final String LINEAR = "linear";
    private static final String QUADRATIC = "quadratic";

    private ModelFiles() {}

    /**
     * Reads a predictor. Its feature names are empty if the file has none.
     *
     * @throws InvalidInputException if the file cannot be read, is damaged, or holds a model of a kind that cannot be used
     */
    public static Predictor read(Path file) {
        return parse(file, InputFiles.bytes(file));
    }

    /** The predictor in a file's bytes; the file itself is only named. */
    static Predictor parse(Path file, byte[] bytes) {
        try {
            JsonNode document = Documents.parse(bytes);
            if (XGBoostDocument.isOne(document)) {
                TreeModel model = XGBoostDocument.read(document);
                return new Predictor(BOOSTED_TREES, model.features(), model.trees());
            }
            if (document.has("format")) {
                return read(Fields.of(document));
            }
            throw new ModelFormatException("is no model: neither XGBoost's field 'learner' nor 'format' is there");
        } catch (ModelFormatException e) {
            throw InvalidInputException.in(file, e.problem(), e);
        }
    }

    private static Predictor read(Fields model) throws ModelFormatException {
        if (!model.string("format").equals(FORMAT)) {
            throw model.refused("format", "is '" + model.string("format") + "', not '" + FORMAT + "'");
        }
        if (model.integer("version") != VERSION) {
            throw model.refused("version", "is " + model.integer("version") + "; this program reads " + VERSION);
        }
        List<String> features = model.strings("features");
        double intercept = model.number("intercept");
        double[] weights = model.numbers("weights");
        Surrogate surrogate = switch (model.string("surrogate")) {
            case LINEAR -> new LinearSurrogate(intercept, weights);
            case QUADRATIC -> new QuadraticSurrogate(intercept, weights, symmetric(model, weights.length));
            default ->
                throw model.refused(
                        "surrogate",
                        "is '" + model.string("surrogate") + "', neither '" + LINEAR + "' nor '" + QUADRATIC + "'");
        };
        try {
            return new Predictor(model.string("family"), features, surrogate);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("field 'features': " + e.getMessage(), e);
        }
    }

    /** The matrix whose lower triangle the file gives: row i has entries 0 to i. */
    private static double[][] symmetric(Fields model, int width) throws ModelFormatException {
        double[][] lower = model.matrix("matrix");
        if (lower.length != width) {
            throw model.refused("matrix", "has " + lower.length + " rows for " + width + " weights");
        }
        double[][] matrix = new double[width][width];
        for (int i = 0; i < width; i++) {
            if (lower[i].length != i + 1) {
                throw model.refused(
                        "matrix[" + i + "]", "has " + lower[i].length + " entries; row i has i + 1 of them");
            }
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = lower[i][j];
                matrix[j][i] = lower[i][j];
            }
        }
        return matrix;
    }

    /**
     * Writes a predictor. Reading it back gives the same function bit for bit; a tree ensemble's file is one that XGBoost loads too.
     *
     * @throws IllegalArgumentException if the predictor's surrogate is of a kind that no model file can hold
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public static void write(Predictor predictor, Path file) {
        JsonNode document = document(predictor);
        AtomicFile.write(file, out -> Documents.writeJson(document, out));
    }

    private static JsonNode document(Predictor predictor) {
        Surrogate surrogate = predictor.surrogate();
        if (surrogate instanceof TreeEnsemble trees) {
            return XGBoostDocument.write(new TreeModel(predictor.features(), trees));
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("format", FORMAT);
        document.put("version", VERSION);
        document.put("family", predictor.family());
        if (surrogate instanceof LinearSurrogate linear) {
            document.put("surrogate", LINEAR);
            putFeatures(document, predictor);
            document.put("intercept", linear.intercept());
            ArrayNode weights = document.putArray("weights");
            for (int i = 0; i < linear.dimension(); i++) {
                weights.add(linear.weight(i));
            }
        } else if (surrogate instanceof QuadraticSurrogate quadratic) {
            document.put("surrogate", QUADRATIC);
            putFeatures(document, predictor);
            document.put("intercept", quadratic.intercept());
            ArrayNode weights = document.putArray("weights");
            ArrayNode matrix = document.putArray("matrix");
            for (int i = 0; i < quadratic.dimension(); i++) {
                weights.add(quadratic.weight(i));
                ArrayNode row = matrix.addArray();
                for (int j = 0; j <= i; j++) {
                    row.add(quadratic.coefficient(i, j));
                }
            }
        } else {
            throw new IllegalArgumentException("no model file can hold a "
                    + surrogate.getClass().getSimpleName() + "; there are trees, linear and quadratic ones");
        }
        return document;
    }

    private static void putFeatures(ObjectNode document, Predictor predictor) {
        ArrayNode features = document.putArray("features");
        predictor.features().forEach(features::add);
    }
}
