package dev.allot.solvers.branching;

import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One thread's part in a {@link TreeSearch}: takes the most promising open part, tightens its bound, branches on it. */
final class Worker {
    private static final int ROOT_ROUNDS = 400;
    private static final int BRANCH_ROUNDS = 8;
    /** Rounding takes as long as some rounds, and others look for good points as well. */
    private static final int PARTS_PER_ROUNDING = 10;
    /** How long to wait for the others to branch on what they have. */
    private static final long IDLE_NANOS = 200_000;

    private final TreeSearch tree;
    private final SolveSession session;
    private final OpenNodes open;
    private final DualBound dual;
    private final PriceSearch search;
    private final Brancher brancher;
    private final Rounding rounding;
    private final CellProgram cellProgram;
    private int expanded;

    Worker(TreeSearch tree, SolveSession session) {
        this.tree = tree;
        this.session = session;
        open = tree.open();
        dual = tree.dual();
        rounding = new Rounding(tree.constraints(), session);
        search = new PriceSearch(dual, tree.constraints().problem().variableCount(), session, rounding::offerVertex);
        brancher = new Brancher(search, dual, tree.costs(), BRANCH_ROUNDS);
        cellProgram = new CellProgram(tree.constraints(), tree.cells());
    }

    TerminationStatus run() {
        while (!open.isExhausted() && !session.shouldStop()) {
            Optional<Node> node = open.take();
            if (node.isPresent()) {
                expand(node.get());
                tighten();
            } else {
                LockSupport.parkNanos(IDLE_NANOS);
            }
        }
        return session.shouldStop() ? session.stopReason() : conclude();
    }

    private TerminationStatus conclude() {
        tighten();
        if (open.unresolved() > floor()) {
            return TerminationStatus.LOCALLY_OPTIMAL;
        }
        return session.incumbent().isPresent() ? TerminationStatus.OPTIMAL : TerminationStatus.INFEASIBLE;
    }

    private double floor() {
        return tree.floor(session);
    }

    /** Replaces a part by what is left of it; whatever happens, it is not lost. */
    private void expand(Node node) {
        List<Node> left = List.of(node);
        try {
            left = parts(node);
        } finally {
            open.replace(node, left);
        }
    }

    private List<Node> parts(Node node) {
        if (node.bound() <= floor()) {
            return List.of();
        }
        Node improved = node.depth() == 0 ? search.improve(node, ROOT_ROUNDS, floor()) : node;
        if (expanded++ % PARTS_PER_ROUNDING == 0) {
            rounding.offerMean(search, dual);
        }
        Optional<Brancher.Branching> branching = improved.bound() > floor() && !session.shouldStop()
                ? brancher.branch(improved, this::floor, session::shouldStop)
                : Optional.empty();
        if (branching.isPresent()) {
            return better(branching.get().below(), branching.get().above());
        }
        if (session.shouldStop()) {
            return better(improved);
        }
        if (improved.bound() > floor()) {
            open.leave(cellProgram.solve(improved.domain(), improved.bound(), session));
        }
        return List.of();
    }

    private List<Node> better(Node... nodes) {
        return Stream.of(nodes).filter(node -> node.bound() > floor()).toList();
    }

    /** Reports the bound of all that is open. */
    private void tighten() {
        double bound = open.bound();
        if (session.incumbent().isPresent()) {
            session.tightenBound(Math.max(bound, session.incumbentObjective()));
        } else if (bound > Double.NEGATIVE_INFINITY) {
            session.tightenBound(bound);
        }
    }
}
