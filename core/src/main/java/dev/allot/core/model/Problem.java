package dev.allot.core.model;

import dev.allot.core.surrogate.Surrogate;
import java.util.List;
import java.util.Optional;

/**
 * An optimisation problem, immutable: choose x within bounds, integer where so declared, subject to linear constraints, to maximise
 * {@code f(A x + b) + c . x}, where the {@link Surrogate} f acts on the linear aggregates {@code z = A x + b}. Without a surrogate it is
 * a plain linear or integer program. The linear part of a {@link dev.allot.core.surrogate.SurrogateSum} is counted among c and the constant, so
 * that f is only what is left of it.
 *
 * <p>Coefficients and constants of aggregates, constraints and linear objective are rounded in their last bits to a grid on which sums over integer
 * variables are exact in double arithmetic and free of order.
 */
public final class Problem {
    /**
     * A constraint counts as kept when its activity is beyond its side by at most this, relative to max(1, |side|): the rounding of decimal
     * costs, nothing more.
     */
    public static final double FEASIBILITY_TOLERANCE = 1e-9;

    private final double[] lower;
    private final double[] upper;
    private final boolean[] integer;
    private final double[] linear;
    private final double constant;
    private final SparseMatrix aggregates;
    private final double[] offsets;
    private final List<String> aggregateNames;
    private final boolean[] integralAggregate;
    private final SparseMatrix constraints;
    private final List<String> constraintNames;
    private final double[] constraintLower;
    private final double[] constraintUpper;
    private final Optional<Surrogate> surrogate;
    private final Optional<List<String>> variableNames;

    Problem(ProblemBuilder b) {
        lower = b.lower();
        upper = b.upper();
        integer = b.integer();
        variableNames = b.variableNames();
        aggregateNames = b.aggregateNames();
        constraintNames = b.constraintNames();

        SparseMatrix rawAggregates = b.aggregateMatrix();
        double[] rawOffsets = b.offsets();
        double[] reach = magnitudes(rawAggregates, rawOffsets);
        aggregates = rawAggregates.mapByRow((row, value) -> DyadicGrid.round(value, reach[row]));
        offsets = new double[rawOffsets.length];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = DyadicGrid.round(rawOffsets[i], reach[i]);
        }
        integralAggregate = integralRows(aggregates, offsets);

        SparseMatrix rawConstraints = b.constraintMatrix();
        double[] extent = magnitudes(rawConstraints, new double[rawConstraints.rows()]);
        constraints = rawConstraints.mapByRow((row, value) -> DyadicGrid.round(value, extent[row]));
        constraintLower = b.constraintLower();
        constraintUpper = b.constraintUpper();

