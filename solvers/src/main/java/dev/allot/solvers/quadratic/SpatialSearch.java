package dev.allot.solvers.quadratic;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.search.ConstraintRows;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Branch and bound over regions, the greatest bound first. One run of one problem.
 *
 * <p>A node is dropped if its bound is not above the incumbent, if it is proven empty, or if it is a single point, which is looked at.
 */
final class SpatialSearch {
    private static final double RELATIVE_NOISE = 1e-10;
    /**
     * Nodes that only rounding keeps above the incumbent come last. So many of them are branched on still, until they are single points or
     * empty; the bounds of others are left.
     */
    private static final int MOST_ROUNDING_NODES = 500;

    /** One node in so many looks for points near its relaxation's. */
    private static final int NODES_PER_LOOK = 8;

    private final Rows rows;
    private final Problem problem;
    private final SolveSession session;
    private final LagrangeanBound bound;
    private final Relaxation relaxation;
    private final Tightening tightening;
    private final SpatialBranching branching;
    private final NearPoints near;
    private final ShiftChoice shifts;
    private final Region whole;
    private final Region region;
    private final PriorityQueue<SpatialNode> open = new PriorityQueue<>();
    /** The greatest bound of nodes that were left. */
    private double leftOver = Double.NEGATIVE_INFINITY;

    private long nodes;
    private long roundingNodes;

    /**
     * A search that has not started.
     *
     * @param bound what the relaxation reports its bounds by
     */
    SpatialSearch(
            Rows rows, LagrangeanBound bound, Relaxation relaxation, ConstraintRows constraints, SolveSession session) {
        this.rows = rows;
        this.session = session;
        problem = rows.problem();
        this.bound = bound;
        this.relaxation = relaxation;
        tightening = new Tightening(rows);
        branching = new SpatialBranching(rows);
        near = new NearPoints(constraints, session);
        shifts = new ShiftChoice(rows);
        whole = new Region(rows);
        region = new Region(rows);
    }

    /** Runs to the end or until the session says stop. */
    TerminationStatus run() {
        if (!tightening.run(whole)) {
            return session.incumbent().isPresent() ? conclude() : TerminationStatus.INFEASIBLE;
        }
        shifts.search(whole, relaxation, session);
        open.add(SpatialNode.root(session.bound()));
        while (!open.isEmpty()) {
            SpatialNode node = open.poll();
            if (node.bound() <= session.incumbentObjective()) {
                continue;
            }
            if (isOnlyRounding(node.bound()) && ++roundingNodes > MOST_ROUNDING_NODES) {
                leftOver = Math.max(leftOver, node.bound());
                continue;
            }
            report(node);
            if (session.shouldStop() || !session.tryEvaluate()) {
                return session.stopReason();
            }
            process(node);
        }
        return session.shouldStop() ? session.stopReason() : conclude();
    }

    /** The bound of the whole while a node, the one of the greatest bound, is worked on. */
    private void report(SpatialNode node) {
        double greatest = Math.max(node.bound(), Math.max(leftOver, session.incumbentObjective()));
        if (greatest < session.bound()) {
            session.tightenBound(greatest);
        }
    }

    private TerminationStatus conclude() {
        session.tightenBound(Math.max(leftOver, session.incumbentObjective()));
        if (session.incumbent().isPresent()) {
            return leftOver <= session.incumbentObjective()
                    ? TerminationStatus.OPTIMAL
                    : TerminationStatus.LOCALLY_OPTIMAL;
        }
        return leftOver == Double.NEGATIVE_INFINITY ? TerminationStatus.INFEASIBLE : TerminationStatus.LOCALLY_OPTIMAL;
    }

    private void process(SpatialNode node) {
        region.load(whole);
        node.apply(region);
        nodes++;
        if (!tightening.run(region)) {
            return;
        }
        if (isSinglePoint()) {
            session.offer(region.lower);
            return;
        }
        relaxation.solve(region, session.incumbentObjective(), session::shouldStop);
        if (relaxation.isRefuted()) {
            return;
        }
        double here = Math.min(node.bound(), relaxation.least());
        if (here <= session.incumbentObjective()) {
            return;
        }
        double[] point = relaxation.point();
        if (nodes % NODES_PER_LOOK == 1) {
            near.look(point);
            if (here <= session.incumbentObjective()) {
                return;
            }
        }
        fix(node.parent() == null);
        branch(node, here, point);
    }

    private boolean isSinglePoint() {
        for (int j = 0; j < region.lower.length; j++) {
            if (!region.isFixed(j)) {
                return false;
            }
        }
        return true;
    }

    private boolean isOnlyRounding(double here) {
        double incumbent = session.incumbentObjective();
        return here - 2 * rows.form().error() <= incumbent + RELATIVE_NOISE * Math.max(1, Math.abs(incumbent));
    }

    /** Fixes integers whose reduced profits alone would take the bound below the incumbent; at the root for good. */
    private void fix(boolean isRoot) {
        double spare = bound.value() - session.incumbentObjective();
        double margin = 0x1p-50 * (Math.abs(bound.value()) + Math.abs(session.incumbentObjective()));
        for (int j = 0; j < region.lower.length; j++) {
            if (!region.isFixed(j) && problem.isInteger(j) && bound.lossOfAUnit(j) > spare + margin) {
                double value = bound.wantsUpper(j) ? region.upper[j] : region.lower[j];
                region.lower[j] = value;
                region.upper[j] = value;
            }
        }
        if (isRoot) {
            whole.load(region);
        }
    }

    private void branch(SpatialNode node, double here, double[] point) {
        Optional<SpatialBranching.Split> chosen = branching.choose(region, point, here - session.incumbentObjective());
        if (chosen.isEmpty()) {
            session.offer(point);
            leftOver = Math.max(leftOver, here);
            return;
        }
        SpatialBranching.Split split = chosen.get();
        double[] low = split.isRow() ? region.least : region.lower;
        double[] high = split.isRow() ? region.greatest : region.upper;
        int index = split.index();
        open.add(new SpatialNode(node, split.isRow(), index, low[index], split.below(), here, 2 * nodes));
        open.add(new SpatialNode(node, split.isRow(), index, split.above(), high[index], here, 2 * nodes + 1));
    }
}
