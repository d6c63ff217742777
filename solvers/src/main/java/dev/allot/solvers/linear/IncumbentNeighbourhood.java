package dev.allot.solvers.linear;

import dev.allot.core.model.Problem;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;

/**
 * Small programs around the incumbent in which to look for a better one: free are the integers in which incumbent and a relaxation's point
 * differ (relaxation induced neighbourhood search, Danna, Rothberg and Le Pape 2005) and those that the relaxation at the root is least
 * sure of, by reduced costs under some noise; the others stand as in the incumbent. How many are free adapts to how the searches end.
 */
final class IncumbentNeighbourhood {
    private static final double FIRST_SIZE = 40;
    private static final double LEAST_SIZE = 10;
    private static final double GROWTH = 1.3;
    private static final double DIFFERENT = 1e-6;

    private final Problem problem;
    private final double[] loss;
    private final SplittableRandom random;
    private double size = FIRST_SIZE;

    /**
     * Neighbourhoods of one run.
     *
     * @param loss of each variable, what a unit away from the root relaxation's choice costs
     */
    IncumbentNeighbourhood(Problem problem, double[] loss, SplittableRandom random) {
        this.problem = problem;
        this.loss = loss.clone();
        this.random = random;
    }

    /** Whether it would be smaller than the whole. */
    boolean isPartial() {
        return size < problem.variableCount();
    }

    /** Writes the bounds of the next neighbourhood. */
    void draw(double[] incumbent, double[] point, double[] lower, double[] upper) {
        int n = lower.length;
        double[] rank = new double[n];
        Integer[] order = new Integer[n];
        for (int j = 0; j < n; j++) {
            boolean differs = Math.abs(incumbent[j] - point[j]) > DIFFERENT;
            rank[j] = differs ? random.nextDouble(0.5) - 1 : (loss[j] + 1e-9) * random.nextDouble(0.5, 1.5);
            order[j] = j;
        }
        Arrays.sort(order, Comparator.comparingDouble(j -> rank[j]));
        int free = (int) Math.min(n, size);
        for (int k = 0; k < n; k++) {
            int j = order[k];
            boolean isFree = k < free || !problem.isInteger(j);
            lower[j] = isFree ? problem.lower(j) : incumbent[j];
            upper[j] = isFree ? problem.upper(j) : incumbent[j];
        }
    }

    /** Learns how the last search ended: complete ones may be larger, others must be smaller. */
    void learn(boolean complete) {
        size = complete ? size * GROWTH : Math.max(LEAST_SIZE, size / GROWTH);
    }
}
