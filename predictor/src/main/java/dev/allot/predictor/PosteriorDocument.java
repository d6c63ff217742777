package dev.allot.predictor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.predictor.format.Fields;
import dev.allot.predictor.format.ModelFormatException;
import java.util.Arrays;

/** What a model file says of how uncertain the model's weights are, described in docs/model-format.md. */
final class PosteriorDocument {
    private static final String SIZE = "size";
    private static final String COVARIANCE = "covariance";

    private PosteriorDocument() {}

    /**
     * Reads a posterior.
     *
     * @param surrogate its mean
     */
    static ConcavePosterior read(Fields posterior, Surrogate surrogate) throws ModelFormatException {
        boolean curved = posterior.has(SIZE);
        double unit = 0;
        double[] weights;
        double intercept;
        if (surrogate instanceof LinearSurrogate linear && !curved) {
            weights = new double[linear.dimension()];
            Arrays.setAll(weights, linear::weight);
            intercept = linear.intercept();
        } else if (surrogate instanceof QuadraticSurrogate quadratic && curved) {
            Fields size = posterior.object(SIZE);
            unit = positive(size, "unit");
            double weight = positive(size, "weight");
            requireLoss(size, quadratic, -unit * weight);
            weights = new double[quadratic.dimension() + 1];
            Arrays.setAll(weights, i -> i < quadratic.dimension() ? quadratic.weight(i) : weight);
            intercept = quadratic.intercept();
        } else {
            throw posterior.refused(
                    SIZE, curved ? "is for quadratic models" : "is missing, but the model is not linear");
        }
        int rows = posterior.integer("rows");
        double noise = posterior.number("noise");
        if (rows < 1 || noise < 0) {
            throw rows < 1
                    ? posterior.refused("rows", "is " + rows + "; it must be at least 1")
                    : posterior.refused("noise", "is " + noise + "; it must not be negative");
        }
        LinearPosterior terms = new LinearPosterior(
                new LinearSurrogate(intercept, weights),
                numbers(posterior, "centre", weights.length),
                covariance(posterior, weights.length),
                diagonal(numbers(posterior, "prior", weights.length)),
                noise,
                rows);
        return new ConcavePosterior(terms, unit);
    }

    private static double positive(Fields size, String field) throws ModelFormatException {
        double value = size.number(field);
        if (value <= 0) {
            throw size.refused(field, "is " + value + "; it must be positive");
        }
        return value;
    }

    private static void requireLoss(Fields size, QuadraticSurrogate surrogate, double loss)
            throws ModelFormatException {
        for (int i = 0; i < surrogate.dimension(); i++) {
            for (int j = 0; j <= i; j++) {
                if (surrogate.coefficient(i, j) != loss) {
                    throw size.refused("weight", "times unit is not the loss in the model's matrix");
                }
            }
        }
    }

    private static double[][] diagonal(double[] variances) {
        double[][] matrix = new double[variances.length][variances.length];
        for (int k = 0; k < variances.length; k++) {
            matrix[k][k] = variances[k];
        }
        return matrix;
    }

    private static double[] numbers(Fields posterior, String field, int length) throws ModelFormatException {
        double[] numbers = posterior.numbers(field);
        if (numbers.length != length) {
            throw posterior.refused(field, "has " + numbers.length + " entries for " + length + " terms");
        }
        return numbers;
    }

    private static double[][] covariance(Fields posterior, int width) throws ModelFormatException {
        double[][] covariance = posterior.lowerTriangle(COVARIANCE, width);
        for (int i = 0; i < width; i++) {
            if (covariance[i][i] < 0) {
                throw posterior.refused(
                        COVARIANCE + "[" + i + "]",
                        "has the variance " + covariance[i][i] + "; it must not be negative");
            }
        }
        return covariance;
    }

    static ObjectNode write(ConcavePosterior posterior) {
        LinearPosterior terms = posterior.terms();
        int width = terms.mean().dimension();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("rows", terms.rows());
        document.put("noise", terms.noise());
        if (posterior.isCurved()) {
            document.putObject(SIZE)
                    .put("unit", posterior.unit())
                    .put("weight", terms.mean().weight(width - 1));
        }
        put(document.putArray("centre"), terms.centre());
        put(document.putArray("prior"), terms.prior());
        ArrayNode covariance = document.putArray(COVARIANCE);
        for (int i = 0; i < width; i++) {
            ArrayNode row = covariance.addArray();
            for (int j = 0; j <= i; j++) {
                row.add(terms.covariance(i, j));
            }
        }
        return document;
    }

    private static void put(ArrayNode array, double[] numbers) {
        for (double number : numbers) {
            array.add(number);
        }
    }
}
