package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;
import dev.allot.core.model.ProblemBuilder;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.solve.RootBound;
import dev.allot.core.surrogate.Box;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The linear forms of the variables that relaxations know, by row: first the directions of the separable form, then the aggregates less whole
 * numbers near their centres, then the constraints. Each row {@code t = B x + b} has a range that holds at every feasible point. Immutable.
 */
final class Rows {
    /** Sums of doubles lose at most this, relative to their magnitude; ranges are widened by it. */
    private static final double ROUNDING = 0x1p-40;

    private final Problem problem;
    private final SeparableForm form;
    private final int directions;
    private final int aggregates;
    private final double[] offset;
    private final double[] least;
    private final double[] greatest;
    private final int[] start;
    private final int[] variable;
    private final double[] coefficient;

    /** The rows of a problem in a separable form; O(variables x directions) space. */
    Rows(Problem problem, SeparableForm form) {
        this.problem = problem;
        this.form = form;
        directions = form.size();
        aggregates = problem.aggregateCount();
        int size = directions + aggregates + problem.constraintCount();
        offset = new double[size];
        least = new double[size];
        greatest = new double[size];
        for (int k = 0; k < directions; k++) {
            for (int i = 0; i < aggregates; i++) {
                offset[k] += form.direction(k)[i] * (problem.offset(i) - form.centre(i));
            }
        }
        Box reach = RootBound.reachable(problem);
        for (int i = 0; i < aggregates; i++) {
            int row = aggregateRow(i);
            offset[row] = problem.offset(i) - origin(i);
            least[row] = Math.nextDown(reach.lower(i) - origin(i));
            greatest[row] = Math.nextUp(reach.upper(i) - origin(i));
            if (problem.isIntegral(i)) {
                least[row] = reach.lower(i) - origin(i);
                greatest[row] = reach.upper(i) - origin(i);
            }
        }
        SparseMatrix byAggregate = problem.aggregates().transpose();
        SparseMatrix byConstraint = problem.constraints().transpose();
        for (int i = 0; i < problem.constraintCount(); i++) {
            boolean integral = isIntegral(byConstraint, i);
            // Points beyond a side by the tolerance count as feasible.
            double low = problem.constraintLower(i) - Problem.tolerance(problem.constraintLower(i));
            double high = problem.constraintUpper(i) + Problem.tolerance(problem.constraintUpper(i));
            least[constraintRow(i)] = integral ? Math.ceil(low) : Math.nextDown(low);
            greatest[constraintRow(i)] = integral ? Math.floor(high) : Math.nextUp(high);
        }
        int convex = (int) IntStream.range(0, directions).filter(this::isConvex).count();
        int entries = Math.addExact(
                Math.multiplyExact(convex, problem.variableCount()), byAggregate.entries() + byConstraint.entries());
        start = new int[size + 1];
        variable = new int[entries];
        coefficient = new double[entries];
        for (int k = 0; k < directions; k++) {
            start[k + 1] = start[k];
            if (isConvex(k)) {
                fillDirection(k);
            }
        }
        for (int i = 0; i < aggregates; i++) {
            copy(byAggregate, i, aggregateRow(i));
        }
        for (int i = 0; i < problem.constraintCount(); i++) {
            copy(byConstraint, i, constraintRow(i));
        }
        rangeDirections();
    }

    private boolean isIntegral(SparseMatrix byRow, int i) {
        boolean integral = true;
        for (int p = byRow.start(i); p < byRow.start(i + 1); p++) {
            integral &= problem.isInteger(byRow.row(p)) && byRow.value(p) == Math.rint(byRow.value(p));
        }
        return integral;
    }

