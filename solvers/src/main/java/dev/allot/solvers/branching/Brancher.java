package dev.allot.solvers.branching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * Chooses where to branch and bounds both sides: reliability branching (Achterberg, Koch and Martin, Operations Research Letters 33, 2005). The
 * most promising splits by pseudo-costs are tried for real until one has been tried often enough to be trusted; the best product of gains wins.
 */
final class Brancher {
    private static final double LEAST_GAIN = 1e-9;
    private static final int RELIABLE = 4;
    private static final int TRIALS = 8;
    private static final int ROOT_TRIALS = 40;
    /** Untried splits far from the mean of their aggregate promise less. */
    private static final double DISTANCE_PENALTY = 2;

    private final PriceSearch search;
    private final DualBound dual;
    private final PseudoCosts costs;
    private final int rounds;

    /**
     * A brancher for one thread.
     *
     * @param costs what branchings have gained so far, by this thread and others
     * @param rounds how long a side is worked on
     */
    Brancher(PriceSearch search, DualBound dual, PseudoCosts costs, int rounds) {
        this.search = search;
        this.dual = dual;
        this.costs = costs;
        this.rounds = rounds;
    }

    /** Both sides of a branching. */
    record Branching(Node below, Node above) {}

    /**
     * Branches on a node.
     *
     * @param node that the price search has worked on for a while, or whose parents it has
     * @param floor what is known to be reached
     * @return nothing if every aggregate has one cell only, or the session stopped before both sides of any split were bounded
     */
    Optional<Branching> branch(Node node, DoubleSupplier floor, BooleanSupplier stopped) {
        List<Split> splits = splits(node);
        boolean root = node.depth() == 0;
        int trials = root ? ROOT_TRIALS : TRIALS;
        Branching best = null;
        double bestScore = 0;
        Set<Integer> tried = new HashSet<>();
        for (Split split : splits) {
            // At the root every aggregate gets its trial, so that later estimates have something to rest on.
            if (root && !tried.add(split.aggregate())) {
                continue;
            }
            boolean reliable = costs.trials(split.aggregate(), split.cell()) >= RELIABLE;
            if (trials-- == 0 || best != null && reliable && split.score() < bestScore) {
                break;
            }
            Node below = bound(node, split, true, floor.getAsDouble());
            Node above = bound(node, split, false, floor.getAsDouble());
            if (stopped.getAsBoolean()) {
                break;
            }
            double score = score(node.bound() - below.bound(), node.bound() - above.bound());
            boolean closed = below.bound() <= floor.getAsDouble() || above.bound() <= floor.getAsDouble();
            if (best == null || score > bestScore || closed) {
                best = new Branching(below, above);
                bestScore = score;
            }
            if (closed || reliable) {
                break;
            }
        }
        return Optional.ofNullable(best);
    }

    private Node bound(Node parent, Split split, boolean below, double floor) {
        Node half = parent.child(split.aggregate(), split.cell(), below);
        Node child = search.improveChild(half, split.aggregate(), rounds, floor);
        costs.add(split.aggregate(), split.cell(), below, split.cut(below), parent.bound() - child.bound());
        return child;
    }

    private static double score(double gain, double otherGain) {
        return Math.max(gain, LEAST_GAIN) * Math.max(otherGain, LEAST_GAIN);
    }

    private List<Split> splits(Node node) {
        Domain domain = node.domain();
        RecentRounds recent = node.recent();
        Cells cells = dual.cells();
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < cells.aggregates(); i++) {
            if (!dual.isSplit(i)) {
                continue;
            }
            double total = 0;
            for (int k = domain.low(i); k <= domain.high(i); k++) {
                total += recent.frequency(cells.start(i) + k);
            }
            double below = 0;
            for (int k = domain.low(i) + 1; k <= domain.high(i); k++) {
                below += recent.frequency(cells.start(i) + k - 1);
                splits.add(split(i, k, total == 0 ? 0.5 : below / total, recent.meanAggregate(i)));
            }
        }
        splits.sort(Comparator.comparingDouble(Split::score)
                .reversed()
                .thenComparingInt(Split::aggregate)
                .thenComparingInt(Split::cell));
        return splits;
    }

    private Split split(int i, int k, double below, double mean) {
        double score = score(costs.estimate(i, k, true, 1 - below), costs.estimate(i, k, false, below));
        if (costs.trials(i, k) == 0) {
            Cells cells = dual.cells();
            double distance = Math.abs(cells.lower(cells.start(i) + k) - mean);
            score /= 1 + DISTANCE_PENALTY * distance / Math.max(cells.range(i), Double.MIN_NORMAL);
        }
        return new Split(i, k, below, score);
    }
}
