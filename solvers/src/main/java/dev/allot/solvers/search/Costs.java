package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;

/**
 * What a unit of a variable costs: the shares that it takes of what contested constraints have left, added up (the pseudo-utility of Toyoda,
 * Management Science 21, 1975, for knapsacks of several constraints). Contested are those that could not hold everything; constraints that
 * merely tie the alternatives of one group are not, since whatever is chosen there uses them up.
 */
public final class Costs {
    /** Against division by zero: what costs nothing costs this. */
    private static final double LEAST = 1e-9;

    private final Problem problem;
    private final SparseMatrix columns;
    private final boolean[] upperContested;
    private final boolean[] lowerContested;
    private final double[] upperPrice;
    private final double[] lowerPrice;

    /** Costs under the given constraints; O(nonzeros). */
    public Costs(ConstraintRows constraints, Alternatives alternatives) {
        problem = constraints.problem();
        columns = constraints.byVariable();
        SparseMatrix rows = constraints.byConstraint();
        int m = rows.columns();
        upperContested = new boolean[m];
        lowerContested = new boolean[m];
        upperPrice = new double[m];
        lowerPrice = new double[m];
        for (int i = 0; i < m; i++) {
            double least = 0;
            double most = 0;
            for (int p = rows.start(i); p < rows.start(i + 1); p++) {
                double a = rows.value(p) * problem.lower(rows.row(p));
                double b = rows.value(p) * problem.upper(rows.row(p));
                least += Math.min(a, b);
                most += Math.max(a, b);
            }
            upperContested[i] = !alternatives.isTie(i) && most > problem.constraintUpper(i);
            lowerContested[i] = !alternatives.isTie(i) && least < problem.constraintLower(i);
        }
    }

    /** Takes over what the constraints have left at a point. */
    public void update(Activities at) {
        for (int i = 0; i < upperPrice.length; i++) {
            upperPrice[i] = upperContested[i] ? price(problem.constraintUpper(i) - at.activity(i)) : 0;
            lowerPrice[i] = lowerContested[i] ? price(at.activity(i) - problem.constraintLower(i)) : 0;
        }
    }

    private static double price(double left) {
        return left > LEAST ? 1 / left : 1 / LEAST;
    }

    /** The cost of one more unit of variable {@code j}, positive. */
    public double of(int j) {
        double cost = LEAST;
        for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
            double slope = columns.value(p);
            int i = columns.row(p);
            cost += slope > 0 ? slope * upperPrice[i] : -slope * lowerPrice[i];
        }
        return cost;
    }
}
