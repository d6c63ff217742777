package dev.allot.solvers.linear;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Branch and bound on linear relaxations: best bound first, diving from each node towards the relaxation's point. One run of one program.
 *
 * <p>Floating-point arithmetic proposes, bounds that hold dispose: a node is dropped only if a {@link LinearDualBound} of it is not above the
 * incumbent, or its infeasibility is proven likewise, or it is a single point. Where rounding or the rows' tolerance is all that keeps
 * a bound above the incumbent, the node is dropped too, but its bound is kept as that of the whole.
 */
final class MixedIntegerSearch {
    private static final double INTEGRALITY = 1e-6;
    private static final double RELATIVE_NOISE = 1e-10;
    private static final long MOST_PIVOTS = 50_000;
    private static final int NODES_PER_ROUNDING = 4;
    private static final int NODES_OF_NEIGHBOURHOOD = 500;
    private static final int NODES_OF_AN_EMPTY_SEARCH = 10;
    private static final double IMPROVEMENT_SHARE = 0.3;
    private static final double LEAST_SHARE = 0.5;
    private static final int MOST_BACKTRACKS = 8;

    private final LinearProgram program;
    private final Problem problem;
    private final SolveSession session;
    private final DualSimplex simplex;
    private final LinearDualBound bound;
    private final Propagation propagation;
    private final RelaxationRounding rounding;
    private final Branching branching;
    private final PriorityQueue<MipNode> open = new PriorityQueue<>();
    private final double[] rootLower;
    private final double[] rootUpper;
    private final double[] lower;
    private final double[] upper;
    /** The greatest bound of nodes that were dropped for noise. */
    private double leftOver = Double.NEGATIVE_INFINITY;

    private @Nullable MipNode next;
    private final long mostNodes;
    private @Nullable IncumbentNeighbourhood neighbourhood;
    private @Nullable RelaxationRepair repair;
    private double @Nullable [] lastPoint;
    private long nodesOfNeighbourhoods;
    private final ArrayDeque<MipNode> siblings = new ArrayDeque<>();
    private int backtracks;
    private long nodes;

    MixedIntegerSearch(LinearProgram program, SolveSession session) {
        this(program, session, program.problem().lowerBounds(), program.upperBounds(), Long.MAX_VALUE);
    }

    /** A search of at most so many nodes within narrower bounds, for points only. */
    private MixedIntegerSearch(
            LinearProgram program, SolveSession session, double[] lower, double[] upper, long mostNodes) {
        this.program = program;
        this.session = session;
        this.mostNodes = mostNodes;
        problem = program.problem();
        simplex = new DualSimplex(program);
        bound = new LinearDualBound(program);
        propagation = new Propagation(program);
        rounding = new RelaxationRounding(program);
        branching = new Branching(program, simplex, session::shouldStop);
        rootLower = lower;
        rootUpper = upper;
        this.lower = lower.clone();
        this.upper = upper.clone();
    }

    /** Runs to the end or until the session says stop. */
    TerminationStatus run() {
        TerminationStatus status = search();
        return session.shouldStop() ? session.stopReason() : status;
    }

    private TerminationStatus search() {
        next = MipNode.root(session.bound());
        while (true) {
            MipNode node = select();
            if (node == null) {
                return conclude();
            }
            if (node.bound() <= session.incumbentObjective()) {
                continue;
            }
            report(node);
            if (nodes >= mostNodes || !session.tryEvaluate()) {
                return TerminationStatus.EVALUATION_LIMIT;
            }
            process(node);
            reportOpen();
            improve();
            if (session.shouldStop()) {
                return TerminationStatus.EVALUATION_LIMIT;
            }
        }
    }

    private boolean isWhole() {
        return mostNodes == Long.MAX_VALUE;
    }

    /** The child dived to; at the dive's end the last sibling left on its way, a few times; else the node of the greatest bound. */
    private @Nullable MipNode select() {
        MipNode node = next;
        next = null;
        if (node != null) {
            return node;
        }
        if (!siblings.isEmpty()
                && backtracks < MOST_BACKTRACKS
                && isWorthDiving(siblings.peek().bound())) {
            backtracks++;
            return siblings.pop();
        }
        open.addAll(siblings);
        siblings.clear();
        backtracks = 0;
        return open.poll();
    }

