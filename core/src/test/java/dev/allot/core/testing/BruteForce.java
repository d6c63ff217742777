package dev.allot.core.testing;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: looks at every point of a small problem. Integer variables take all their values; continuous ones take the ends of their
 * range and evenly spaced values between, so that only for problems of integer variables what is found is the optimum; for others it is a
 * lower bound on it.
 */
public final class BruteForce {
    private static final long MOST_POINTS = 1_000_000;
    private static final int STEPS = 8;

    private BruteForce() {}

    /** Whether {@link #best} is the optimum: there is no continuous variable that can move. */
    public static boolean isExact(Problem problem) {
        for (int j = 0; j < problem.variableCount(); j++) {
            if (!problem.isInteger(j) && problem.lower(j) < problem.upper(j)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The best feasible point looked at, if any; of several, the first.
     *
     * @throws IllegalArgumentException if there are more than a million points
     */
    public static Optional<Solution> best(Problem problem) {
        Best best = new Best();
        forEach(problem, values -> best.look(Solution.of(problem, values)));
        return Optional.ofNullable(best.solution);
    }

    /**
     * Hands every point to {@code look}, feasible or not, in one array that is reused.
     *
     * @throws IllegalArgumentException if there are more than a million points
     */
    public static void forEach(Problem problem, Consumer<double[]> look) {
        double points = 1;
        for (int j = 0; j < problem.variableCount(); j++) {
            points *= steps(problem, j) + 1.0;
        }
        if (points > MOST_POINTS) {
            throw new IllegalArgumentException(points + " points are too many for brute force");
        }
        enumerate(problem, problem.lowerBounds(), 0, look);
    }

    private static long steps(Problem problem, int j) {
        double range = problem.upper(j) - problem.lower(j);
        if (problem.isInteger(j)) {
            return (long) range;
        }
        return range == 0 ? 0 : STEPS;
    }

    private static void enumerate(Problem problem, double[] values, int j, Consumer<double[]> look) {
        if (j == values.length) {
            look.accept(values);
            return;
        }
        long steps = steps(problem, j);
        double lower = problem.lower(j);
        double range = problem.upper(j) - lower;
        for (long k = 0; k <= steps; k++) {
            values[j] = k == steps ? problem.upper(j) : lower + range * k / steps;
            enumerate(problem, values, j + 1, look);
        }
    }

    private static final class Best {
        private @Nullable Solution solution;

        void look(Solution candidate) {
            if (candidate.isFeasible() && (solution == null || candidate.objective() > solution.objective())) {
                solution = candidate;
            }
        }
    }
}
