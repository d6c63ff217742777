package dev.allot.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.surrogate.KernelSurrogate;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateSum;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.predictor.format.Fields;
import dev.allot.predictor.format.ModelFormatException;
import dev.allot.predictor.format.TreeModel;
import dev.allot.predictor.format.XGBoostDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The project's own model document, described in docs/model-format.md: for all models but trees alone. */
final class ModelDocument {
    private static final String FORMAT = "allot-model";
    private static final int VERSION = 1;
    private static final String LINEAR = "linear";
    private static final String QUADRATIC = "quadratic";
    private static final String KERNEL = "kernel";
    private static final String LOWER_BOUND = "lower-confidence-bound";
    private static final String SUM = "sum";
    private static final String PARTS = "parts";
    private static final String LEARNER = "learner";
    private static final String ORIGIN = "origin";
    private static final String POSTERIOR = "posterior";
    private static final String SHARES = "shares";

    private ModelDocument() {}

    static Predictor read(Fields model) throws ModelFormatException {
        if (!model.string("format").equals(FORMAT)) {
            throw model.refused("format", "is '" + model.string("format") + "', not '" + FORMAT + "'");
        }
        if (model.integer("version") != VERSION) {
            throw model.refused("version", "is " + model.integer("version") + "; this program reads " + VERSION);
        }
        List<String> features = model.strings("features");
        Surrogate surrogate = surrogate(model);
        Predictor predictor;
        try {
            predictor = new Predictor(model.string("family"), features, surrogate);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("field 'features': " + e.getMessage(), e);
        }
        if (model.has(POSTERIOR)) {
            predictor = predictor.withPosterior(PosteriorDocument.read(model.object(POSTERIOR), surrogate));
        }
        if (model.has(ORIGIN)) {
            predictor = predictor.withOrigin(OriginDocument.read(model.object(ORIGIN), surrogate.dimension()));
        }
        return model.has(SHARES) ? predictor.withShares(shares(model.objects(SHARES))) : predictor;
    }

    private static List<Share> shares(List<Fields> nodes) throws ModelFormatException {
        List<Share> shares = new ArrayList<>();
        for (Fields node : nodes) {
            double share = node.number("share");
            if (!(share >= 0 && share <= 1)) {
                throw node.refused("share", "is " + share + "; it must be 0 to 1");
            }
            shares.add(new Share(node.string("family"), share));
        }
        return shares;
    }

    private static Surrogate surrogate(Fields model) throws ModelFormatException {
        if (model.string("surrogate").equals(SUM)) {
            return sum(model);
        }
        double intercept = model.number("intercept");
        double[] weights = model.numbers("weights");
        return switch (model.string("surrogate")) {
            case LINEAR -> new LinearSurrogate(intercept, weights);
            case QUADRATIC -> new QuadraticSurrogate(intercept, weights, model.lowerTriangle("matrix", weights.length));
            case KERNEL -> kernel(model, intercept, weights);
            case LOWER_BOUND -> lowerBound(model, intercept, weights);
            default ->
                throw model.refused(
                        "surrogate",
                        "is '" + model.string("surrogate") + "'; there are '" + LINEAR + "', '" + QUADRATIC + "', '"
                                + KERNEL + "', '" + LOWER_BOUND + "' and '" + SUM + "'");
        };
    }

    private static Surrogate sum(Fields model) throws ModelFormatException {
        List<Surrogate> parts = new ArrayList<>();
        List<Fields> nodes = model.objects(PARTS);
        for (int k = 0; k < nodes.size(); k++) {
            Fields node = nodes.get(k);
            if (!node.has(LEARNER) && node.string("surrogate").equals(SUM)) {
                throw node.refused("surrogate", "is '" + SUM + "'; a part of a sum is none itself");
            }
            Surrogate part = node.has(LEARNER) ? XGBoostDocument.trees(node) : surrogate(node);
            int width = parts.isEmpty() ? part.dimension() : parts.get(0).dimension();
            if (part.dimension() != width) {
                throw model.refused(
                        PARTS + "[" + k + "]",
                        "is of " + part.dimension() + " features, but " + PARTS + "[0] of " + width);
            }
            parts.add(part);
        }
        if (parts.isEmpty()) {
            throw model.refused(PARTS, "is empty; a sum has parts");
        }
        return SurrogateSum.of(parts);
    }

    private static Surrogate kernel(Fields model, double intercept, double[] weights) throws ModelFormatException {
        double power = model.number("power");
        if (!(power > 0 && power <= 1)) {
            throw model.refused("power", "is " + power + "; it must be above 0 and at most 1");
        }
        double[] scales = model.numbers("scales");
        for (int i = 0; i < scales.length; i++) {
            if (scales[i] < 0) {
                throw model.refused("scales[" + i + "]", "is " + scales[i] + "; it must not be negative");
            }
        }
        double[][] centres = model.matrix("centres");
        if (centres.length != weights.length) {
            throw model.refused("centres", "has " + centres.length + " rows for " + weights.length + " weights");
        }
        for (int c = 0; c < centres.length; c++) {
            if (centres[c].length != scales.length) {
                throw model.refused(
                        "centres[" + c + "]", "has " + centres[c].length + " entries for " + scales.length + " scales");
            }
        }
        return new KernelSurrogate(intercept, power, scales, centres, weights);
    }

