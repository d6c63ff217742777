package dev.allot.solvers.ortools;

import dev.allot.core.model.Problem;
import dev.allot.solvers.branching.NeighbourhoodProgram;
import dev.allot.solvers.branching.Neighbourhoods.Neighbourhood;
import dev.allot.solvers.search.Ranking;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The linear relaxation of a neighbourhood, by column generation: the variables that the dual is least sure about move first, the others stay where
 * the dual has them; then those join that would gain by moving, until all together could gain next to nothing. Of thousands of variables, some
 * hundreds join.
 */
final class NeighbourhoodRelaxation {
    private static final int MOST_ROUNDS = 12;
    private static final double LEAST_GAIN = 1e-9;
    /** Of the linear programs' own feasibility. */
    private static final double TOLERANCE = 1e-6;

    private static final double[] NONE = {};

    private final Neighbourhood neighbourhood;
    private final Problem problem;
    private final Function<NeighbourhoodProgram, LinearModel.Outcome> solver;

    private final int[] leastSure;
    private final boolean[] moves;

    /**
     * A relaxation that has not been solved yet.
     *
     * @param solver solves linear programs
     */
    NeighbourhoodRelaxation(Neighbourhood neighbourhood, Function<NeighbourhoodProgram, LinearModel.Outcome> solver) {
        this.neighbourhood = neighbourhood;
        this.solver = solver;
        problem = neighbourhood.problem();
        leastSure = leastSure(neighbourhood.profits());
        moves = new boolean[leastSure.length];
    }

    /**
     * What came of it.
     *
     * @param isComplete whether there was time enough; without a point there is none then
     * @param values by variable; empty if there is no point
     * @param order the variables, those first of which the relaxation is least sure
     */
    record Relaxed(boolean isComplete, double[] values, int[] order) {
        boolean hasPoint() {
            return values.length > 0;
        }
    }

    private static int[] leastSure(double[] profits) {
        int[] order = IntStream.range(0, profits.length).toArray();
        Ranking.sort(
                order, Arrays.stream(profits).map(profit -> -Math.abs(profit)).toArray());
        return order;
    }

    /**
     * Solves it.
     *
     * @param first how many variables move at first, and how many join at a time at most; at least 1
     * @param tolerance how much better than what is found the relaxation may be, at least 0
     */
    Relaxed solve(int first, double tolerance) {
        join(leastSure, first);
        for (int round = 1; ; round++) {
            NeighbourhoodProgram program = neighbourhood.program(moving(), neighbourhood.vertex(), true);
            LinearModel.Outcome outcome = solver.apply(program);
            if (!outcome.isComplete() || outcome.point().isEmpty()) {
                return new Relaxed(outcome.isComplete(), NONE, leastSure);
            }
            LinearModel.Point point = outcome.point().get();
            double[] values = program.values(point.values());
            double[] profits = program.reducedProfits(point.duals());
            int[] gaining = gaining(values, profits);
            if (round == MOST_ROUNDS || mostGain(gaining, values, profits) <= tolerance) {
                boolean isInside = program.shortfall(point.values()) <= TOLERANCE;
                return new Relaxed(true, isInside ? values : NONE, leastSure(profits));
            }
            join(gaining, first);
        }
    }

    private int[] moving() {
        return IntStream.range(0, moves.length).filter(j -> moves[j]).toArray();
    }

    /** Lets the first of those in order move that do not yet. */
    private void join(int[] order, int most) {
        int joined = 0;
        for (int k = 0; k < order.length && joined < most; k++) {
            if (!moves[order[k]]) {
                moves[order[k]] = true;
                joined++;
            }
        }
    }

    /** What variables could gain all together at most, 0 only if there are none: by weak duality the relaxation is no better than that. */
    private double mostGain(int[] gaining, double[] values, double[] profits) {
        double sum = 0;
        for (int j : gaining) {
            sum += profits[j] * ((profits[j] > 0 ? problem.upper(j) : problem.lower(j)) - values[j]);
        }
        return sum;
    }

    /** Variables that stay and would gain by moving, those first that would gain most. */
    private int[] gaining(double[] values, double[] profits) {
        int[] order = IntStream.range(0, profits.length)
                .filter(j -> !moves[j]
                        && (profits[j] > LEAST_GAIN && values[j] < problem.upper(j)
                                || profits[j] < -LEAST_GAIN && values[j] > problem.lower(j)))
                .toArray();
        Ranking.sort(order, Arrays.stream(profits).map(Math::abs).toArray());
        return order;
    }
}
