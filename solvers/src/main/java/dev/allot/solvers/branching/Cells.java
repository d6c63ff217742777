package dev.allot.solvers.branching;

import dev.allot.core.model.Problem;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.TreeEnsemble;
import java.util.Arrays;

/**
 * The range of each aggregate, cut at the thresholds of an ensemble: within one cell for each aggregate, the ensemble is constant. Thresholds
 * that no feasible point can reach are left out. Immutable.
 */
final class Cells {
    private final int[] start;
    private final double[] lower;
    private final double[] upper;

    /**
     * The cells within a box.
     *
     * @param reachable holds the aggregates of every feasible point
     */
    static Cells of(Problem problem, TreeEnsemble trees, Box reachable) {
        int n = trees.dimension();
        double[][] thresholds = new double[n][];
        int[] sizes = new int[n];
        for (int node = 0; node < trees.nodeCount(); node++) {
            sizes[trees.feature(node)]++;
        }
        for (int i = 0; i < n; i++) {
            thresholds[i] = new double[sizes[i]];
        }
        Arrays.fill(sizes, 0);
        for (int node = 0; node < trees.nodeCount(); node++) {
            int i = trees.feature(node);
            double t = problem.isIntegral(i) ? trees.integerThreshold(node) : trees.threshold(node);
            if (t > reachable.lower(i) && t <= reachable.upper(i)) {
                thresholds[i][sizes[i]++] = t;
            }
        }
        for (int i = 0; i < n; i++) {
            thresholds[i] = Arrays.stream(thresholds[i], 0, sizes[i])
                    .sorted()
                    .distinct()
                    .toArray();
        }
        return new Cells(problem, thresholds, reachable);
    }

    private Cells(Problem problem, double[][] thresholds, Box reachable) {
        int n = thresholds.length;
        start = new int[n + 1];
        for (int i = 0; i < n; i++) {
            start[i + 1] = start[i] + thresholds[i].length + 1;
        }
        lower = new double[start[n]];
        upper = new double[start[n]];
        for (int i = 0; i < n; i++) {
            lower[start[i]] = reachable.lower(i);
            for (int k = 0; k < thresholds[i].length; k++) {
                double t = thresholds[i][k];
                // Of fractional aggregates, the cell below a threshold is taken with its end: it only gets larger.
                upper[start[i] + k] = problem.isIntegral(i) ? t - 1 : t;
                lower[start[i] + k + 1] = t;
            }
            upper[start[i + 1] - 1] = reachable.upper(i);
        }
    }

    /** Number of aggregates. */
    int aggregates() {
        return start.length - 1;
    }

    /** Number of cells of all aggregates. */
    int size() {
        return lower.length;
    }

    /** Number of cells of aggregate {@code i}. */
    int count(int i) {
        return start[i + 1] - start[i];
    }

    /** How far aggregate {@code i} reaches. */
    double range(int i) {
        return upper[start[i + 1] - 1] - lower[start[i]];
    }

    /** Cells of all aggregates are numbered together: this is the first of aggregate {@code i}, {@code start(aggregates())} the end. */
    int start(int i) {
        return start[i];
    }

    /** The cell of aggregate {@code i} that a value lies in, counted within the aggregate; the first or last one beyond what is reachable. */
    int find(int i, double value) {
        int k = 0;
        while (k + 1 < count(i) && value >= lower[start[i] + k + 1]) {
            k++;
        }
        return k;
    }

    /** Least value within a cell. */
    double lower(int cell) {
        return lower[cell];
    }

    /** Greatest value within a cell. */
    double upper(int cell) {
        return upper[cell];
    }
}
