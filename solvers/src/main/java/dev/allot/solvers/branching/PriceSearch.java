package dev.allot.solvers.branching;

import dev.allot.core.solve.SolveSession;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Lowers the dual bound of one node: sweeps of messages alternate with steps of the prices along a deflected subgradient, aggregates of the
 * support function's vertex less those that the trees prefer. Steps follow Polyak's rule with the incumbent as the target, which is exactly
 * what a node has to get below; their length adapts to success. On the way it gathers what branching and rounding want to know: how often
 * each cell was preferred, and the mean vertex. A cursor for one thread.
 */
final class PriceSearch {
    /** Weight of the past in a step's direction, in means and in frequencies. */
    private static final double INERTIA = 0.8;

    private static final double MEMORY = 0.95;
    private static final double FIRST_LENGTH = 0.05;
    private static final double LONGER = 1.2;
    private static final double SHORTER = 0.7;
    private static final int PATIENCE = 2;
    /** Relative to the distance to the target: less is no progress. */
    private static final double LEAST_PROGRESS = 1e-4;

    private final DualBound dual;
    private final SolveSession session;
    private final Consumer<SupportFunction> vertexListener;
    private final double[] scale;
    private final double[] direction;
    private final double[] frequency;
    private final double[] meanAggregates;
    private final double[] meanVertex;
    private double weight;
    private Multipliers best;
    private double bound;

    /** @param vertexListener is shown every vertex */
    PriceSearch(DualBound dual, int variables, SolveSession session, Consumer<SupportFunction> vertexListener) {
        this.dual = dual;
        this.session = session;
        this.vertexListener = vertexListener;
        Cells cells = dual.cells();
        int n = cells.aggregates();
        scale = new double[n];
        for (int i = 0; i < n; i++) {
            double range = cells.upper(cells.start(i + 1) - 1) - cells.lower(cells.start(i));
            scale[i] = dual.isSplit(i) && range > 0 ? 1 / range : 0;
        }
        direction = new double[n];
        frequency = new double[cells.size()];
        meanAggregates = new double[n];
        meanVertex = new double[variables];
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
        dual.restore(node.domain(), node.multipliers());
        best = node.multipliers();
        bound = node.bound();
        Arrays.fill(direction, 0);
        Arrays.fill(frequency, 0);
        Arrays.fill(meanAggregates, 0);
        Arrays.fill(meanVertex, 0);
        weight = 0;
        double length = FIRST_LENGTH;
        double progress = Double.POSITIVE_INFINITY;
        int idle = 0;
        double target = floor;
        // A round is long compared with other evaluations, so the clock is looked at before each.
        for (int round = 0;
                round < rounds && bound > target && !session.shouldStop() && session.tryEvaluate();
                round++) {
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
            gather();
            step(length * (value - target));
        }
        return new Node(dual.domain().copy(), bound, best, node.depth());
    }

    private void gather() {
        Cells cells = dual.cells();
        double[] z = dual.support().aggregates();
        double[] x = dual.support().vertex();
        weight = MEMORY * weight + 1 - MEMORY;
        for (int cell = 0; cell < frequency.length; cell++) {
            frequency[cell] *= MEMORY;
        }
        for (int i = 0; i < direction.length; i++) {
            meanAggregates[i] += (1 - MEMORY) * (z[i] - meanAggregates[i]);
            if (scale[i] > 0) {
                int cell = cells.start(i) + dual.bestCell(i);
                frequency[cell] += 1 - MEMORY;
                direction[i] = INERTIA * direction[i] + (1 - INERTIA) * (z[i] - preferred(i, cell, z[i]));
            }
        }
        for (int j = 0; j < meanVertex.length; j++) {
            meanVertex[j] += (1 - MEMORY) * (x[j] - meanVertex[j]);
        }
    }

    /** The aggregate that the trees and the price prefer within a cell: any, where there is no price. */
    private double preferred(int i, int cell, double z) {
        double price = dual.prices()[i];
        if (price == 0) {
            return Math.max(dual.cells().lower(cell), Math.min(dual.cells().upper(cell), z));
        }
        return price > 0 ? dual.cells().lower(cell) : dual.cells().upper(cell);
    }

    private void step(double numerator) {
        double norm = 0;
        for (int i = 0; i < direction.length; i++) {
            norm += scale[i] * direction[i] * direction[i];
        }
        if (norm == 0) {
            return;
        }
        double[] prices = dual.prices();
        for (int i = 0; i < direction.length; i++) {
            double old = prices[i];
            double moved = old - numerator / norm * scale[i] * direction[i];
            // The other end of the cell comes into play where a price changes sign: stop there once.
            prices[i] = old * moved < 0 ? 0 : moved;
        }
    }

    /** Share of the recent rounds in which a cell was its aggregate's best, from 0 to 1. */
    double frequency(int cell) {
        return weight == 0 ? 0 : frequency[cell] / weight;
    }

    /** Mean of aggregate {@code i} over the recent vertices. */
    double meanAggregate(int i) {
        return weight == 0 ? dual.support().aggregates()[i] : meanAggregates[i] / weight;
    }

    /** Mean of the recent vertices, by variable, up to a common factor; the array is reused. */
    double[] meanVertex() {
        return meanVertex;
    }
}
