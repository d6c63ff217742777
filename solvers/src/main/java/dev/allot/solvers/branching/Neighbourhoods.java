package dev.allot.solvers.branching;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.RootBound;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.solvers.search.ConstraintRows;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Draws neighbourhoods in the space of aggregates, around a point or between several: some aggregates may go to other cells near theirs, the others
 * stay. Those that the dual shows to hold nothing better than the incumbent are left out. A cursor for one thread.
 */
public final class Neighbourhoods {
    private static final int ROUNDS = 150;

    private final Problem problem;
    private final SolveSession session;
    private final Cells cells;
    private final DualBound dual;
    private final PriceSearch search;
    private final Multipliers start;
    private final SplittableRandom random;

    /** Neighbourhoods for one search of a problem whose surrogate is an ensemble; a round of the dual is an evaluation. */
    public Neighbourhoods(ConstraintRows constraints, SolveSession session, SplittableRandom random) {
        problem = constraints.problem();
        this.session = session;
        this.random = random;
        TreeEnsemble trees = (TreeEnsemble) problem.surrogate().orElseThrow();
        cells = Cells.of(problem, trees, RootBound.reachable(problem));
        TreeFactors factors = new TreeFactors(trees, cells);
        dual = new DualBound(
                trees, cells, factors, new SupportFunction(constraints, new ColumnPrices(problem.aggregates())));
        Rounding rounding = new Rounding(constraints, session);
        search = new PriceSearch(dual, problem.variableCount(), session, rounding::offerVertex);
        start = Multipliers.none(cells.aggregates(), factors.groups());
    }

    /**
     * Draws a neighbourhood of a point: no aggregate leaves its cell, but for some that may go further.
     *
     * @param share of the aggregates that may go further, at least 0
     * @param reach how many cells they may go to either side, at least 1
     * @return nothing if the one drawn holds nothing better than the incumbent, or the session stopped
     */
    public Optional<Neighbourhood> around(Solution centre, double share, int reach) {
        return draw(List.of(centre), share, reach);
    }

    /**
     * Draws a neighbourhood that holds all of some points, and what lies between them: no aggregate leaves the cells from the first to the last that
     * any of the points is in, but for some that may go one cell further.
     *
     * @param points at least one
     * @param share of the aggregates that may go further, at least 0
     * @return as of {@link #around}
     */
    public Optional<Neighbourhood> between(List<Solution> points, double share) {
        return draw(points, share, 1);
    }

    private Optional<Neighbourhood> draw(List<Solution> points, double share, int reach) {
        Domain domain = Domain.all(cells);
        for (int i = 0; i < cells.aggregates(); i++) {
            int low = cells.count(i) - 1;
            int high = 0;
            for (Solution point : points) {
                int at = cells.find(i, point.aggregates()[i]);
                low = Math.min(low, at);
                high = Math.max(high, at);
            }
            int further = random.nextDouble() < share ? reach : 0;
            domain.narrow(i, Math.max(0, low - further), Math.min(cells.count(i) - 1, high + further));
        }
        return promising(domain);
    }

    private Optional<Neighbourhood> promising(Domain domain) {
        double floor = session.incumbentObjective();
        Node whole = new Node(domain, Double.POSITIVE_INFINITY, start, RecentRounds.none(cells), 0);
        Node node = search.improve(whole, ROUNDS, floor);
        if (node.bound() <= floor || session.shouldStop()) {
            return Optional.empty();
        }
        dual.restore(node.domain(), node.multipliers());
        dual.evaluate();
        SupportFunction support = dual.support();
        return Optional.of(new Neighbourhood(
                problem,
                cells,
                node.domain(),
                support.vertex().clone(),
                support.reducedProfits().clone(),
                node.bound() - floor));
    }

    /** How many aggregates two points have in different cells. */
    public int distance(Solution one, Solution other) {
        int different = 0;
        for (int i = 0; i < cells.aggregates(); i++) {
            different += cells.find(i, one.aggregates()[i]) == cells.find(i, other.aggregates()[i]) ? 0 : 1;
        }
        return different;
    }

    /** A neighbourhood, and what the dual says of it. Immutable, arrays apart, which are to be read only. */
    public static final class Neighbourhood {
        private final Problem problem;
        private final Cells cells;
        private final Domain domain;
        private final double[] vertex;
        private final double[] profits;
        private final double margin;

        private Neighbourhood(
                Problem problem, Cells cells, Domain domain, double[] vertex, double[] profits, double margin) {
            this.problem = problem;
            this.cells = cells;
            this.domain = domain;
            this.vertex = vertex;
            this.profits = profits;
            this.margin = margin;
        }

        /** The problem that it is a part of. */
        public Problem problem() {
            return problem;
        }

        /** Where the dual has each variable. */
        public double[] vertex() {
            return vertex;
        }

        /** What each variable would gain for a unit more, by the dual's prices. */
        public double[] profits() {
            return profits;
        }

        /** How much better than the incumbent its points can be at most, by the dual; positive. */
        public double margin() {
            return margin;
        }

        /**
         * The program of those points in which some variables stay where they are told to.
         *
         * @param moving the variables that move
         * @param staying where the others stay, by variable
         * @param relaxed whether integers may be fractional
         */
        public NeighbourhoodProgram program(int[] moving, double[] staying, boolean relaxed) {
            return new NeighbourhoodProgram(problem, cells, domain, moving, staying, relaxed);
        }
    }
}
