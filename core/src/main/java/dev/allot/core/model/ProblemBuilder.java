package dev.allot.core.model;

import dev.allot.core.surrogate.Surrogate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Problem}: first the aggregates by name, then the variables with their columns, then constraints. Everything is checked
 * where it is added.
 */
public final class ProblemBuilder {
    private static final int[] NO_ROWS = {};
    private static final double[] NO_VALUES = {};

    private List<String> aggregateNames = List.of();
    private double[] offsets = {};
    private int variables;
    private double[] lower = new double[16];
    private double[] upper = new double[16];
    private double[] linear = new double[16];
    private boolean[] integer = new boolean[16];
    private @Nullable List<String> variableNames;
    private double constant;
    private @Nullable Surrogate surrogate;
    private final SparseMatrix.Builder aggregates = new SparseMatrix.Builder();
    private final List<LinearConstraint> constraints = new ArrayList<>();

    ProblemBuilder() {}

    /** Declares the aggregates by name, with the constant part 0. To be called before any variable. */
    public ProblemBuilder aggregates(List<String> names) {
        return aggregates(names, new double[names.size()]);
    }

    /** Declares the aggregates by name and constant part. To be called before any variable. */
    public ProblemBuilder aggregates(List<String> names, double[] constants) {
        if (variables > 0) {
            throw new IllegalStateException("declare the aggregates before the first variable");
        }
        if (names.size() != constants.length) {
            throw new IllegalArgumentException(
                    names.size() + " aggregate names but " + constants.length + " constants");
        }
        for (double c : constants) {
            requireFinite("aggregate constant", c);
        }
        aggregateNames = List.copyOf(names);
        offsets = constants.clone();
        return this;
    }

    /** The learned objective over the aggregates. */
    public ProblemBuilder surrogate(Surrogate objective) {
        this.surrogate = objective;
        return this;
    }

    /** A constant added to the objective. */
    public ProblemBuilder constant(double value) {
        constant = requireFinite("objective constant", value);
        return this;
    }

    /** Adds an integer variable without aggregates; returns its index. */
    public int integer(double least, double greatest, double objective) {
        return integer(least, greatest, objective, NO_ROWS, NO_VALUES);
    }

    /**
     * Adds an integer variable; returns its index.
     *
     * @param least lower bound, an integer
     * @param greatest upper bound, an integer
     * @param objective linear objective coefficient
     * @param rows the aggregates it takes part in
     * @param coefficients its coefficients in them
     */
    public int integer(double least, double greatest, double objective, int[] rows, double[] coefficients) {
        if (least != Math.rint(least) || greatest != Math.rint(greatest)) {
            throw new IllegalArgumentException(
                    "integer variable " + variables + " needs integer bounds, not [" + least + ", " + greatest + "]");
        }
        return add(true, least, greatest, objective, rows, coefficients);
    }

    /** Adds a continuous variable; returns its index. Parameters as for {@link #integer(double, double, double, int[], double[])}. */
    public int continuous(double least, double greatest, double objective, int[] rows, double[] coefficients) {
        return add(false, least, greatest, objective, rows, coefficients);
    }

