package dev.allot.solvers.branching;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Solution;
import dev.allot.core.solve.RootBound;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Ranking;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Draws neighbourhoods of a point in the space of aggregates: some aggregates may go to the next cell on either side, the others stay in theirs.
 * Those that the dual shows to hold nothing better than the incumbent are left out. A cursor for one thread.
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
     * Draws a neighbourhood.
     *
     * @param share of the aggregates that may leave their cells
     * @return nothing if the one drawn holds nothing better than the incumbent, or the session stopped
     */
    public Optional<Neighbourhood> around(Solution centre, double share) {
        Domain domain = Domain.all(cells);
        for (int i = 0; i < cells.aggregates(); i++) {
            int at = cells.find(i, centre.aggregates()[i]);
            int radius = random.nextDouble() < share ? 1 : 0;
            domain.narrow(i, Math.max(0, at - radius), Math.min(cells.count(i) - 1, at + radius));
        }
        double floor = session.incumbentObjective();
        Node whole = new Node(domain, Double.POSITIVE_INFINITY, start, RecentRounds.none(cells), 0);
        Node node = search.improve(whole, ROUNDS, floor);
        if (node.bound() <= floor || session.shouldStop()) {
            return Optional.empty();
        }
        dual.restore(node.domain(), node.multipliers());
        dual.evaluate();
        double[] profits = dual.support().reducedProfits().clone();
        return Optional.of(new Neighbourhood(problem, cells, node.domain(), centre.values(), profits));
    }

    /** A neighbourhood. Immutable. */
    public static final class Neighbourhood {
        private final Problem problem;
        private final Cells cells;
        private final Domain domain;
        private final double[] centre;
        private final double[] profits;

        private Neighbourhood(Problem problem, Cells cells, Domain domain, double[] centre, double[] profits) {
            this.problem = problem;
            this.cells = cells;
            this.domain = domain;
            this.centre = centre;
            this.profits = profits;
        }

        /**
         * Its linear relaxation.
         *
         * @param most of so many variables at most, those that the dual is least sure about; the others stay at the centre
         */
        public NeighbourhoodProgram relaxation(int most) {
            return new NeighbourhoodProgram(problem, cells, domain, leastSure(profits, most), centre, true);
        }

        /**
         * Its integer program.
         *
         * @param staying where variables stay that do not move
         * @param profits how much the objective rises or falls with each variable, as far as is known: the larger, the surer
         * @param most how many of the least sure variables move
         */
        public NeighbourhoodProgram program(double[] staying, double[] profits, int most) {
            return new NeighbourhoodProgram(problem, cells, domain, leastSure(profits, most), staying, false);
        }

        private static int[] leastSure(double[] profits, int most) {
            int[] order = new int[profits.length];
            double[] key = new double[profits.length];
            for (int j = 0; j < order.length; j++) {
                order[j] = j;
                key[j] = -Math.abs(profits[j]);
            }
            Ranking.sort(order, key);
            return Arrays.copyOf(order, Math.min(most, order.length));
        }
    }
}