    private TerminationStatus conclude() {
        if (!isWhole()) {
            return TerminationStatus.LOCALLY_OPTIMAL;
        }
        session.tightenBound(Math.max(leftOver, session.incumbentObjective()));
        if (session.incumbent().isPresent()) {
            return leftOver <= session.incumbentObjective()
                    ? TerminationStatus.OPTIMAL
                    : TerminationStatus.LOCALLY_OPTIMAL;
        }
        return leftOver == Double.NEGATIVE_INFINITY ? TerminationStatus.INFEASIBLE : TerminationStatus.LOCALLY_OPTIMAL;
    }

    /** The bound of the whole while a node is worked on. */
    private void report(MipNode node) {
        tighten(node.bound());
    }

    /** The bound of the whole between two nodes. */
    private void reportOpen() {
        tighten(next == null ? Double.NEGATIVE_INFINITY : next.bound());
    }

    private void tighten(double atLeast) {
        if (!isWhole()) {
            return;
        }
        double greatest = Math.max(atLeast, Math.max(leftOver, session.incumbentObjective()));
        if (!open.isEmpty()) {
            greatest = Math.max(greatest, open.peek().bound());
        }
        for (MipNode sibling : siblings) {
            greatest = Math.max(greatest, sibling.bound());
        }
        if (greatest < session.bound()) {
            session.tightenBound(greatest);
        }
    }

    private void process(MipNode node) {
        System.arraycopy(rootLower, 0, lower, 0, lower.length);
        System.arraycopy(rootUpper, 0, upper, 0, upper.length);
        node.apply(lower, upper);
        if (!propagation.run(lower, upper)) {
            return;
        }
        nodes++;
        double cutoff = session.incumbentObjective() + program.step() * (1 - 1e-6);
        SimplexStatus status = simplex.solve(lower, upper, cutoff, MOST_PIVOTS, session::shouldStop);
        if (status == SimplexStatus.INFEASIBLE && bound.refutes(simplex.ray(), lower, upper)) {
            return;
        }
        double here = Math.min(node.bound(), onStep(bound.of(simplex.multipliers(), lower, upper)));
        if (drop(here)) {
            return;
        }
        double[] point = simplex.point();
        look(point);
        fix();
        List<Integer> fractional = fractional(point);
        if (status == SimplexStatus.OPTIMAL) {
            learn(node, here);
            if (fractional.isEmpty() || nodes % NODES_PER_ROUNDING == 1) {
                round(point);
                if (drop(here)) {
                    return;
                }
            }
        }
        branch(node, here, point, fractional, status);
    }

    /** Looks for points near a relaxation's; where there is none yet, it is worth more. */
    private void round(double[] point) {
        rounding.of(point).ifPresent(session::offer);
        if (session.incumbent().isEmpty() && isWhole()) {
            if (repair == null) {
                repair = new RelaxationRepair(program, rounding, session.random("repair"), session::shouldStop);
            }
            repair.of(point).ifPresent(session::offer);
        }
    }

    /** Remembers what neighbourhoods are made from. */
    private void look(double[] point) {
        lastPoint = point;
        if (isWhole() && neighbourhood == null) {
            double[] loss = new double[point.length];
            Arrays.setAll(loss, bound::lossOfAUnit);
            neighbourhood = new IncumbentNeighbourhood(problem, loss, session.random("mip"));
        }
    }

    /** Spends a share of the nodes on searches around the incumbent. */
    private void improve() {
        if (neighbourhood == null
                || lastPoint == null
                || session.incumbent().isEmpty()
                || !neighbourhood.isPartial()
                || nodesOfNeighbourhoods > IMPROVEMENT_SHARE * nodes + NODES_OF_NEIGHBOURHOOD) {
            return;
        }
        double[] least = rootLower.clone();
        double[] greatest = rootUpper.clone();
        neighbourhood.draw(session.incumbent().get().values(), lastPoint, least, greatest);
        MixedIntegerSearch search = new MixedIntegerSearch(program, session, least, greatest, NODES_OF_NEIGHBOURHOOD);
        neighbourhood.learn(search.search() == TerminationStatus.LOCALLY_OPTIMAL);
        nodesOfNeighbourhoods += search.nodes + NODES_OF_AN_EMPTY_SEARCH;
    }

