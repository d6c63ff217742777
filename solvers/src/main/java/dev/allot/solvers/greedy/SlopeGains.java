package dev.allot.solvers.greedy;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.core.surrogate.SurrogateState;
import dev.allot.solvers.search.Activities;

/**
 * Gains from slopes of the surrogate in each aggregate, so that plateaus have a direction: central differences over several distances up to
 * {@code width} times the aggregate's whole range, averaged. They are taken where the construction is heading, that is from the current
 * aggregates plus the share of everything still to be raised that the constraints will allow, since a mix is judged when it is
 * complete. Exact for linear surrogates. Costs a few evaluations for each aggregate, however many variables there are.
 */
public final class SlopeGains implements GainEstimate {
    private static final int DISTANCES = 8;

    private final Problem problem;
    private final double width;
    private final double[] least;
    private final double[] most;
    private final double[] step;
    private final double[] slope;
    private final int moving;

    /**
     * Slopes over a given width.
     *
     * @param width the longest distance, as a share of each aggregate's range, in (0, 1]
     */
    public SlopeGains(Problem problem, double width) {
        this.problem = problem;
        this.width = width;
        int n = problem.aggregateCount();
        least = new double[n];
        most = new double[n];
        step = new double[n];
        slope = new double[n];
        for (int i = 0; i < n; i++) {
            least[i] = problem.offset(i);
            most[i] = problem.offset(i);
        }
        SparseMatrix columns = problem.aggregates();
        for (int j = 0; j < problem.variableCount(); j++) {
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                int i = columns.row(p);
                double a = columns.value(p) * problem.lower(j);
                double b = columns.value(p) * problem.upper(j);
                least[i] += Math.min(a, b);
                most[i] += Math.max(a, b);
                step[i] = Math.max(step[i], Math.abs(columns.value(p)));
            }
        }
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += most[i] > least[i] ? 1 : 0;
        }
        moving = count;
    }

    @Override
    public long evaluations(int candidates) {
        return problem.surrogate().isPresent() ? 2L * DISTANCES * moving : 0;
    }

    @Override
    public boolean estimate(Construction from, int[] candidates, int size, double[] gains) {
        if (problem.surrogate().isPresent() && !findSlopes(problem.surrogate().get(), from, candidates, size)) {
            return false;
        }
        SparseMatrix columns = problem.aggregates();
        for (int k = 0; k < size; k++) {
            int j = candidates[k];
            double sum = problem.linear(j);
            for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
                sum += columns.value(p) * slope[columns.row(p)];
            }
            gains[j] = sum;
        }
        return true;
    }

    private boolean findSlopes(Surrogate surrogate, Construction from, int[] candidates, int size) {
        double[] center = heading(from, candidates, size);
        SurrogateState state = surrogate.stateAt(center);
        for (int i = 0; i < slope.length; i++) {
            if (most[i] == least[i]) {
                continue;
            }
            double sum = 0;
            int counted = 0;
            for (int d = 1; d <= DISTANCES; d++) {
                double distance = step[i] + width * (most[i] - least[i]) * d / DISTANCES;
                double high = Math.min(most[i], center[i] + distance);
                double low = Math.max(least[i], center[i] - distance);
                if (high > low) {
                    double rise = valueAt(state, from, i, high) - valueAt(state, from, i, low);
                    if (Double.isNaN(rise)) {
                        return false;
                    }
                    sum += rise / (high - low);
                    counted++;
                }
            }
            state.set(i, center[i]);
            slope[i] = counted == 0 ? 0 : sum / counted;
        }
        return true;
    }

    /** The value with aggregate {@code i} elsewhere; NaN if no evaluation is left. */
    private static double valueAt(SurrogateState state, Construction from, int i, double z) {
        if (!from.session().tryEvaluate()) {
            return Double.NaN;
        }
        state.set(i, z);
        return state.value();
    }

    private double[] heading(Construction from, int[] candidates, int size) {
        double[] center = new double[slope.length];
        Activities at = from.activities();
        SparseMatrix columns = problem.aggregates();
        for (int k = 0; k < size; k++) {
            int j = candidates[k];
            double left = from.remaining() * (problem.upper(j) - at.value(j));
            for (int p = columns.start(j), end = columns.start(j + 1); p < end; p++) {
                center[columns.row(p)] += left * columns.value(p);
            }
        }
        for (int i = 0; i < center.length; i++) {
            center[i] = Math.min(most[i], Math.max(least[i], center[i] + from.aggregate(i)));
        }
        return center;
    }
}
