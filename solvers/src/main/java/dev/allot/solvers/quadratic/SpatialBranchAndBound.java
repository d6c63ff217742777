package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.solve.UnsupportedProblemException;
import dev.allot.core.surrogate.LowerConfidenceBound;
import dev.allot.core.surrogate.QuadraticSurrogate;
import dev.allot.core.surrogate.Surrogate;
import dev.allot.solvers.search.ConstraintRows;
import java.util.EnumSet;
import java.util.Set;

/**
 * Exact on quadratic surrogates, concave or not, and on lower confidence bounds around linear and quadratic means: spatial branch and bound with bounds that hold at any time; see
 * {@link dev.allot.solvers.quadratic}. Over integers a complete search ends as {@code OPTIMAL}, unless a difference of the size of a
 * rounding error is left between bound and incumbent: then, and with continuous variables, it ends as {@code LOCALLY_OPTIMAL} with that
 * gap. An evaluation is a node of the tree. One thread.
 *
 * @param mostRows problems of more aggregates and constraints than this together are refused, for each step of a relaxation factorises a
 *     dense matrix of that order
 */
public record SpatialBranchAndBound(int mostRows) implements Solver {
    private static final String ID = "spatial-branch-and-bound";
    private static final int DEFAULT_MOST_ROWS = 800;

    /** Up to 800 aggregates and constraints. */
    public SpatialBranchAndBound() {
        this(DEFAULT_MOST_ROWS);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String description() {
        return "exact on quadratic objectives and lower confidence bounds: spatial branch and bound; points, bounds and proofs";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.INTEGER_VARIABLES,
                Capability.CONTINUOUS_VARIABLES,
                Capability.LINEAR_CONSTRAINTS,
                Capability.QUADRATIC_OBJECTIVE,
                Capability.LOWER_CONFIDENCE_BOUND,
                Capability.FRACTIONAL_AGGREGATES);
    }

    @Override
    public boolean supports(Problem problem) {
        return Solver.super.supports(problem) && rows(problem) <= mostRows;
    }

    private static int rows(Problem problem) {
        return problem.aggregateCount() + problem.constraintCount();
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        if (rows(problem) > mostRows) {
            throw new UnsupportedProblemException(
                    ID,
                    "problems of more than " + mostRows + " aggregates and constraints; this one has " + rows(problem));
        }
        ConstraintRows constraints = new ConstraintRows(problem);
        if (constraints.unreachable().isPresent()) {
            return TerminationStatus.INFEASIBLE;
        }
        Surrogate f = problem.surrogate().orElseThrow();
        if (f instanceof LowerConfidenceBound confidence) {
            ConfidenceForms forms = new ConfidenceForms(problem, confidence);
            Rows rows = new Rows(problem, forms.base());
            LagrangeanBound bound = new LagrangeanBound(rows);
            return new SpatialSearch(rows, bound, new ConfidenceRelaxation(rows, forms, bound), constraints, session)
                    .run();
        }
        Rows rows = new Rows(problem, SeparableForm.of(problem, (QuadraticSurrogate) f));
        LagrangeanBound bound = new LagrangeanBound(rows);
        return new SpatialSearch(rows, bound, new InteriorPoint(rows, bound), constraints, session).run();
    }
}