        StatedObjective stated = StatedObjective.of(b.constant(), b.linear(), b.surrogate(), aggregates, offsets);
        surrogate = stated.surrogate();
        double[] rawLinear = stated.linear();
        double magnitude = Math.abs(stated.constant());
        for (int j = 0; j < rawLinear.length; j++) {
            magnitude += Math.abs(rawLinear[j]) * largest(j);
        }
        constant = DyadicGrid.round(stated.constant(), magnitude);
        linear = new double[rawLinear.length];
        for (int j = 0; j < linear.length; j++) {
            linear[j] = DyadicGrid.round(rawLinear[j], magnitude);
        }
    }

    private double largest(int j) {
        return Math.max(Math.abs(lower[j]), Math.abs(upper[j]));
    }

    private double[] magnitudes(SparseMatrix matrix, double[] constants) {
        double[] sums = new double[matrix.rows()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = Math.abs(constants[i]);
        }
        for (int j = 0; j < matrix.columns(); j++) {
            for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                sums[matrix.row(p)] += Math.abs(matrix.value(p)) * largest(j);
            }
        }
        return sums;
    }

    private boolean[] integralRows(SparseMatrix matrix, double[] constants) {
        boolean[] integral = new boolean[matrix.rows()];
        for (int i = 0; i < integral.length; i++) {
            integral[i] = constants[i] == Math.rint(constants[i]);
        }
        for (int j = 0; j < matrix.columns(); j++) {
            for (int p = matrix.start(j); p < matrix.start(j + 1); p++) {
                integral[matrix.row(p)] &= integer[j] && matrix.value(p) == Math.rint(matrix.value(p));
            }
        }
        return integral;
    }

    /** Starts a new problem. */
    public static ProblemBuilder builder() {
        return new ProblemBuilder();
    }

    /** Number of decision variables. */
    public int variableCount() {
        return lower.length;
    }

    /** Least value of variable {@code j}, finite. */
    public double lower(int j) {
        return lower[j];
    }

    /** Greatest value of variable {@code j}, finite. */
    public double upper(int j) {
        return upper[j];
    }

    /** Whether variable {@code j} takes integers only. */
    public boolean isInteger(int j) {
        return integer[j];
    }

    /** Name of variable {@code j}: as given, or {@code x<j>}. */
    public String variableName(int j) {
        return variableNames.isPresent() ? variableNames.get().get(j) : "x" + j;
    }

    /** Linear objective coefficient of variable {@code j}. */
    public double linear(int j) {
        return linear[j];
    }

    /** The constant of the linear objective. */
    public double constant() {
        return constant;
    }

    /** The aggregate matrix A: a row for each aggregate, a column for each variable. */
    public SparseMatrix aggregates() {
        return aggregates;
    }

    /** Number of aggregates. */
    public int aggregateCount() {
        return offsets.length;
    }

    /** Constant part b of aggregate {@code i}. */
    public double offset(int i) {
        return offsets[i];
    }

    /** Name of aggregate {@code i}. */
    public String aggregateName(int i) {
        return aggregateNames.get(i);
    }

    /** Whether aggregate {@code i} takes integers only: all its coefficients and its constant are integers, as are its variables. */
    public boolean isIntegral(int i) {
        return integralAggregate[i];
    }

    /** The constraint matrix: a row for each constraint, a column for each variable. */
    public SparseMatrix constraints() {
        return constraints;
    }

    /** Number of linear constraints. */
    public int constraintCount() {
        return constraintLower.length;
    }

    /** Name of constraint {@code i}. */
    public String constraintName(int i) {
        return constraintNames.get(i);
    }

    /** Least activity of constraint {@code i}, or negative infinity. */
    public double constraintLower(int i) {
        return constraintLower[i];
    }

    /** Greatest activity of constraint {@code i}, or infinity. */
    public double constraintUpper(int i) {
        return constraintUpper[i];
    }

    /** The learned part of the objective, without what of it is stated as linear; empty for a plain linear or integer program. */
    public Optional<Surrogate> surrogate() {
        return surrogate;
    }

    /** z = A x + b. */
    public double[] aggregatesAt(double[] values) {
        return aggregates.multiplyAdd(values, offsets);
    }

    /** Constant plus c . x. */
    public double linearAt(double[] values) {
        double sum = constant;
        for (int j = 0; j < linear.length; j++) {
            sum += linear[j] * values[j];
        }
        return sum;
    }

    /** Constraint activities at {@code values}, in constraint order. */
    public double[] activitiesAt(double[] values) {
        return constraints.multiplyAdd(values, new double[constraintLower.length]);
    }

    /**
     * How far beyond a side of a constraint an activity may lie and still count as keeping it. Bounds must hold for such points, too.
     *
     * @param side a side; infinite where it is
     */
    public static double tolerance(double side) {
        return FEASIBILITY_TOLERANCE * Math.max(1, Math.abs(side));
    }

    /** How far an activity of constraint {@code i} is beyond its sides: 0 if kept within their {@link #tolerance}. */
    public double violation(int i, double activity) {
        double below = constraintLower[i] - activity;
        if (below > tolerance(constraintLower[i])) {
            return below;
        }
        double above = activity - constraintUpper[i];
        if (above > tolerance(constraintUpper[i])) {
            return above;
        }
        return 0;
    }

    /** Every variable at its lower bound: in a routing problem, every instance with the default source. */
    public double[] lowerBounds() {
        return lower.clone();
    }
}
