package dev.allot.solvers.branching;

import dev.allot.core.surrogate.TreeEnsemble;
import java.util.Arrays;

/**
 * The Lagrangean dual of a tree ensemble over a polytope of aggregates, restricted to a {@link Domain}. For prices g of the aggregates and
 * messages m from trees to the groups of cells that they tell apart, any at all,
 *
 * <pre>
 *   max over x of g.z + c.x  +  sum over aggregates of max over cells of [ -g z + messages of its trees ]
 *                            +  sum over trees of max over leaves of [ leaf value - least messages within the leaf ]
 * </pre>
 *
 * is an upper bound on the objective of every feasible point in the domain. A {@link #sweep} visits the aggregates in order, collects the
 * max-marginals of the trees at each, and hands them back in equal parts to the trees that come later: sequential tree-reweighted message
 * passing for factors of high order (Kolmogorov, <i>A new look at reweighted message passing</i>, TPAMI 2015). What a tree cannot tell apart
 * gets one message, the least of its cells': that loses nothing, as the tree sees no other. A sweep never raises the bound but for
 * rounding. Prices are moved by {@link PriceSearch}.
 *
 * <p>A cursor for one thread. A sweep costs O(cells + groups + leaves x edges of a tree, summed over trees).
 */
final class DualBound {
    private static final double NONE = Double.NEGATIVE_INFINITY;

    private final TreeFactors factors;
    private final Cells cells;
    private final double base;
    private final SupportFunction support;
    private final SweepOrder order;
    private final RoundingLoss roundingLoss;

    private final Domain domain;
    private final double[] prices;
    private final TreeMessages trees;

    /** By cell: what an aggregate gets there, trees included. */
    private final double[] potential;

    /** By cell of one aggregate: scratch space. */
    private final double[] upTo;

    private final double[] from;
    private final double[] rise;

    private final int[] bestCell;
    private double lost;
    private boolean empty;

    DualBound(TreeEnsemble ensemble, Cells cells, TreeFactors factors, SupportFunction support) {
        this.cells = cells;
        this.factors = factors;
        this.support = support;
        base = Math.scalb((double) ensemble.fixedBase(), -ensemble.fractionBits());
        order = new SweepOrder(factors, cells.aggregates());
        roundingLoss = new RoundingLoss(factors, cells);
        domain = Domain.all(cells);
        prices = new double[cells.aggregates()];
        trees = new TreeMessages(factors, domain);
        potential = new double[cells.size()];
        bestCell = new int[cells.aggregates()];
        int most = 1;
        for (int i = 0; i < cells.aggregates(); i++) {
            most = Math.max(most, cells.count(i));
        }
        upTo = new double[most];
        from = new double[most];
        rise = new double[most];
    }

    Cells cells() {
        return cells;
    }

    SupportFunction support() {
        return support;
    }

    /** The cells that are left; after a change from outside, {@link #refresh} must follow. */
    Domain domain() {
        return domain;
    }

    /** Prices of the aggregates, to be changed in place before the next {@link #evaluate}. */
    double[] prices() {
        return prices;
    }

    /** The cell of aggregate {@code i} that was best when the last sweep visited it, counted within the aggregate. */
    int bestCell(int i) {
        return Math.max(domain.low(i), Math.min(domain.high(i), bestCell[i]));
    }

    /** Looks for {@link #bestCell} of aggregate {@code i} at its present price and messages. */
    void findBestCell(int i) {
        priceCells(i);
        addByGroup(i, trees.messages());
        int first = cells.start(i);
        int best = domain.low(i);
        for (int k = best; k <= domain.high(i); k++) {
            best = potential[first + k] > potential[first + best] ? k : best;
        }
        bestCell[i] = best;
    }

    /**
     * The value of aggregate {@code i} that trees and price prefer within {@link #bestCell}.
     *
     * @param z what is preferred where there is no price, or the next to it in the cell
     */
    double preferred(int i, double z) {
        int cell = cells.start(i) + bestCell(i);
        double price = prices[i];
        if (price == 0) {
            return Math.max(cells.lower(cell), Math.min(cells.upper(cell), z));
        }
        return price > 0 ? cells.lower(cell) : cells.upper(cell);
    }

    /** Whether any tree splits on aggregate {@code i} within reach. */
    boolean isSplit(int i) {
        return factors.edgeStart[i] < factors.edgeStart[i + 1];
    }

    /** Goes to a part of the search space, with multipliers from elsewhere. */
    void restore(Domain newDomain, Multipliers multipliers) {
        domain.set(newDomain);
        multipliers.copyTo(prices, trees.messages());
        refresh();
    }

    Multipliers multipliers() {
        return Multipliers.of(prices, trees.messages());
    }

    /** Computes what depends on domain and messages anew, without the rounding that updates leave. */
    void refresh() {
        trees.refresh();
    }

    /** Passes messages once over all aggregates, in ascending or descending order. */
    void sweep(boolean ascending) {
        int n = cells.aggregates();
        for (int k = 0; k < n; k++) {
            int i = ascending ? k : n - 1 - k;
            if (isSplit(i)) {
                visit(i, ascending);
            }
        }
    }

