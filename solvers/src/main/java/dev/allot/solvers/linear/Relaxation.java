package dev.allot.solvers.linear;

import dev.allot.solvers.arithmetic.ExactSum;
import dev.allot.solvers.linear.KnapsackProgram.Group;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The Lagrangean relaxation of a knapsack for one price of its budget: {@code L(l) = l h + max (cost - l weight) . x} over bounds and
 * groups, where h is the side of the budget that a price of that sign pays for. The groups' best numbers are found greedily, which is exact
 * for limits on sums.
 */
final class Relaxation {
    private static final double UNIT = 0x1p-53;

    private final KnapsackProgram knapsack;
    private final double price;
    private final double[] x;
    private final double bound;
    private final double rounding;
    private final double activity;

    private Relaxation(KnapsackProgram knapsack, double price, double[] x, double bound, double rounding) {
        this.knapsack = knapsack;
        this.price = price;
        this.x = x;
        this.bound = bound;
        this.rounding = rounding;
        activity = knapsack.activity(x);
    }

    /** Solves it; O(variables), and sorting within groups. */
    static Relaxation at(KnapsackProgram knapsack, double price) {
        double[] x = knapsack.start();
        for (Group group : knapsack.groups()) {
            fill(knapsack, price, group, x);
        }
        LinearProgram program = knapsack.program();
        double side = price > 0 ? knapsack.most() : knapsack.least();
        ExactSum sum = new ExactSum();
        double lost = 0;
        sum.add(program.constant());
        if (price != 0) {
            sum.add(price * side);
        }
        for (int j = 0; j < x.length; j++) {
            double paid = price * knapsack.weight(j);
            double reduced = program.cost(j) - paid;
            sum.add(reduced * x[j]);
            double reach = Math.max(
                    Math.abs(knapsack.problem().lower(j)),
                    Math.abs(knapsack.problem().upper(j)));
            lost += (Math.abs(program.cost(j)) + Math.abs(paid)) * reach;
        }
        double rounding = 8 * UNIT * (lost + sum.magnitude()) + program.error();
        return new Relaxation(knapsack, price, x, Math.nextUp(sum.value() + rounding), rounding);
    }

    /** Raises the group's variables from their lower bounds, the most worthwhile first, while it pays or the group needs more. */
    private static void fill(KnapsackProgram knapsack, double price, Group group, double[] x) {
        int[] variables = group.variables();
        double total = 0;
        for (int j : variables) {
            total += x[j];
        }
        if (variables.length == 1) {
            raise(knapsack, price, group, variables[0], total, x);
            return;
        }
        Integer[] order = Arrays.stream(variables).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble((Integer j) -> -reduced(knapsack, price, j)));
        for (int j : order) {
            total += raise(knapsack, price, group, j, total, x);
        }
    }

    private static double raise(KnapsackProgram knapsack, double price, Group group, int j, double total, double[] x) {
        double limit = reduced(knapsack, price, j) > 0 ? group.most() : group.least();
        double step = Math.max(0, Math.min(knapsack.problem().upper(j) - x[j], limit - total));
        x[j] += step;
        return step;
    }

    private static double reduced(KnapsackProgram knapsack, double price, int j) {
        return knapsack.program().cost(j) - price * knapsack.weight(j);
    }

    double price() {
        return price;
    }

    /** What a unit of variable j is worth beyond its price. */
    double reduced(int j) {
        return reduced(knapsack, price, j);
    }

    /** A copy of its point, which may exceed the budget. */
    double[] point() {
        return x.clone();
    }

    /** No feasible point has a greater objective; rounding included. */
    double bound() {
        return bound;
    }

    /** What rounding can amount to in its bound, and in sums of reduced values as large. */
    double rounding() {
        return rounding;
    }

    /** The program's form at its point. */
    double value() {
        return knapsack.value(x);
    }

    /** The weight of its point. */
    double activity() {
        return activity;
    }
}
