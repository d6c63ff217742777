package dev.allot.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;

/** A mixed integer program to be maximised, as general solvers take it: columns, then rows. Mutable while it is written. */
final class FullProgram {
    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private double constant;

    /**
     * A variable.
     *
     * @param cost its coefficient in the objective
     */
    record Column(double lower, double upper, boolean integer, double cost) {}

    /** {@code lower <= sum of coefficients times columns <= upper}; sides may be infinite, and a column may be named twice. */
    record Row(double lower, double upper, int[] columns, double[] coefficients) {}

    /** Adds a variable; returns its index. */
    int column(double lower, double upper, boolean integer, double cost) {
        columns.add(new Column(lower, upper, integer, cost));
        return columns.size() - 1;
    }

    /** Adds a row. */
    void row(double lower, double upper, int[] variables, double[] coefficients) {
        rows.add(new Row(lower, upper, variables, coefficients));
    }

    /** Adds to the objective. */
    void addConstant(double value) {
        constant += value;
    }

    List<Column> columns() {
        return columns;
    }

    List<Row> rows() {
        return rows;
    }

    double constant() {
        return constant;
    }
}
