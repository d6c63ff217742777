package dev.allot.predictor.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.allot.core.model.Problem;
import dev.allot.core.model.Sense;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.model.StatedProblem;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.format.Fields;
import dev.allot.predictor.format.ModelFormatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The document of a general problem. */
public final class ProblemDocument {
    static final String FORMAT = "allot-problem";
    static final int VERSION = 1;

    private ProblemDocument() {}

    /**
     * Reads a document.
     *
     * @param name what the problem is called if the document does not say
     * @param models reads the predictor of a path that the document names
     * @throws ModelFormatException if a field is missing, unknown or wrong
     */
    public static StatedProblem read(JsonNode document, String name, Function<String, Predictor> models)
            throws ModelFormatException {
        return new ProblemReader(Fields.of(document), models).read(name);
    }

    /**
     * The document of a problem, which reads back as the same problem.
     *
     * @throws IllegalArgumentException if its surrogate is of a kind that no document can hold
     */
    public static JsonNode write(StatedProblem stated) {
        Problem problem = stated.problem();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("format", FORMAT).put("version", VERSION).put("name", stated.name());
        stated.bestKnown().ifPresent(value -> document.put("bestKnown", value));
        List<String> variables = names(problem.variableCount(), problem::variableName);
        List<String> aggregates = names(problem.aggregateCount(), problem::aggregateName);
        ArrayNode ofVariables = document.putArray("variables");
        for (int j = 0; j < variables.size(); j++) {
            ObjectNode variable = ofVariables.addObject().put("name", variables.get(j));
            variable.put("type", problem.isInteger(j) ? ProblemReader.INTEGER : ProblemReader.CONTINUOUS);
            variable.put("lower", problem.lower(j)).put("upper", problem.upper(j));
        }
        ArrayNode ofAggregates = document.putArray("aggregates");
        List<ObjectNode> terms = rows(problem.aggregates(), variables);
        for (int i = 0; i < aggregates.size(); i++) {
            ObjectNode aggregate = ofAggregates.addObject().put("name", aggregates.get(i));
            aggregate.put("constant", problem.offset(i));
            aggregate.set("terms", terms.get(i));
        }
        writeConstraints(problem, variables, document.putArray("constraints"));
        ObjectNode objective = document.putObject("objective");
        objective.put("sense", id(stated.sense()));
        DoubleUnaryOperator restore = stated.sense()::restore;
        objective.put("constant", restore.applyAsDouble(problem.constant()));
        ObjectNode linear = objective.putObject("terms");
        for (int j = 0; j < variables.size(); j++) {
            if (problem.linear(j) != 0) {
                linear.put(variables.get(j), restore.applyAsDouble(problem.linear(j)));
            }
        }
        problem.surrogate()
                .ifPresent(surrogate -> objective.set(
                        "surrogate", SurrogateDocument.write(Negation.unless(stated.sense(), surrogate), aggregates)));
        return document;
    }

    private static void writeConstraints(Problem problem, List<String> variables, ArrayNode into) {
        List<ObjectNode> terms = rows(problem.constraints(), variables);
        List<String> names = names(problem.constraintCount(), problem::constraintName);
        for (int i = 0; i < names.size(); i++) {
            ObjectNode constraint = into.addObject().put("name", names.get(i));
            if (Double.isFinite(problem.constraintLower(i))) {
                constraint.put("lower", problem.constraintLower(i));
            }
            if (Double.isFinite(problem.constraintUpper(i))) {
                constraint.put("upper", problem.constraintUpper(i));
            }
            constraint.set("terms", terms.get(i));
        }
    }

    /** Names as they are; one that was there before gets a number. */
    private static List<String> names(int count, IntFunction<String> nameOf) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = nameOf.apply(i);
            String distinct = name;
            for (int k = 2; !taken.add(distinct); k++) {
                distinct = name + " (" + k + ")";
            }
            names.add(distinct);
        }
        return names;
    }

    private static List<ObjectNode> rows(SparseMatrix matrix, List<String> variables) {
        List<ObjectNode> rows = new ArrayList<>(matrix.rows());
        for (int i = 0; i < matrix.rows(); i++) {
            rows.add(JsonNodeFactory.instance.objectNode());
        }
        for (int j = 0; j < matrix.columns(); j++) {
            for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                rows.get(matrix.row(p)).put(variables.get(j), matrix.value(p));
            }
        }
        return rows;
    }

    /** What a sense is called in documents. */
    static String id(Sense sense) {
        return sense.name().toLowerCase(Locale.ROOT);
    }
}
