package dev.allot.solvers.linear;

import dev.allot.core.model.LinearConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/** Strengthens a program at its root by rounds of cover inequalities, and keeps those that bind, if together they are worth their rows. */
final class RootCuts {
    private static final int MOST_ROUNDS = 30;
    private static final long MOST_PIVOTS = 20_000;
    /** Rows that the program may grow by, as a multiple of those it has. */
    private static final int MOST_GROWTH = 4;
    /** Relative fall of the bound in a round below which another is not worth it. */
    private static final double LEAST_PROGRESS = 1e-6;

    /** Relative fall of the bound in all, for less than which more rows would cost more than they save. */
    private static final double LEAST_FALL = 1e-3;

    private static final double BINDING = 1e-6;

    private RootCuts() {}

    /**
     * The program with what cuts are worth having.
     *
     * @param bounds is told an upper bound on the objective after each round, also of one that was stopped: every basis of the dual method has
     *     one
     */
    static LinearProgram strengthen(LinearProgram program, BooleanSupplier stop, DoubleConsumer bounds) {
        CoverCuts covers = new CoverCuts(program.problem());
        List<LinearConstraint> cuts = new ArrayList<>();
        double[] lower = program.problem().lowerBounds();
        double[] upper = program.upperBounds();
        double first = Double.NaN;
        double before = Double.POSITIVE_INFINITY;
        LinearProgram cut = program;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            cut = program.with(cuts);
            DualSimplex simplex = new DualSimplex(cut);
            SimplexStatus status = simplex.solve(lower, upper, Double.NEGATIVE_INFINITY, MOST_PIVOTS, stop);
            bounds.accept(new LinearDualBound(cut).of(simplex.multipliers(), lower, upper));
            if (status != SimplexStatus.OPTIMAL) {
                return program;
            }
            double objective = simplex.objective();
            if (round == 0) {
                first = objective;
            }
            double[] point = simplex.point();
            cuts.removeIf(row -> !binds(row, point));
            boolean ends = before - objective < LEAST_PROGRESS * Math.max(1, Math.abs(objective));
            before = objective;
            List<LinearConstraint> violated = ends ? List.of() : covers.violatedAt(point);
            if (violated.isEmpty() || cuts.size() + violated.size() > MOST_GROWTH * program.rowCount() + 20) {
                break;
            }
            cuts.addAll(violated);
        }
        return first - before >= LEAST_FALL * Math.max(1, Math.abs(before)) ? program.with(cuts) : program;
    }

    private static boolean binds(LinearConstraint row, double[] point) {
        double activity = 0;
        for (int k = 0; k < row.variables().length; k++) {
            activity += row.coefficients()[k] * point[row.variables()[k]];
        }
        return activity > row.upper() - BINDING;
    }
}