    /** All objectives are multiples of the step, so bounds may be, too. */
    private double onStep(double value) {
        return program.step() == 0 ? value : Math.floor(value / program.step()) * program.step();
    }

    private boolean drop(double here) {
        double incumbent = session.incumbentObjective();
        if (here <= incumbent) {
            return true;
        }
        if (here - bound.noise() <= incumbent + RELATIVE_NOISE * Math.max(1, Math.abs(incumbent))) {
            leftOver = Math.max(leftOver, here);
            return true;
        }
        return false;
    }

    /** Fixes integers whose reduced costs alone would take the bound below the incumbent. */
    private void fix() {
        double incumbent = session.incumbentObjective();
        double spare = bound.value() - incumbent - program.step();
        double margin = 0x1p-50 * (Math.abs(bound.value()) + Math.abs(incumbent));
        for (int j = 0; j < lower.length; j++) {
            if (lower[j] < upper[j] && problem.isInteger(j) && bound.lossOfAUnit(j) > spare + margin) {
                if (bound.wantsUpper(j)) {
                    lower[j] = upper[j];
                } else {
                    upper[j] = lower[j];
                }
            }
        }
    }

    private List<Integer> fractional(double[] point) {
        List<Integer> result = new ArrayList<>();
        for (int j = 0; j < point.length; j++) {
            if (problem.isInteger(j) && Math.abs(point[j] - Math.rint(point[j])) > INTEGRALITY) {
                result.add(j);
            }
        }
        return result;
    }

    private void learn(MipNode node, double here) {
        if (node.parent() != null && Double.isFinite(node.bound())) {
            boolean up = node.least() > rootLower[node.variable()];
            branching.costs().learn(node.variable(), up, node.distance(), Math.max(0, node.bound() - here));
        }
    }

    private void branch(MipNode node, double here, double[] point, List<Integer> fractional, SimplexStatus status) {
        int j;
        if (fractional.isEmpty() || status != SimplexStatus.OPTIMAL) {
            j = unfixed(fractional);
            if (j < 0) {
                leaf(here, point);
                return;
            }
        } else {
            j = branching.choose(
                    fractional, point, lower, upper, session.incumbentObjective() + program.step() * (1 - 1e-6));
        }
        double split = Math.floor(point[j] + (fractional.isEmpty() ? INTEGRALITY : 0));
        if (split >= upper[j]) {
            split = upper[j] - 1;
        }
        split = Math.max(split, lower[j]);
        MipNode down =
                new MipNode(node, j, lower[j], split, Math.max(0, point[j] - split), here, node.depth() + 1, 2 * nodes);
        MipNode up = new MipNode(
                node, j, split + 1, upper[j], Math.max(0, split + 1 - point[j]), here, node.depth() + 1, 2 * nodes + 1);
        boolean upFirst = point[j] - split > 0.5;
        siblings.push(upFirst ? down : up);
        if (isWorthDiving(here)) {
            next = upFirst ? up : down;
        } else {
            siblings.push(upFirst ? up : down);
        }
    }

    /** Dives go on while their bound is in the upper part of what is open, and always while there is no incumbent. */
    private boolean isWorthDiving(double here) {
        double incumbent = session.incumbentObjective();
        return here - incumbent >= LEAST_SHARE * (session.bound() - incumbent);
    }

    /** An integer that is not fixed yet, a fractional one if there is one; -1 if none. */
    private int unfixed(List<Integer> fractional) {
        for (int j : fractional) {
            if (lower[j] < upper[j]) {
                return j;
            }
        }
        for (int j = 0; j < lower.length; j++) {
            if (problem.isInteger(j) && lower[j] < upper[j]) {
                return j;
            }
        }
        return -1;
    }

    /** All integers are fixed. Without continuous variables that is a single point, looked at exactly. */
    private void leaf(double here, double[] point) {
        double[] values = point.clone();
        boolean single = true;
        for (int j = 0; j < values.length; j++) {
            single &= lower[j] == upper[j];
            values[j] = Math.min(upper[j], Math.max(lower[j], values[j]));
        }
        session.offer(values);
        if (!single) {
            leftOver = Math.max(leftOver, here);
        }
    }
}
