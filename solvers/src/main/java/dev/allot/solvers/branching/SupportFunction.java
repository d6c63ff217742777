package dev.allot.solvers.branching;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.solvers.search.ConstraintRows;
import java.util.Arrays;

/**
 * How great {@code g . z + c . x} can get over the feasible points, for prices g of the aggregates z = A x + b: the fractional optimum, or
 * slightly above it, and a vertex where it is attained. Constraints that bind a few variables each, such as the sources of one class of
 * instances, are kept exactly; all others are priced by multipliers (Lagrangean relaxation), each the best given the others. With one
 * budget that is the fractional knapsack.
 *
 * <p>A cursor for one thread; multipliers are remembered from call to call. O(nonzeros) a call.
 */
final class SupportFunction {
    /** Aggregates are added up anew now and then, to leave behind what rounding has gathered. */
    private static final int CALLS_PER_REFRESH = 256;

    private final Problem problem;
    private final Choices choices;
    private final CouplingRow[] couplings;
    private final double[] aggregateMass;
    private final double linearMass;
    private final double rounding;

    private final int variables;
    private final SparseMatrix columns;
    private final ColumnPrices columnPrices;
    private final double[] patternPrice;
    private final double[] linear;
    private final double[] unpriced;
    private final double[] profit;
    private final int[] start;
    private final int[] row;
    private final double[] x;
    private final double[] last;
    private final double[] z;
    private double value;
    private boolean kept;
    private int calls;

    /**
     * A cursor.
     *
     * @param columnPrices of the problem's aggregates; may be shared by any number of cursors
     */
    SupportFunction(ConstraintRows constraints, ColumnPrices columnPrices) {
        problem = constraints.problem();
        variables = problem.variableCount();
        columns = problem.aggregates();
        this.columnPrices = columnPrices;
        patternPrice = new double[columnPrices.patterns()];
        linear = new double[variables];
        Arrays.setAll(linear, problem::linear);
        choices = new Choices(constraints);
        couplings = CouplingRow.of(constraints, choices);
        unpriced = new double[variables];
        profit = new double[variables];
        x = new double[variables];
        last = new double[variables];
        start = new int[variables + 1];
        row = new int[columns.entries()];
        Arrays.setAll(start, columns::start);
        Arrays.setAll(row, columns::row);
        z = new double[problem.aggregateCount()];
        aggregateMass = new double[z.length];
        double mass = Math.abs(problem.constant());
        int longest = 0;
        for (int i = 0; i < z.length; i++) {
            aggregateMass[i] = Math.abs(problem.offset(i));
        }
        for (int j = 0; j < variables; j++) {
            double largest = Math.max(Math.abs(problem.lower(j)), Math.abs(problem.upper(j)));
            mass += largest * Math.abs(problem.linear(j));
            longest = Math.max(longest, columns.start(j + 1) - columns.start(j));
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                aggregateMass[columns.row(p)] += largest * Math.abs(columns.value(p));
            }
        }
        linearMass = mass;
        rounding = (variables + longest + couplings.length + 16) * 0x1p-52;
    }

    /**
     * Finds the greatest value for the given prices.
     *
     * @param prices one for each aggregate
     */
    void maximise(double[] prices) {
        double mass = linearMass;
        double constant = problem.constant();
        for (int i = 0; i < prices.length; i++) {
            mass += Math.abs(prices[i]) * aggregateMass[i];
            constant += prices[i] * problem.offset(i);
        }
        price(prices);
        subtractCouplings();
        for (CouplingRow coupling : couplings) {
            coupling.improve(profit, choices);
        }
        // Anew, without what rounding the search for the multipliers has left.
        subtractCouplings();
        double sum = constant;
        for (CouplingRow coupling : couplings) {
            sum += coupling.dualTerm();
            mass += coupling.mass();
        }
        value = sum + choices.maximise(profit, x);
        value += rounding * mass;
        aggregate();
        kept = true;
        for (CouplingRow coupling : couplings) {
            kept &= coupling.isKept(x);
        }
    }

    private void subtractCouplings() {
        System.arraycopy(unpriced, 0, profit, 0, variables);
        for (CouplingRow coupling : couplings) {
            coupling.subtractFrom(profit);
        }
    }

    private void price(double[] prices) {
        System.arraycopy(linear, 0, unpriced, 0, variables);
        columnPrices.addTo(unpriced, prices, patternPrice);
    }

    /** Follows the vertex: from one call to the next, few variables change. */
    private void aggregate() {
        if (calls++ % CALLS_PER_REFRESH == 0) {
            for (int i = 0; i < z.length; i++) {
                z[i] = problem.offset(i);
            }
            for (int j = 0; j < variables; j++) {
                move(j, x[j]);
            }
        } else {
            for (int j = 0; j < variables; j++) {
                if (x[j] != last[j]) {
                    move(j, x[j] - last[j]);
                }
            }
        }
        System.arraycopy(x, 0, last, 0, variables);
    }

    private void move(int j, double change) {
        if (change != 0) {
            for (int p = start[j], end = start[j + 1]; p < end; p++) {
                z[row[p]] += change * columns.value(p);
            }
        }
    }

    /** An upper bound on what any feasible point can reach, valid whatever the multipliers; rounding is allowed for. */
    double value() {
        return value;
    }

    /** Aggregates of the vertex; the array is reused. */
    double[] aggregates() {
        return z;
    }

    /** Values of the vertex, all at ends of their ranges or filled up to a choice's limit; the array is reused. */
    double[] vertex() {
        return x;
    }

    /** Whether the vertex keeps all constraints. */
    boolean isFeasible() {
        return kept;
    }

    /** Profit of each variable beyond its share of the constraints' prices; the array is reused. */
    double[] reducedProfits() {
        return profit;
    }
}
