package dev.allot.core.solve;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.surrogate.Box;

/**
 * The bound every solver starts with: the surrogate's enclosure over the aggregates that each single constraint leaves reachable, plus
 * the most the linear objective can give within the variables' bounds.
 */
public final class RootBound {
    /** Sums over continuous variables lose at most this, relative to their magnitude; bounds are widened by it. */
    private static final double ROUNDING = 0x1p-40;

    private RootBound() {}

    /** An upper bound on the objective of every feasible point. */
    public static double of(Problem problem) {
        double sum = problem.constant();
        double magnitude = Math.abs(sum);
        boolean exact = true;
        for (int j = 0; j < problem.variableCount(); j++) {
            double c = problem.linear(j);
            if (c != 0) {
                double most = Math.max(c * problem.lower(j), c * problem.upper(j));
                sum += most;
                magnitude += Math.abs(most);
                exact &= problem.isInteger(j);
            }
        }
        double linear = exact ? sum : sum + ROUNDING * magnitude;
        return linear
                + problem.surrogate()
                        .map(f -> f.enclosure(reachable(problem)).upper())
                        .orElse(0.0);
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
            double lost = bound.isExact(rows, i) ? 0 : ROUNDING * Math.abs(problem.offset(i));
            upper[i] = problem.offset(i) + bound.greatest(rows, i, 1) + lost;
            lower[i] = problem.offset(i) - bound.greatest(rows, i, -1) - lost;
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
