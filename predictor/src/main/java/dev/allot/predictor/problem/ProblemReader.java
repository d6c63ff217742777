package dev.allot.predictor.problem;

import dev.allot.core.model.LinearConstraint;
import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.Sense;
import dev.allot.core.model.StatedProblem;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.predictor.Predictor;
import dev.allot.predictor.format.Fields;
import dev.allot.predictor.format.ModelFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Reads a document field by field: what is unknown, missing, doubled or out of range is refused with its place. */
final class ProblemReader {
    static final String INTEGER = "integer";
    static final String CONTINUOUS = "continuous";
    /** Beyond it doubles do not tell integers apart. */
    private static final double GREATEST_INTEGER = 0x1p53;

    private final Fields root;
    private final Function<String, Predictor> models;
    private final Names variables = new Names("variable");
    private final Names aggregates = new Names("aggregate");

    ProblemReader(Fields root, Function<String, Predictor> models) {
        this.root = root;
        this.models = models;
    }

    /** A variable as it stands. */
    private record Variable(boolean integer, double lower, double upper) {}

    StatedProblem read(String fallbackName) throws ModelFormatException {
        checkFormat();
        List<Variable> stated = variables();
        Rows aggregateRows = new Rows();
        ProblemBuilder builder = Problem.builder();
        double[] constants = aggregates(aggregateRows);
        builder.aggregates(aggregates.list(), constants);
        Fields objective = root.object("objective");
        objective.requireOnly("sense", "constant", "terms", "surrogate");
        Sense sense = sense(objective);
        double[] linear = new double[stated.size()];
        Terms terms = objective.has("terms") ? terms(objective) : new Terms(new int[0], new double[0]);
        for (int k = 0; k < terms.variables.length; k++) {
            linear[terms.variables[k]] = sense.restore(terms.coefficients[k]);
        }
        List<Rows.Column> columns = aggregateRows.columns(stated.size());
        for (int j = 0; j < stated.size(); j++) {
            Variable v = stated.get(j);
            Rows.Column column = columns.get(j);
            if (v.integer) {
                builder.integer(v.lower, v.upper, linear[j], column.rows(), column.coefficients());
            } else {
                builder.continuous(v.lower, v.upper, linear[j], column.rows(), column.coefficients());
            }
        }
        builder.variableNames(variables.list());
        builder.constant(sense.restore(objective.number("constant", 0)));
        if (objective.has("surrogate")) {
            Surrogate surrogate = new SurrogateDocument(aggregates, models).read(objective.object("surrogate"));
            if (sense == Sense.MINIMISE && !Negation.isPossibleOf(surrogate)) {
                throw objective.refused("sense", "is 'minimise', but a lower confidence bound can only be maximised");
            }
            builder.surrogate(Negation.unless(sense, surrogate));
        }
        constraints(builder);
        OptionalDouble bestKnown =
                root.has("bestKnown") ? OptionalDouble.of(root.number("bestKnown")) : OptionalDouble.empty();
        String name = root.has("name") ? root.string("name") : fallbackName;
        return new StatedProblem(name, sense, builder.build(), bestKnown);
    }

    private void checkFormat() throws ModelFormatException {
        root.requireOnly(
                "format", "version", "name", "bestKnown", "variables", "aggregates", "constraints", "objective");
        if (!root.string("format").equals(ProblemDocument.FORMAT)) {
            throw root.refused("format", "is '" + root.string("format") + "', not '" + ProblemDocument.FORMAT + "'");
        }
        if (root.integer("version") != ProblemDocument.VERSION) {
            throw root.refused(
                    "version", "is " + root.integer("version") + "; this program reads " + ProblemDocument.VERSION);
        }
    }

    private List<Variable> variables() throws ModelFormatException {
        List<Variable> stated = new ArrayList<>();
        for (Fields node : root.objects("variables")) {
            node.requireOnly("name", "type", "lower", "upper");
            variables.add(node);
            String type = node.has("type") ? node.string("type") : INTEGER;
            boolean integer = type.equals(INTEGER);
            if (!integer && !type.equals(CONTINUOUS)) {
                throw node.refused("type", "is '" + type + "', neither '" + INTEGER + "' nor '" + CONTINUOUS + "'");
            }
            double lower = bound(node, "lower", node.number("lower", 0), integer);
            double upper = bound(node, "upper", node.number("upper"), integer);
            if (lower > upper) {
                throw node.refused("upper", "is " + upper + ", below the lower bound " + lower);
            }
            stated.add(new Variable(integer, lower, upper));
        }
        if (stated.isEmpty()) {
            throw root.refused("variables", "is empty; a problem has at least one variable");
        }
        return stated;
    }

    private static double bound(Fields node, String field, double value, boolean integer) throws ModelFormatException {
        if (integer && (value != Math.rint(value) || Math.abs(value) > GREATEST_INTEGER)) {
            throw node.refused(field, "is " + value + "; bounds of an integer variable are integers up to 2^53");
        }
        return value;
    }

    private double[] aggregates(Rows rows) throws ModelFormatException {
        List<Fields> nodes = root.has("aggregates") ? root.objects("aggregates") : List.of();
        double[] constants = new double[nodes.size()];
        for (int i = 0; i < constants.length; i++) {
            Fields node = nodes.get(i);
            node.requireOnly("name", "constant", "terms");
            aggregates.add(node);
            constants[i] = node.number("constant", 0);
            Terms terms = terms(node);
            rows.add(terms.variables, terms.coefficients);
        }
        return constants;
    }

    private void constraints(ProblemBuilder builder) throws ModelFormatException {
        if (!root.has("constraints")) {
            return;
        }
        Names names = new Names("constraint");
        for (Fields node : root.objects("constraints")) {
            node.requireOnly("name", "lower", "upper", "terms");
            names.add(node);
            if (!node.has("lower") && !node.has("upper")) {
                throw node.refused("lower", "is missing, and so is 'upper'; a constraint has at least one side");
            }
            double lower = node.number("lower", Double.NEGATIVE_INFINITY);
            double upper = node.number("upper", Double.POSITIVE_INFINITY);
            if (lower > upper) {
                throw node.refused("upper", "is " + upper + ", below the lower side " + lower);
            }
            Terms terms = terms(node);
            builder.constraint(
                    new LinearConstraint(node.string("name"), lower, upper, terms.variables, terms.coefficients));
        }
    }

    private static Sense sense(Fields objective) throws ModelFormatException {
        String text = objective.string("sense");
        for (Sense sense : Sense.values()) {
            if (text.equals(ProblemDocument.id(sense))) {
                return sense;
            }
        }
        throw objective.refused("sense", "is '" + text + "', neither 'maximise' nor 'minimise'");
    }

    private record Terms(int[] variables, double[] coefficients) {}

    private Terms terms(Fields node) throws ModelFormatException {
        Map<String, Double> byName = node.numbersByName("terms");
        int[] indices = new int[byName.size()];
        double[] coefficients = new double[byName.size()];
        int k = 0;
        for (Map.Entry<String, Double> term : byName.entrySet()) {
            indices[k] = variables.indexOf(node, "terms", term.getKey());
            coefficients[k++] = term.getValue();
        }
        return new Terms(indices, coefficients);
    }
}