    private int add(
            boolean isInteger, double least, double greatest, double objective, int[] rows, double[] coefficients) {
        requireFinite("lower bound of variable ", variables, least);
        requireFinite("upper bound of variable ", variables, greatest);
        if (least > greatest) {
            throw new IllegalArgumentException(
                    "variable " + variables + " has the bounds [" + least + ", " + greatest + "]");
        }
        requireFinite("objective coefficient of variable ", variables, objective);
        if (rows.length != coefficients.length) {
            throw new IllegalArgumentException("variable " + variables + " has " + rows.length + " aggregates but "
                    + coefficients.length + " coefficients");
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= offsets.length) {
                throw new IllegalArgumentException(
                        "variable " + variables + " takes part in aggregate " + rows[i] + " of " + offsets.length);
            }
            requireFinite("aggregate coefficient of variable ", variables, coefficients[i]);
        }
        if (variables == lower.length) {
            int capacity = 2 * variables;
            lower = Arrays.copyOf(lower, capacity);
            upper = Arrays.copyOf(upper, capacity);
            linear = Arrays.copyOf(linear, capacity);
            integer = Arrays.copyOf(integer, capacity);
        }
        lower[variables] = least;
        upper[variables] = greatest;
        linear[variables] = objective;
        integer[variables] = isInteger;
        aggregates.addColumn(rows, coefficients);
        return variables++;
    }

    /** Names the variables, one name for each, in order. */
    public ProblemBuilder variableNames(List<String> names) {
        variableNames = List.copyOf(names);
        return this;
    }

    /** Adds a linear constraint. */
    public ProblemBuilder constraint(LinearConstraint constraint) {
        constraints.add(constraint);
        return this;
    }

    /** Adds the constraints of another problem of the same variables; O(their entries). */
    public ProblemBuilder constraintsOf(Problem problem) {
        SparseMatrix rows = problem.constraints().transpose();
        for (int i = 0; i < problem.constraintCount(); i++) {
            int begin = rows.start(i);
            int[] in = new int[rows.start(i + 1) - begin];
            double[] coefficients = new double[in.length];
            for (int k = 0; k < in.length; k++) {
                in[k] = rows.row(begin + k);
                coefficients[k] = rows.value(begin + k);
            }
            constraint(new LinearConstraint(
                    problem.constraintName(i),
                    problem.constraintLower(i),
                    problem.constraintUpper(i),
                    in,
                    coefficients));
        }
        return this;
    }

    /**
     * The problem.
     *
     * @throws IllegalArgumentException if a constraint names a variable that does not exist, or the surrogate's dimension is not the number
     *     of aggregates, or the number of variable names is not that of variables
     */
    public Problem build() {
        if (surrogate != null && surrogate.dimension() != offsets.length) {
            throw new IllegalArgumentException(
                    "the surrogate takes " + surrogate.dimension() + " aggregates, the problem has " + offsets.length);
        }
        if (variableNames != null && variableNames.size() != variables) {
            throw new IllegalArgumentException(variableNames.size() + " names for " + variables + " variables");
        }
        return new Problem(this);
    }

    double[] lower() {
        return Arrays.copyOf(lower, variables);
    }

    double[] upper() {
        return Arrays.copyOf(upper, variables);
    }

    double[] linear() {
        return Arrays.copyOf(linear, variables);
    }

    boolean[] integer() {
        return Arrays.copyOf(integer, variables);
    }

    Optional<List<String>> variableNames() {
        return Optional.ofNullable(variableNames);
    }

    double constant() {
        return constant;
    }

    Optional<Surrogate> surrogate() {
        return Optional.ofNullable(surrogate);
    }

    List<String> aggregateNames() {
        return aggregateNames;
    }

    double[] offsets() {
        return offsets;
    }

    SparseMatrix aggregateMatrix() {
        return aggregates.build(offsets.length);
    }

    List<String> constraintNames() {
        return constraints.stream().map(LinearConstraint::name).toList();
    }

    double[] constraintLower() {
        return constraints.stream().mapToDouble(LinearConstraint::lower).toArray();
    }

    double[] constraintUpper() {
        return constraints.stream().mapToDouble(LinearConstraint::upper).toArray();
    }

    /** The constraints as a matrix by columns: counted, placed, and appended column by column. */
    SparseMatrix constraintMatrix() {
        int[] start = new int[variables + 1];
        for (LinearConstraint constraint : constraints) {
            for (int j : constraint.variables()) {
                if (j < 0 || j >= variables) {
                    throw new IllegalArgumentException(
                            "constraint '" + constraint.name() + "' names variable " + j + " of " + variables);
                }
                start[j + 1]++;
            }
        }
        for (int j = 0; j < variables; j++) {
            start[j + 1] += start[j];
        }
        int[] next = Arrays.copyOf(start, variables);
        int[] rows = new int[start[variables]];
        double[] values = new double[rows.length];
        for (int i = 0; i < constraints.size(); i++) {
            int[] js = constraints.get(i).variables();
            double[] coefficients = constraints.get(i).coefficients();
            for (int k = 0; k < js.length; k++) {
                int at = next[js[k]]++;
                rows[at] = i;
                values[at] = coefficients[k];
            }
        }
        SparseMatrix.Builder matrix = new SparseMatrix.Builder();
        for (int j = 0; j < variables; j++) {
            matrix.addColumn(
                    Arrays.copyOfRange(rows, start[j], start[j + 1]),
                    Arrays.copyOfRange(values, start[j], start[j + 1]));
        }
        return matrix.build(constraints.size());
    }

    private static void requireFinite(String what, int variable, double value) {
        // Millions of values pass: the message is put together for the one that does not.
        if (!Double.isFinite(value)) {
            requireFinite(what + variable, value);
        }
    }

    private static double requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the " + what + " is " + value + "; it must be finite");
        }
        return value;
    }
}