    private void visit(int i, boolean ascending) {
        double[] message = trees.messages();
        double[] marginal = trees.marginals();
        for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
            trees.collect(e);
            for (int g = trees.firstGroup(e), last = trees.lastGroup(e); g <= last; g++) {
                message[g] = marginal[g];
            }
        }
        priceCells(i);
        addByGroup(i, message);
        int low = domain.low(i);
        int high = domain.high(i);
        int first = cells.start(i);
        int best = low;
        for (int k = low; k <= high; k++) {
            best = potential[first + k] > potential[first + best] ? k : best;
            upTo[k] = potential[first + best];
        }
        bestCell[i] = best;
        double most = NONE;
        for (int k = high; k >= low; k--) {
            most = potential[first + k] > most ? potential[first + k] : most;
            from[k] = most;
        }
        double share = order.share(i);
        for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
            if (!order.isLast(e, ascending)) {
                for (int g = trees.firstGroup(e), last = trees.lastGroup(e); g <= last; g++) {
                    message[g] -= share * mostPotential(first, g, low, high);
                }
            }
            trees.update(e);
        }
    }

    /** The greatest potential of a group's cells within the domain. */
    private double mostPotential(int first, int g, int low, int high) {
        int groupLow = factors.groupLow[g];
        int groupHigh = factors.groupHigh[g];
        // Trees that split an aggregate once have groups that reach one end.
        if (groupLow <= low) {
            return upTo[groupHigh < high ? groupHigh : high];
        }
        if (groupHigh >= high) {
            return from[groupLow];
        }
        double most = NONE;
        for (int k = groupLow; k <= groupHigh; k++) {
            most = potential[first + k] > most ? potential[first + k] : most;
        }
        return most;
    }

    private void priceCells(int i) {
        double price = prices[i];
        for (int k = domain.low(i); k <= domain.high(i); k++) {
            int cell = cells.start(i) + k;
            potential[cell] = -price * (price >= 0 ? cells.lower(cell) : cells.upper(cell));
        }
    }

    /**
     * The bound at the present prices and messages, everything added up anew and widened by what rounding can lose. {@link #support()} then
     * stands at the vertex for these prices.
     */
    double evaluate() {
        refresh();
        support.maximise(prices);
        double sum = base + support.value();
        double mass = Math.abs(sum);
        for (int i = 0; i < cells.aggregates(); i++) {
            if (isSplit(i)) {
                priceCells(i);
                double greatest = NONE;
                double largestPrice = 0;
                for (int cell = firstCell(i); cell <= lastCell(i); cell++) {
                    largestPrice = Math.max(largestPrice, Math.abs(potential[cell]));
                }
                addByGroup(i, trees.messages());
                for (int cell = firstCell(i); cell <= lastCell(i); cell++) {
                    greatest = Math.max(greatest, potential[cell]);
                }
                sum += greatest;
                mass += largestPrice;
            }
        }
        for (int t = 0; t < factors.trees; t++) {
            sum += trees.most(t);
        }
        lost = roundingLoss.most(mass, trees.largest());
        return sum + lost;
    }

    private int firstCell(int i) {
        return cells.start(i) + domain.low(i);
    }

    private int lastCell(int i) {
        return cells.start(i) + domain.high(i);
    }

    /** Adds a number for each group to its cells: by differences where groups begin, so that it takes O(cells + groups). */
    private void addByGroup(int i, double[] byGroup) {
        int low = domain.low(i);
        int high = domain.high(i);
        Arrays.fill(rise, low, high + 1, 0);
        for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
            int g = trees.firstGroup(e);
            int last = trees.lastGroup(e);
            rise[low] += byGroup[g];
            for (g++; g <= last; g++) {
                rise[factors.groupLow[g]] += byGroup[g] - byGroup[g - 1];
            }
        }
        int first = cells.start(i);
        double sum = 0;
        for (int k = low; k <= high; k++) {
            sum += rise[k];
            potential[first + k] += sum;
        }
    }

    /**
     * Takes cells off the ends of the domain that no point better than {@code target} can lie in: those whose max-marginals, the trees' included,
     * fall short of the best by more than the bound exceeds the target. To be called after {@link #evaluate}.
     *
     * @param bound what it returned
     * @return whether any cell was taken off; if all of one aggregate were, the domain is left as it is and {@link #isEmpty()} says so
     */
    boolean narrow(double bound, double target) {
        boolean narrowed = false;
        empty = false;
        double slack = bound - target + 2 * lost;
        for (int i = 0; i < cells.aggregates() && !empty; i++) {
            if (isSplit(i) && !domain.isFixed(i)) {
                narrowed |= narrow(i, slack);
            }
        }
        if (narrowed) {
            refresh();
        }
        return narrowed;
    }

    /** Whether the last call of {@link #narrow} has found that nothing better than its target is left. */
    boolean isEmpty() {
        return empty;
    }

    private boolean narrow(int i, double slack) {
        double[] message = trees.messages();
        double[] marginal = trees.marginals();
        int low = domain.low(i);
        int high = domain.high(i);
        int first = cells.start(i);
        double greatest = NONE;
        for (int k = low; k <= high; k++) {
            greatest = Math.max(greatest, potential[first + k]);
        }
        for (int k = low; k <= high; k++) {
            potential[first + k] -= greatest;
        }
        for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
            trees.collect(e);
            double most = NONE;
            for (int g = trees.firstGroup(e); g <= trees.lastGroup(e); g++) {
                marginal[g] -= message[g];
                most = Math.max(most, marginal[g]);
            }
            for (int g = trees.firstGroup(e); g <= trees.lastGroup(e); g++) {
                marginal[g] -= most;
            }
        }
        addByGroup(i, marginal);
        int newLow = low;
        while (newLow <= high && potential[first + newLow] < -slack) {
            newLow++;
        }
        int newHigh = high;
        while (newHigh >= newLow && potential[first + newHigh] < -slack) {
            newHigh--;
        }
        if (newLow > newHigh) {
            empty = true;
            return false;
        }
        if (newLow == low && newHigh == high) {
            return false;
        }
        domain.narrow(i, newLow, newHigh);
        return true;
    }
}
