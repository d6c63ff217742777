package dev.allot.core.solve;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.LinearSurrogate;
import dev.allot.core.surrogate.SparseColumns;

/**
 * The bound every solver starts with. Where the whole objective is linear, it is the bound of the fractional knapsack under each single
 * constraint: with one budget, all but the optimum. Otherwise it is the surrogate's enclosure over the aggregates that each single
 * constraint leaves reachable, plus that bound for the linear objective.
 */
public final class RootBound {
    /** Sums over continuous variables lose at most this, relative to their magnitude; bounds are widened by it. */
    private static final double ROUNDING = 0x1p-40;

    private RootBound() {}

    /** An upper bound on the objective of every feasible point. */
    public static double of(Problem problem) {
        if (problem.surrogate().orElse(null) instanceof LinearSurrogate f) {
            return ofLinear(problem, f);
        }
        double bound = greatestLinear(problem);
        return problem.surrogate().isPresent()
                ? bound
                        + problem.surrogate()
                                .get()
                                .enclosure(reachable(problem))
                                .upper()
                : bound;
    }

    /** The most that constant and linear objective can give under each single constraint. */
    private static double greatestLinear(Problem problem) {
        double[] form = new double[problem.variableCount()];
        boolean exact = true;
        for (int j = 0; j < form.length; j++) {
            form[j] = problem.linear(j);
            exact &= form[j] == 0 || problem.isInteger(j);
        }
        double most = new KnapsackBound(problem).greatest(new Form(form), 0, 1, exact);
        return problem.constant() + most + (exact ? 0 : ROUNDING * Math.abs(problem.constant()));
    }

    /** A linear surrogate is one more linear objective: taken together, their parts cannot all be at their best at once. */
    private static double ofLinear(Problem problem, LinearSurrogate f) {
        double[] form = new double[problem.variableCount()];
        double sum = problem.constant() + f.intercept();
        double magnitude = Math.abs(problem.constant()) + Math.abs(f.intercept());
        for (int i = 0; i < f.dimension(); i++) {
            sum += f.weight(i) * problem.offset(i);
            magnitude += Math.abs(f.weight(i) * problem.offset(i));
        }
        SparseMatrix columns = problem.aggregates();
        for (int j = 0; j < form.length; j++) {
            double size = Math.abs(problem.linear(j));
            form[j] = problem.linear(j);
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                double term = f.weight(columns.row(p)) * columns.value(p);
                form[j] += term;
                size += Math.abs(term);
            }
            magnitude += size * Math.max(Math.abs(problem.lower(j)), Math.abs(problem.upper(j)));
        }
        return sum + new KnapsackBound(problem).greatest(new Form(form), 0, 1, false) + ROUNDING * magnitude;
    }

    /** A linear form over all variables as the one column of a matrix. */
    private record Form(double[] coefficients) implements SparseColumns {
        @Override
        public int start(int column) {
            return column * coefficients.length;
        }

        @Override
        public int row(int position) {
            return position;
        }

        @Override
        public double value(int position) {
            return coefficients[position];
        }

        @Override
        public boolean isUnit() {
            return false;
        }
    }

    /**
     * A box that holds the aggregates of every feasible point: for each aggregate and each constraint alone, the bound of the fractional
     * knapsack. Integral aggregates get integer ends.
     */
    public static Box reachable(Problem problem) {
        int n = problem.aggregateCount();
        double[] lower = new double[n];
        double[] upper = new double[n];
        SparseMatrix rows = problem.aggregates().transpose();
        KnapsackBound bound = new KnapsackBound(problem);
        for (int i = 0; i < n; i++) {
            boolean exact = bound.isExact(rows, i);
            double lost = exact ? 0 : ROUNDING * Math.abs(problem.offset(i));
            upper[i] = problem.offset(i) + bound.greatest(rows, i, 1, exact) + lost;
            lower[i] = problem.offset(i) - bound.greatest(rows, i, -1, exact) - lost;
            if (problem.isIntegral(i)) {
                upper[i] = Math.floor(upper[i]);
                lower[i] = Math.ceil(lower[i]);
            }
            if (lower[i] > upper[i]) {
                // The constraints contradict each other; finding that out properly is others' job, any box is valid
                // here.
                double middle = 0.5 * (lower[i] + upper[i]);
                lower[i] = Math.floor(middle);
                upper[i] = Math.ceil(middle);
            }
        }
        return Box.of(lower, upper);
    }
}
