package dev.allot.solvers.branching;

/**
 * What branchings have gained so far: the fall of the bound for each unit of the frequency that a branch cuts off, by split and side, and
 * by aggregate and side where a split has not been tried yet (Benichou et al., <i>Experiments in mixed-integer linear programming</i>,
 * Mathematical Programming 1, 1971). Mutable and safe for several threads.
 */
final class PseudoCosts {
    private static final double LEAST_CUT = 0.02;

    private final Cells cells;
    private final double[] bySplit;
    private final int[] splitTrials;
    private final double[] byAggregate;
    private final int[] aggregateTrials;
    private double overall;
    private int trials;

    PseudoCosts(Cells cells) {
        this.cells = cells;
        bySplit = new double[2 * cells.size()];
        splitTrials = new int[2 * cells.size()];
        byAggregate = new double[2 * cells.aggregates()];
        aggregateTrials = new int[2 * cells.aggregates()];
    }

    /** Remembers that one side of a branching before cell {@code cell} of aggregate {@code i} has lowered the bound by {@code gain}. */
    synchronized void add(int i, int cell, boolean below, double cut, double gain) {
        double unit = gain / Math.max(LEAST_CUT, cut);
        int side = below ? 0 : 1;
        int split = 2 * (cells.start(i) + cell) + side;
        bySplit[split] += unit;
        splitTrials[split]++;
        byAggregate[2 * i + side] += unit;
        aggregateTrials[2 * i + side]++;
        overall += unit;
        trials++;
    }

    /** What one side of a branching can be expected to gain when it cuts off the given frequency. */
    synchronized double estimate(int i, int cell, boolean below, double cut) {
        int side = below ? 0 : 1;
        int split = 2 * (cells.start(i) + cell) + side;
        double unit;
        if (splitTrials[split] > 0) {
            unit = bySplit[split] / splitTrials[split];
        } else if (aggregateTrials[2 * i + side] > 0) {
            unit = byAggregate[2 * i + side] / aggregateTrials[2 * i + side];
        } else {
            unit = trials == 0 ? 1 : overall / trials;
        }
        return unit * Math.max(LEAST_CUT, cut);
    }

    /** How often a split was tried. */
    synchronized int trials(int i, int cell) {
        return splitTrials[2 * (cells.start(i) + cell)];
    }
}