    private static Surrogate lowerBound(Fields model, double intercept, double[] weights) throws ModelFormatException {
        Surrogate mean = model.has("matrix")
                ? new QuadraticSurrogate(intercept, weights, model.lowerTriangle("matrix", weights.length))
                : new LinearSurrogate(intercept, weights);
        double[] centre = model.numbers("centre");
        if (centre.length != weights.length) {
            throw model.refused("centre", "has " + centre.length + " entries for " + weights.length + " weights");
        }
        double[][] factor = model.matrix("factor");
        for (int r = 0; r < factor.length; r++) {
            if (factor[r].length != weights.length) {
                throw model.refused(
                        "factor[" + r + "]", "has " + factor[r].length + " entries for " + weights.length + " weights");
            }
        }
        return new LowerConfidenceBound(
                mean, notNegative(model, "kappa"), notNegative(model, "variance"), centre, factor);
    }

    private static double notNegative(Fields model, String field) throws ModelFormatException {
        double value = model.number(field);
        if (value < 0) {
            throw model.refused(field, "is " + value + "; it must not be negative");
        }
        return value;
    }

    /** The document of a predictor that is no tree ensemble. */
    static ObjectNode write(Predictor predictor) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("format", FORMAT);
        document.put("version", VERSION);
        document.put("family", predictor.family());
        document.put("surrogate", kind(predictor.surrogate()));
        ArrayNode features = document.putArray("features");
        predictor.features().forEach(features::add);
        put(document, predictor.surrogate());
        if (!predictor.shares().isEmpty()) {
            ArrayNode shares = document.putArray(SHARES);
            predictor
                    .shares()
                    .forEach(each ->
                            shares.addObject().put("family", each.family()).put("share", each.share()));
        }
        predictor.origin().ifPresent(origin -> document.set(ORIGIN, OriginDocument.write(origin)));
        predictor.posterior().ifPresent(known -> document.set(POSTERIOR, PosteriorDocument.write(known)));
        return document;
    }

    private static String kind(Surrogate surrogate) {
        if (surrogate instanceof LinearSurrogate) {
            return LINEAR;
        }
        if (surrogate instanceof QuadraticSurrogate) {
            return QUADRATIC;
        }
        if (surrogate instanceof KernelSurrogate) {
            return KERNEL;
        }
        if (surrogate instanceof LowerConfidenceBound) {
            return LOWER_BOUND;
        }
        if (surrogate instanceof SurrogateSum) {
            return SUM;
        }
        throw new IllegalArgumentException("no model file can hold a "
                + surrogate.getClass().getSimpleName() + "; there are trees, linear, quadratic and kernel ones,"
                + " lower confidence bounds and sums of these");
    }

    /** All that a surrogate has besides its kind. */
    private static void put(ObjectNode document, Surrogate surrogate) {
        if (surrogate instanceof LinearSurrogate linear) {
            put(document, linear);
        } else if (surrogate instanceof QuadraticSurrogate quadratic) {
            put(document, quadratic);
        } else if (surrogate instanceof KernelSurrogate kernel) {
            put(document, kernel);
        } else if (surrogate instanceof LowerConfidenceBound bound) {
            put(document, bound);
        } else if (surrogate instanceof SurrogateSum sum) {
            ArrayNode parts = document.putArray(PARTS);
            sum.parts().forEach(part -> parts.add(part(part)));
        }
    }

    private static JsonNode part(Surrogate part) {
        if (part instanceof TreeEnsemble trees) {
            return XGBoostDocument.write(new TreeModel(List.of(), trees, Map.of()));
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("surrogate", kind(part));
        put(node, part);
        return node;
    }

    private static void put(ObjectNode document, LinearSurrogate linear) {
        document.put("intercept", linear.intercept());
        ArrayNode weights = document.putArray("weights");
        for (int i = 0; i < linear.dimension(); i++) {
            weights.add(linear.weight(i));
        }
    }

    private static void put(ObjectNode document, LowerConfidenceBound bound) {
        put(document, bound.mean());
        document.put("kappa", bound.kappa());
        document.put("variance", bound.variance());
        ArrayNode centre = document.putArray("centre");
        for (int i = 0; i < bound.dimension(); i++) {
            centre.add(bound.centre(i));
        }
        ArrayNode factor = document.putArray("factor");
        for (int r = 0; r < bound.rank(); r++) {
            ArrayNode row = factor.addArray();
            for (double value : bound.factorRow(r)) {
                row.add(value);
            }
        }
    }

    private static void put(ObjectNode document, QuadraticSurrogate quadratic) {
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
    }

    private static void put(ObjectNode document, KernelSurrogate kernel) {
        document.put("intercept", kernel.intercept());
        document.put("power", kernel.power());
        ArrayNode scales = document.putArray("scales");
        for (int i = 0; i < kernel.dimension(); i++) {
            scales.add(kernel.scale(i));
        }
        ArrayNode weights = document.putArray("weights");
        ArrayNode centres = document.putArray("centres");
        for (int c = 0; c < kernel.centreCount(); c++) {
            weights.add(kernel.weight(c));
            ArrayNode row = centres.addArray();
            for (double aggregate : kernel.centre(c)) {
                row.add(aggregate);
            }
        }
    }
}
