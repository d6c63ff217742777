package dev.allot.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.allot.core.io.AtomicFile;
import dev.allot.core.io.InvalidInputException;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.format.Documents;
import dev.allot.predictor.format.Fields;
import dev.allot.predictor.format.ModelFormatException;
import dev.allot.predictor.format.TreeModel;
import dev.allot.predictor.format.XGBoostDocument;
import java.nio.file.Path;

/**
 * Model files: XGBoost's own, in JSON or UBJSON, for boosted trees, and this project's JSON for all others (described in
 * docs/model-format.md). Which one a file is, its content says. No native code is needed.
 */
public final class ModelFiles {
    /** Family of every predictor that comes from an XGBoost file. */
    public static final String BOOSTED_TREES = "boosted-trees";

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
                Predictor trees = new Predictor(BOOSTED_TREES, model.features(), model.trees());
                return OriginDocument.read(model.attributes(), model.trees().dimension())
                        .map(trees::withOrigin)
                        .orElse(trees);
            }
            if (document.has("format")) {
                return ModelDocument.read(Fields.of(document));
            }
            throw new ModelFormatException("is no model: neither XGBoost's field 'learner' nor 'format' is there");
        } catch (ModelFormatException e) {
            throw InvalidInputException.in(file, e.problem(), e);
        }
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
            return XGBoostDocument.write(
                    new TreeModel(predictor.features(), trees, OriginDocument.attributes(predictor.origin())));
        }
        return ModelDocument.write(predictor);
    }
}
