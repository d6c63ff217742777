package dev.allot.core.model;

import java.util.Arrays;

/** A point of a problem with everything known about it, computed from scratch by {@link #of}. Immutable. */
public final class Solution {
    private final double[] values;
    private final double[] aggregates;
    private final double objective;
    private final double predictorValue;
    private final double violation;

    private Solution(double[] values, double[] aggregates, double objective, double predictorValue, double violation) {
        this.values = values;
        this.aggregates = aggregates;
        this.objective = objective;
        this.predictorValue = predictorValue;
        this.violation = violation;
    }

    /**
     * The solution at the given values, every number computed from scratch.
     *
     * @param values one for each variable
     * @throws IllegalArgumentException if their number is not that of the variables, or one is not finite
     */
    public static Solution of(Problem problem, double[] values) {
        if (values.length != problem.variableCount()) {
            throw new IllegalArgumentException(values.length + " values for " + problem.variableCount() + " variables");
        }
        double[] copy = values.clone();
        double violation = 0;
        for (int j = 0; j < copy.length; j++) {
            double v = copy[j];
            if (!Double.isFinite(v)) {
                throw new IllegalArgumentException(
                        "variable " + problem.variableName(j) + " is " + v + "; values are finite");
            }
            violation += Math.max(0, problem.lower(j) - v) + Math.max(0, v - problem.upper(j));
            if (problem.isInteger(j)) {
                violation += Math.abs(v - Math.rint(v));
            }
        }
        double[] activities = problem.activitiesAt(copy);
        for (int i = 0; i < activities.length; i++) {
            violation += problem.violation(i, activities[i]);
        }
        double[] aggregates = problem.aggregatesAt(copy);
        double linear = problem.linearAt(copy);
        double objective =
                linear + problem.surrogate().map(f -> f.value(aggregates)).orElse(0.0);
        double predictor = linear
                + problem.surrogate().map(f -> f.predictorValue(aggregates)).orElse(0.0);
        return new Solution(copy, aggregates, objective, predictor, violation);
    }

    /**
     * Recomputes this solution from scratch and compares.
     *
     * @throws IllegalStateException if any number differs from what this solution says
     */
    public void verify(Problem problem) {
        Solution again = of(problem, values);
        if (again.objective != objective
                || again.predictorValue != predictorValue
                || again.violation != violation
                || !Arrays.equals(again.aggregates, aggregates)) {
            throw new IllegalStateException("the solution says objective " + objective + " and violation " + violation
                    + ", but recomputed they are " + again.objective + " and " + again.violation);
        }
    }

    /** Value of variable {@code j}. */
    public double value(int j) {
        return values[j];
    }

    /** A copy of all values. */
    public double[] values() {
        return values.clone();
    }

    /** A copy of the aggregates. */
    public double[] aggregates() {
        return aggregates.clone();
    }

    /** f(A x + b) + c . x: what solvers maximise. */
    public double objective() {
        return objective;
    }

    /** The objective with the surrogate in the predictor's own arithmetic. */
    public double predictorValue() {
        return predictorValue;
    }

    /** Sum of what bounds, integrality and constraints are violated by; 0 iff feasible. */
    public double violation() {
        return violation;
    }

    /** Whether bounds, integrality and constraints all hold. */
    public boolean isFeasible() {
        return violation == 0;
    }

    @Override
    public String toString() {
        return "Solution[objective " + objective + (isFeasible() ? "" : ", violation " + violation) + "]";
    }
}
