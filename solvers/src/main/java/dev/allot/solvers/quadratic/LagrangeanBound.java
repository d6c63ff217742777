package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.solvers.arithmetic.ExactSum;

/**
 * The bound that prices of rows give over a region: with each row {@code t = B x + b} taken apart from the variables and its difference
 * priced by y, every variable and every row goes to its own best,
 * {@code constant + max over x of (c + B'y) . x + sum over the rows of max over t of (square(t) - y t)}. No feasible point of the region has a
 * greater objective, whatever the prices (weak duality); what rounding can amount to is added.
 */
final class LagrangeanBound {
    private static final double UNIT = 0x1p-53;

    private final Rows rows;
    private final Problem problem;
    private final SparseMatrix columns;
    private final SparseMatrix constraints;
    private final double[] reduced;
    private final double[] doubt;
    /** What core's sum of the linear objective can be off by. */
    private final double linearRounding;

    private double value;
    private double noise;

    LagrangeanBound(Rows rows) {
        this.rows = rows;
        problem = rows.problem();
        columns = problem.aggregates();
        constraints = problem.constraints();
        reduced = new double[problem.variableCount()];
        doubt = new double[reduced.length];
        double linear = Math.abs(problem.constant());
        for (int j = 0; j < reduced.length; j++) {
            linear += Math.abs(problem.linear(j)) * Math.max(Math.abs(problem.lower(j)), Math.abs(problem.upper(j)));
        }
        linearRounding = 4 * (reduced.length + 4) * UNIT * linear;
    }

    /** The bound on the objective; O(nonzeros + aggregates x directions). */
    double of(double[] prices, Region region) {
        evaluate(prices, region, 1);
        return value;
    }

    /**
     * Whether prices show that the region has no feasible point: without an objective, to which every point gives 0, their bound is
     * negative.
     */
    boolean refutes(double[] prices, Region region) {
        evaluate(prices, region, 0);
        return value < 0;
    }

    private void evaluate(double[] prices, Region region, int objective) {
        double[] y = prices.clone();
        ExactSum sum = new ExactSum();
        double widening = 0;
        for (int r = 0; r < y.length; r++) {
            double square = objective * region.curvature(rows, r);
            if (Double.isNaN(y[r]) || isUnbounded(y[r], square, region, r)) {
                y[r] = 0;
            }
            if (y[r] != 0 || square != 0) {
                double most = most(y[r], square, region.least[r], region.greatest[r]);
                sum.add(most);
                // Products of three factors and a sum of two: each off by a few roundings of its size.
                widening += 8 * UNIT * (Math.abs(most) + sizeOf(y[r], square, region, r));
                sum.add(y[r] * rows.offset(r));
            }
        }
        SeparableForm form = region.form;
        double[] price = rows.aggregatePrices(y);
        double[] priceSize = priceSizes(y, form, objective);
        for (int i = 0; i < price.length; i++) {
            price[i] += objective * form.gradient(i);
            double gradientPart = objective * form.gradient(i) * (problem.offset(i) - form.centre(i));
            sum.add(gradientPart);
            // What the price of an aggregate is off by acts on its distance from the centre.
            widening += priceSize[i]
                    * (form.size() + 8)
                    * 2
                    * UNIT
                    * (form.reach(i) + Math.abs(problem.offset(i)) + Math.abs(form.centre(i)));
        }
        if (objective != 0) {
            sum.add(form.constant());
            sum.add(problem.constant());
            widening += form.error() + linearRounding + region.shift.size() * form.centreError();
        }
        for (int j = 0; j < reduced.length; j++) {
            addVariable(j, objective, price, y, region, sum);
            widening += objective * region.shift.rounding(j, region);
            widening += doubt[j] * Math.max(Math.abs(region.lower[j]), Math.abs(region.upper[j]));
        }
        noise = 2 * (widening + 4 * UNIT * sum.magnitude());
        value = Math.nextUp(sum.value() + noise);
    }

    private void addVariable(int j, int objective, double[] price, double[] y, Region region, ExactSum sum) {
        double slope = objective * region.shift.slope(j, region);
        double profit = objective * problem.linear(j) + slope;
        double size = Math.abs(profit) + Math.abs(slope);
        sum.add(objective * region.shift.constant(j, region));
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            double term = price[columns.row(p)] * columns.value(p);
            profit += term;
            size += Math.abs(term);
        }
        for (int p = constraints.start(j), end = constraints.start(j + 1); p < end; p++) {
            double term = y[rows.constraintRow(constraints.row(p))] * constraints.value(p);
            profit += term;
            size += Math.abs(term);
        }
        reduced[j] = profit;
        int terms = columns.start(j + 1) - columns.start(j) + constraints.start(j + 1) - constraints.start(j);
        doubt[j] = (terms + 4) * UNIT * size;
        sum.add(profit * (profit > 0 ? region.upper[j] : region.lower[j]));
    }

    /** Sums of the magnitudes that prices of aggregates are added up from. */
    private double[] priceSizes(double[] y, SeparableForm form, int objective) {
        double[] size = new double[problem.aggregateCount()];
        for (int i = 0; i < size.length; i++) {
            size[i] = Math.abs(y[rows.aggregateRow(i)]) + objective * Math.abs(form.gradient(i));
        }
        for (int k = 0; k < form.size(); k++) {
            if (y[k] != 0) {
                double[] v = form.direction(k);
                for (int i = 0; i < size.length; i++) {
                    size[i] += Math.abs(y[k] * v[i]);
                }
            }
        }
        return size;
    }

    private static boolean isUnbounded(double y, double square, Region region, int r) {
        if (square < 0 || y == 0) {
            return false;
        }
        return Double.isInfinite(y > 0 ? region.least[r] : region.greatest[r]);
    }

    /** The most of {@code square t^2 - y t} over a range. */
    private static double most(double y, double square, double least, double greatest) {
        if (square < 0) {
            double best = Math.min(greatest, Math.max(least, 0.5 * y / square));
            return best * (square * best - y);
        }
        if (square == 0) {
            return y == 0 ? 0 : y > 0 ? -y * least : -y * greatest;
        }
        return Math.max(least * (square * least - y), greatest * (square * greatest - y));
    }

    private static double sizeOf(double y, double square, Region region, int r) {
        double end =
                square < 0 ? Math.abs(0.5 * y / square) : Math.max(finite(region.least[r]), finite(region.greatest[r]));
        return end * (Math.abs(square) * end + Math.abs(y));
    }

    private static double finite(double end) {
        return Double.isInfinite(end) ? 0 : Math.abs(end);
    }

    /** The last bound. */
    double value() {
        return value;
    }

    /** How much of the last bound is rounding. */
    double noise() {
        return noise;
    }

    /** By how much the last bound falls, at least, if variable j is kept by one unit or more from the end that its profit wants. */
    double lossOfAUnit(int j) {
        return Math.max(0, Math.abs(reduced[j]) - 4 * doubt[j]) * (1 - 8 * UNIT);
    }

    /** Whether the last profit wants variable j at its upper end. */
    boolean wantsUpper(int j) {
        return reduced[j] > 0;
    }
}
