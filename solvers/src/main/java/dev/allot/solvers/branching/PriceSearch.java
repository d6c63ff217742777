package dev.allot.solvers.branching;

import dev.allot.core.solve.SolveSession;
import java.util.function.Consumer;

/**
 * Lowers the dual bound of one node: sweeps of messages alternate with steps of the prices ({@link PriceStep}). Their lengths follow Polyak's
 * rule with the incumbent as the target, which is exactly what a node has to get below, and adapt to success. A cursor for one thread.
 */
final class PriceSearch {
    private static final double FIRST_LENGTH = 0.05;
    private static final double LONGER = 1.2;
    private static final double SHORTER = 0.7;
    private static final int PATIENCE = 2;
    /** Relative to the distance to the target: less is no progress. */
    private static final double LEAST_PROGRESS = 1e-4;

    private final DualBound dual;
    private final SolveSession session;
    private final Consumer<SupportFunction> vertexListener;
    private final PriceStep step;
    private final PriceLine line;
    private final RoundMemory memory;
    private Multipliers best;
    private double bound;

    /** @param vertexListener is shown every vertex */
    PriceSearch(DualBound dual, int variables, SolveSession session, Consumer<SupportFunction> vertexListener) {
        this.dual = dual;
        this.session = session;
        this.vertexListener = vertexListener;
        step = new PriceStep(dual);
        line = new PriceLine(dual);
        memory = new RoundMemory(dual, variables);
        best = dual.multipliers();
    }

    /**
     * Works on a node until its bound is at the incumbent's objective, the rounds are used up or the session must stop.
     *
     * @param node where to start
     * @param floor what the bound need not get below: the incumbent's objective, or the least value of the objective if there is none
     * @return the node with a narrower domain, a lower bound and better multipliers; its bound is at most {@code floor} if nothing better is
     *     left in it
     */
    Node improve(Node node, int rounds, double floor) {
        restore(node);
        return work(node, rounds, floor);
    }

    /** The same for a child just made, after its branched aggregate's price has been moved to where it belongs now. */
    Node improveChild(Node child, int branched, int rounds, double floor) {
        restore(child);
        line.search(branched, this::isGranted);
        return work(child, rounds, floor);
    }

    private void restore(Node node) {
        dual.restore(node.domain(), node.multipliers());
        memory.restore(node.recent());
        step.clear();
        best = node.multipliers();
        bound = node.bound();
    }

    private Node work(Node node, int rounds, double floor) {
        double length = FIRST_LENGTH;
        double progress = Double.POSITIVE_INFINITY;
        int idle = 0;
        double target = floor;
        for (int round = 0; round < rounds && bound > target && isGranted(); round++) {
            dual.sweep(true);
            dual.sweep(false);
            double value = dual.evaluate();
            vertexListener.accept(dual.support());
            target = Math.max(target, session.incumbentObjective());
            if (value < progress - LEAST_PROGRESS * Math.abs(progress - target)) {
                progress = value;
                idle = 0;
                length *= LONGER;
            } else if (++idle >= PATIENCE) {
                idle = 0;
                length *= SHORTER;
            }
            if (value < bound) {
                bound = value;
                best = dual.multipliers();
            }
            if (bound <= target) {
                break;
            }
            if (value == bound) {
                dual.narrow(value, target);
                if (dual.isEmpty()) {
                    bound = target;
                    break;
                }
            }
            memory.add();
            step.take(length * (value - target));
        }
        return new Node(dual.domain().copy(), bound, best, memory.snapshot(), node.depth());
    }

    /** Whether there may be one more round: it is long compared with other evaluations, so the clock is looked at before each. */
    private boolean isGranted() {
        return !session.shouldStop() && session.tryEvaluate();
    }

    /** Mean of the vertices since the present node was begun, by variable, up to a common factor; the array is reused. */
    double[] meanVertex() {
        return memory.meanVertex();
    }
}