    /** Concave directions keep their squares: they need neither entries nor ranges. */
    private void fillDirection(int k) {
        SparseMatrix columns = problem.aggregates();
        double[] v = form.direction(k);
        for (int j = 0; j < problem.variableCount(); j++) {
            double sum = 0;
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                sum += v[columns.row(p)] * columns.value(p);
            }
            variable[start[k + 1]] = j;
            coefficient[start[k + 1]++] = sum;
        }
    }

    private void copy(SparseMatrix rows, int i, int row) {
        start[row + 1] = start[row];
        for (int p = rows.start(i); p < rows.start(i + 1); p++) {
            variable[start[row + 1]] = rows.row(p);
            coefficient[start[row + 1]++] = rows.value(p);
        }
    }

    /** How far convex directions reach: what the aggregates of a problem reach that has them for its own. */
    private void rangeDirections() {
        Arrays.fill(least, 0, directions, Double.NEGATIVE_INFINITY);
        Arrays.fill(greatest, 0, directions, Double.POSITIVE_INFINITY);
        int[] convex = IntStream.range(0, directions).filter(this::isConvex).toArray();
        if (convex.length == 0) {
            return;
        }
        ProblemBuilder builder = Problem.builder()
                .aggregates(
                        Arrays.stream(convex).mapToObj(Integer::toString).toList(),
                        Arrays.stream(convex).mapToDouble(k -> offset[k]).toArray());
        int[] all = IntStream.range(0, convex.length).toArray();
        for (int j = 0; j < problem.variableCount(); j++) {
            double[] column = new double[convex.length];
            for (int k = 0; k < column.length; k++) {
                column[k] = coefficient[start[convex[k]] + j];
            }
            builder.continuous(problem.lower(j), problem.upper(j), 0, all, column);
        }
        Box box = RootBound.reachable(builder.constraintsOf(problem).build());
        for (int k = 0; k < convex.length; k++) {
            double widening = ROUNDING * magnitude(convex[k]);
            least[convex[k]] = box.lower(k) - widening;
            greatest[convex[k]] = box.upper(k) + widening;
        }
    }

    /** What a direction's row is added up from, by absolute value, at most. */
    private double magnitude(int k) {
        double[] v = form.direction(k);
        double sum = 0;
        for (int i = 0; i < aggregates; i++) {
            sum += Math.abs(v[i]) * (Math.abs(problem.offset(i)) + Math.abs(form.centre(i)));
        }
        SparseMatrix columns = problem.aggregates();
        for (int j = 0; j < problem.variableCount(); j++) {
            double reach = Math.max(Math.abs(problem.lower(j)), Math.abs(problem.upper(j)));
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                sum += Math.abs(v[columns.row(p)] * columns.value(p)) * reach;
            }
        }
        return sum;
    }

    Problem problem() {
        return problem;
    }

    SeparableForm form() {
        return form;
    }

    /** Number of rows. */
    int size() {
        return offset.length;
    }

    /** Number of directions, which are the first rows. */
    int directions() {
        return directions;
    }

    int aggregateRow(int i) {
        return directions + i;
    }

    int constraintRow(int i) {
        return directions + aggregates + i;
    }

    /** What an aggregate's row counts from: a whole number, so that integral aggregates stay so. */
    private double origin(int i) {
        return Math.rint(form.centre(i));
    }

    /** Whether a row is a direction of positive curvature. */
    boolean isConvex(int row) {
        return row < directions && form.curvature(row) > 0;
    }

    /** Whether a row is a direction of no positive curvature: without entries and range. */
    boolean isConcave(int row) {
        return row < directions && !isConvex(row);
    }

    /** Whether a row is an aggregate that takes integers only. */
    boolean isIntegral(int row) {
        return row >= directions && row < directions + aggregates && problem.isIntegral(row - directions);
    }

    double offset(int row) {
        return offset[row];
    }

    double least(int row) {
        return least[row];
    }

    double greatest(int row) {
        return greatest[row];
    }

    /** Position of a row's first entry; concave directions have none. */
    int start(int row) {
        return start[row];
    }

    int variable(int position) {
        return variable[position];
    }

    double coefficient(int position) {
        return coefficient[position];
    }

    /** All rows at a point; O(nonzeros + aggregates x directions). */
    double[] at(double[] x) {
        double[] t = new double[size()];
        double[] z = problem.aggregatesAt(x);
        double[] activity = problem.activitiesAt(x);
        for (int i = 0; i < aggregates; i++) {
            t[directions + i] = z[i] - origin(i);
            z[i] -= form.centre(i);
        }
        for (int k = 0; k < directions; k++) {
            double[] v = form.direction(k);
            for (int i = 0; i < aggregates; i++) {
                t[k] += v[i] * z[i];
            }
        }
        System.arraycopy(activity, 0, t, directions + aggregates, activity.length);
        return t;
    }

    /**
     * Prices of the aggregates that prices of directions and aggregate rows amount to.
     *
     * @param y a price for each row
     */
    double[] aggregatePrices(double[] y) {
        double[] price = new double[aggregates];
        System.arraycopy(y, directions, price, 0, aggregates);
        for (int k = 0; k < directions; k++) {
            if (y[k] != 0) {
                double[] v = form.direction(k);
                for (int i = 0; i < aggregates; i++) {
                    price[i] += y[k] * v[i];
                }
            }
        }
        return price;
    }
}
