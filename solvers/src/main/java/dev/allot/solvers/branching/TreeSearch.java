package dev.allot.solvers.branching;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.RootBound;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.core.surrogate.Box;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.solvers.search.ConstraintRows;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** Best-first branch and bound over the cells of the aggregates of one problem. */
public final class TreeSearch {
    private static final int ROOT_ROUNDS = 400;
    private static final int NODE_ROUNDS = 16;
    private static final int BRANCH_ROUNDS = 25;

    private final Problem problem;
    private final SolveSession session;
    private final DualBound dual;
    private final PriceSearch search;
    private final Brancher brancher;
    private final Rounding rounding;
    private final Cells cells;
    private final CellProgram cellProgram;
    private final double least;
    /** Open parts, best bound first; those of equal bound in the order in which they came. */
    private final PriorityQueue<Entry> open = new PriorityQueue<>(
            Comparator.comparingDouble((Entry e) -> -e.node.bound()).thenComparingLong(e -> e.number));

    private long entries;
    /** The greatest bound of parts that could neither be branched on nor closed. */
    private double unresolved = Double.NEGATIVE_INFINITY;

    private record Entry(Node node, long number) {}

    /** A search for the given problem, whose surrogate is an ensemble. */
    public TreeSearch(ConstraintRows constraints, SolveSession session) {
        problem = constraints.problem();
        this.session = session;
        TreeEnsemble trees = (TreeEnsemble) problem.surrogate().orElseThrow();
        Box reachable = RootBound.reachable(problem);
        cells = Cells.of(problem, trees, reachable);
        cellProgram = new CellProgram(constraints, cells);
        SupportFunction support = new SupportFunction(constraints);
        dual = new DualBound(trees, cells, new TreeFactors(trees, cells), support);
        rounding = new Rounding(constraints, session);
        search = new PriceSearch(dual, problem.variableCount(), session, rounding::offerVertex);
        brancher = new Brancher(search, dual, BRANCH_ROUNDS);
        least = leastObjective(trees, reachable);
    }

    /** No feasible point is worse: the floor of the search while nothing is known to be feasible. */
    private double leastObjective(TreeEnsemble trees, Box reachable) {
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

    /** Runs until the tree is exhausted or the session stops. */
    public TerminationStatus run() {
        Node root = new Node(Domain.all(cells), session.bound(), dual.multipliers(), 0);
        root = search.improve(root, ROOT_ROUNDS, floor());
        rounding.offerMean(search, dual);
        add(root);
        while (!open.isEmpty() && !session.shouldStop()) {
            tighten();
            Node node = open.poll().node;
            if (node.bound() > floor()) {
                expand(node);
            }
        }
        if (session.shouldStop()) {
            tighten();
            return session.stopReason();
        }
        return conclude();
    }

    private double floor() {
        return Math.max(least, session.incumbentObjective());
    }

    private void add(Node node) {
        if (node.bound() > floor()) {
            open.add(new Entry(node, entries++));
        }
    }

    private void expand(Node node) {
        Node improved = search.improve(node, NODE_ROUNDS, floor());
        rounding.offerMean(search, dual);
        Optional<Brancher.Branching> branching = improved.bound() > floor() && !session.shouldStop()
                ? brancher.branch(improved, this::floor, session::shouldStop)
                : Optional.empty();
        if (branching.isPresent()) {
            add(branching.get().below());
            add(branching.get().above());
        } else if (session.shouldStop()) {
            add(improved);
        } else if (improved.bound() > floor()) {
            unresolved = Math.max(unresolved, cellProgram.solve(improved.domain(), improved.bound(), session));
        }
    }

    /** The bound of all that is open. */
    private void tighten() {
        double bound = Math.max(
                unresolved,
                open.isEmpty() ? Double.NEGATIVE_INFINITY : open.peek().node.bound());
        if (session.incumbent().isPresent()) {
            session.tightenBound(Math.max(bound, session.incumbentObjective()));
        } else if (bound > Double.NEGATIVE_INFINITY) {
            session.tightenBound(bound);
        }
    }

    private TerminationStatus conclude() {
        tighten();
        if (unresolved > floor()) {
            return TerminationStatus.LOCALLY_OPTIMAL;
        }
        return session.incumbent().isPresent() ? TerminationStatus.OPTIMAL : TerminationStatus.INFEASIBLE;
    }
}
