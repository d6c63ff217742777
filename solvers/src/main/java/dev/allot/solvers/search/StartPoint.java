package dev.allot.solvers.search;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveSession;
import java.util.Comparator;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Finds a feasible point to start from: the session's incumbent, else the warm start repaired, else every variable at its lower bound (the
 * default source everywhere) with floors met at least cost, else random fillings, each repaired.
 */
public final class StartPoint {
    private static final int ATTEMPTS = 10;
    /** Later attempts try harder, up to so many doublings. */
    private static final int GREATEST_EFFORT_BITS = 5;

    private final ConstraintRows constraints;
    private final Problem problem;

    /** Looks for points that keep these constraints. */
    public StartPoint(ConstraintRows constraints) {
        this.constraints = constraints;
        problem = constraints.problem();
    }

    /** Feasible values, or nothing if none were found: that proves nothing. Scores no point. */
    public Optional<double[]> find(SolveSession session, SplittableRandom random) {
        if (session.incumbent().isPresent()) {
            return session.incumbent().map(s -> s.values());
        }
        Repair repair = new Repair(constraints);
        Optional<double[]> warm = session.options().warmStart();
        if (warm.isPresent()) {
            Activities at = new Activities(constraints, withinBounds(warm.get()));
            if (repair.repair(at, 4, random, session::shouldStop)) {
                return Optional.of(at.values());
            }
        }
        for (int attempt = 0; attempt < ATTEMPTS && !session.shouldStop(); attempt++) {
            Activities at = new Activities(constraints, problem.lowerBounds());
            if (!at.isFeasible()) {
                int[] order = attempt == 0 ? cheapestFirst(at) : Shuffle.order(problem.variableCount(), random);
                Filling.meetFloors(at, order);
                // Odd attempts start from a full point: floors of what is left over are easier met from above.
                if (attempt % 2 == 1) {
                    Filling.raise(at, order, 0, order.length, Double.POSITIVE_INFINITY);
                }
            }
            if (at.isFeasible()
                    || repair.repair(at, 1 << Math.min(attempt, GREATEST_EFFORT_BITS), random, session::shouldStop)) {
                return Optional.of(at.values());
            }
        }
        return Optional.empty();
    }

    private double[] withinBounds(double[] values) {
        double[] clipped = values.clone();
        for (int j = 0; j < clipped.length; j++) {
            double v = problem.isInteger(j) ? Math.rint(values[j]) : values[j];
            clipped[j] = Math.min(problem.upper(j), Math.max(problem.lower(j), v));
        }
        return clipped;
    }

    private int[] cheapestFirst(Activities at) {
        double[] cost = new double[problem.variableCount()];
        for (int j = 0; j < cost.length; j++) {
            cost[j] = at.cost(j);
        }
        return IntStream.range(0, cost.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(j -> cost[j]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
