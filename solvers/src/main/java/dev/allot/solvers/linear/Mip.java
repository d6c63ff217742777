package dev.allot.solvers.linear;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.UnsupportedProblemException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Mixed integer programming for objectives that are linear as a whole, over integer and continuous variables: branch and bound on linear
 * relaxations that lifted cover inequalities tighten at the root, with searches around the incumbent. No native code.
 *
 * <p>Relaxations are solved in floating-point arithmetic, but what is reported is proven: every bound is recomputed from the
 * multipliers by weak duality with all rounding added, and so is every claim that a node has no feasible point. Where the objective is
 * exact in doubles, as with integer or dyadic coefficients, a complete search ends as {@code OPTIMAL}; elsewhere a difference of the size
 * of a rounding error can be left between bound and incumbent, and it ends as {@code LOCALLY_OPTIMAL} with that gap.
 *
 * <p>An evaluation is a node of the tree. One thread.
 *
 * @param mostRows problems of more constraints are refused: a relaxation takes about as many pivots as there are constraints that bind, and
 *     each of them time in proportion to the constraints
 */
public record Mip(int mostRows) implements Solver {
    static final String ID = "mip";

    private static final int DEFAULT_MOST_ROWS = 100_000;

    /** Up to 100,000 constraints. */
    public Mip() {
        this(DEFAULT_MOST_ROWS);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String description() {
        return "exact on linear objectives: branch and bound on linear relaxations; points, bounds and proofs";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.INTEGER_VARIABLES,
                Capability.CONTINUOUS_VARIABLES,
                Capability.LINEAR_CONSTRAINTS,
                Capability.LINEAR_OBJECTIVE,
                Capability.FRACTIONAL_AGGREGATES);
    }

    @Override
    public boolean supports(Problem problem) {
        return Solver.super.supports(problem) && problem.constraintCount() <= mostRows;
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        if (problem.constraintCount() > mostRows) {
            throw new UnsupportedProblemException(
                    ID,
                    "problems of more than " + mostRows + " constraints; this one has " + problem.constraintCount());
        }
        LinearProgram program =
                RootCuts.strengthen(LinearProgram.of(problem), session::shouldStop, session::tightenBound);
        session.record("rows", program.rowCount() + ", " + problem.constraintCount() + " of them constraints");
        return new MixedIntegerSearch(program, session).run();
    }
}
