package dev.allot.solvers.branching;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.RootBound;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.solvers.search.ConstraintRows;

/**
 * Best-first branch and bound over the cells of the aggregates of one problem. Any number of threads may {@linkplain #join join} the search:
 * they share the open parts and what was learnt about branching, and each has its own dual.
 */
public final class TreeSearch {
    private final ConstraintRows constraints;
    private final TreeEnsemble trees;
    private final Cells cells;
    private final TreeFactors factors;
    private final ColumnPrices columnPrices;
    private final PseudoCosts costs;
    private final OpenNodes open;
    private final double least;

    /**
     * A search that nobody has joined yet.
     *
     * @param constraints of a problem whose surrogate is an ensemble
     */
    public TreeSearch(ConstraintRows constraints) {
        this.constraints = constraints;
        Problem problem = constraints.problem();
        trees = (TreeEnsemble) problem.surrogate().orElseThrow();
        Box reachable = RootBound.reachable(problem);
        cells = Cells.of(problem, trees, reachable);
        factors = new TreeFactors(trees, cells);
        columnPrices = new ColumnPrices(problem.aggregates());
        costs = new PseudoCosts(cells);
        Multipliers none = Multipliers.none(cells.aggregates(), factors.groups());
        open = new OpenNodes(new Node(Domain.all(cells), Double.POSITIVE_INFINITY, none, RecentRounds.none(cells), 0));
        least = leastObjective(problem, trees, reachable);
    }

    /** No feasible point is worse: the floor of the search while nothing is known to be feasible. */
    private static double leastObjective(Problem problem, TreeEnsemble trees, Box reachable) {
        double sum = problem.constant() + trees.enclosure(reachable).lower();
        double magnitude = Math.abs(problem.constant());
        for (int j = 0; j < problem.variableCount(); j++) {
            double a = problem.linear(j) * problem.lower(j);
            double b = problem.linear(j) * problem.upper(j);
            sum += Math.min(a, b);
            magnitude += Math.max(Math.abs(a), Math.abs(b));
        }
        return sum - 1 - 0x1p-20 * magnitude;
    }

    /**
     * Searches along in the calling thread until nothing is left or the session stops.
     *
     * @param session of the calling thread; those of all threads share incumbent and bound
     */
    public TerminationStatus join(SolveSession session) {
        return new Worker(this, session).run();
    }

    ConstraintRows constraints() {
        return constraints;
    }

    Cells cells() {
        return cells;
    }

    PseudoCosts costs() {
        return costs;
    }

    OpenNodes open() {
        return open;
    }

    /** A new dual of the whole problem. */
    DualBound dual() {
        return new DualBound(trees, cells, factors, new SupportFunction(constraints, columnPrices));
    }

    /** What a better point must exceed. */
    double floor(SolveSession session) {
        return Math.max(least, session.incumbentObjective());
    }
}
