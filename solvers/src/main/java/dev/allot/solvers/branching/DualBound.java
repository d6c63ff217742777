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
    private final double[] share;
    private final boolean[] isFirst;
    private final boolean[] isLast;
    private final int longestPath;
    private final int longestChain;
    private final double leafMass;

    private final Domain domain;
    private final double[] prices;
    private final double[] message;

    /** By cell: what an aggregate gets there, trees included. */
    private final double[] potential;

    /** By edge: the most that its negated messages reach within the domain. */
    private final double[] edgeMost;

    private final double[] treeEdges;

    /** By step: the most that the negated messages reach within the leaf's range. */
    private final double[] stepMost;

    /** By leaf: its value, and what its steps fall short of their edges; minus infinity if the leaf is outside the domain. */
    private final double[] leafScore;

    /** By edge: the groups that the domain has cells of. */
    private final int[] firstGroup;

    private final int[] lastGroup;

    /** By group: scratch space. */
    private final double[] marginal;

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
        domain = Domain.all(cells);
        prices = new double[cells.aggregates()];
        message = new double[factors.groups()];
        marginal = new double[factors.groups()];
        firstGroup = new int[factors.edges];
        lastGroup = new int[factors.edges];
        potential = new double[cells.size()];
        edgeMost = new double[factors.edges];
        treeEdges = new double[factors.trees];
        stepMost = new double[factors.stepEdge.length];
        leafScore = new double[factors.leaves];
        bestCell = new int[cells.aggregates()];
        int most = 1;
        for (int i = 0; i < cells.aggregates(); i++) {
            most = Math.max(most, cells.count(i));
        }
        upTo = new double[most];
        from = new double[most];
        rise = new double[most];
        isFirst = new boolean[factors.edges];
        isLast = new boolean[factors.edges];
        for (int t = 0; t < factors.trees; t++) {
            if (factors.treeEdgeStart[t] < factors.treeEdgeStart[t + 1]) {
                isFirst[factors.treeEdge[factors.treeEdgeStart[t]]] = true;
                isLast[factors.treeEdge[factors.treeEdgeStart[t + 1] - 1]] = true;
            }
        }
        share = shares();
        int path = 0;
        for (int l = 0; l < factors.leaves; l++) {
            path = Math.max(path, factors.stepStart[l + 1] - factors.stepStart[l]);
        }
        longestPath = path;
        int chain = path;
        for (int i = 0; i < cells.aggregates(); i++) {
            int groups = factors.groupStart[factors.edgeStart[i + 1]] - factors.groupStart[factors.edgeStart[i]];
            chain = Math.max(chain, groups + cells.count(i));
        }
        longestChain = chain + cells.aggregates() + factors.trees;
        double leaves = 0;
        for (int t = 0; t < factors.trees; t++) {
            double largest = 0;
            for (int l = factors.leafStart[t]; l < factors.leafStart[t + 1]; l++) {
                largest = Math.max(largest, Math.abs(factors.leafValue[l]));
            }
            leaves += largest;
        }
        leafMass = leaves;
    }

    /** What each tree gets back of an aggregate's potential: one over the greater number of trees before or after it. */
    private double[] shares() {
        double[] result = new double[cells.aggregates()];
        for (int i = 0; i < result.length; i++) {
            int before = 0;
            int after = 0;
            for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
                before += isFirst[e] ? 0 : 1;
                after += isLast[e] ? 0 : 1;
            }
            result[i] = before + after == 0 ? 0 : 1.0 / Math.max(before, after);
        }
        return result;
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
        addByGroup(i, message);
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
        multipliers.copyTo(prices, message);
        refresh();
    }

    Multipliers multipliers() {
        return Multipliers.of(prices, message);
    }

    /** Computes what depends on domain and messages anew, without the rounding that updates leave. */
    void refresh() {
        Arrays.fill(treeEdges, 0);
        System.arraycopy(factors.leafValue, 0, leafScore, 0, leafScore.length);
        for (int e = 0; e < factors.edges; e++) {
            findGroups(e);
            double most = most(firstGroup[e], lastGroup[e]);
            edgeMost[e] = most;
            treeEdges[factors.edgeTree[e]] += most;
            for (int p = factors.edgeStepStart[e], end = factors.edgeStepStart[e + 1]; p < end; p++) {
                int s = factors.edgeStep[p];
                stepMost[s] = mostWithin(e, s);
                leafScore[factors.stepLeaf[s]] += stepMost[s] - most;
            }
        }
    }

    /** The groups of an edge that the domain has cells of. */
    private void findGroups(int e) {
        int i = factors.edgeAggregate[e];
        int first = factors.groupStart[e];
        int last = factors.groupStart[e + 1] - 1;
        while (factors.groupHigh[first] < domain.low(i)) {
            first++;
        }
        while (factors.groupLow[last] > domain.high(i)) {
            last--;
        }
        firstGroup[e] = first;
        lastGroup[e] = last;
    }

    /** The most of the negated messages of some groups. */
    private double most(int from, int to) {
        double most = NONE;
        for (int g = from; g <= to; g++) {
            double negated = -message[g];
            most = negated > most ? negated : most;
        }
        return most;
    }

    /** The same within the range of a step; minus infinity if the domain has none of it. */
    private double mostWithin(int e, int s) {
        return most(Math.max(firstGroup[e], factors.stepLow[s]), Math.min(lastGroup[e], factors.stepHigh[s]));
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
        for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
            collect(e);
            for (int g = firstGroup[e]; g <= lastGroup[e]; g++) {
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
        for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
            if (!(ascending ? isLast[e] : isFirst[e])) {
                for (int g = firstGroup[e]; g <= lastGroup[e]; g++) {
                    message[g] -= share[i] * mostPotential(first, g, low, high);
                }
            }
            update(e);
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

    /** The most that a tree reaches at each group of one of its aggregates, that aggregate's messages left out: into {@code marginal}. */
    private void collect(int e) {
        int first = firstGroup[e];
        int last = lastGroup[e];
        double others = NONE;
        for (int p = factors.otherLeafStart[e], end = factors.otherLeafStart[e + 1]; p < end; p++) {
            double score = leafScore[factors.otherLeaf[p]];
            others = score > others ? score : others;
        }
        for (int g = first; g <= last; g++) {
            marginal[g] = others;
        }
        double most = edgeMost[e];
        for (int p = factors.edgeStepStart[e], end = factors.edgeStepStart[e + 1]; p < end; p++) {
            int s = factors.edgeStep[p];
            double score = leafScore[factors.stepLeaf[s]];
            if (score != NONE) {
                double without = score - stepMost[s] + most;
                int to = Math.min(last, factors.stepHigh[s]);
                for (int g = Math.max(first, factors.stepLow[s]); g <= to; g++) {
                    marginal[g] = without > marginal[g] ? without : marginal[g];
                }
            }
        }
        double rest = treeEdges[factors.edgeTree[e]] - most;
        for (int g = first; g <= last; g++) {
            marginal[g] += rest;
        }
    }

    /** After the messages of an edge have changed. */
    private void update(int e) {
        double old = edgeMost[e];
        double most = most(firstGroup[e], lastGroup[e]);
        edgeMost[e] = most;
        treeEdges[factors.edgeTree[e]] += most - old;
        for (int p = factors.edgeStepStart[e], end = factors.edgeStepStart[e + 1]; p < end; p++) {
            int s = factors.edgeStep[p];
            int l = factors.stepLeaf[s];
            if (leafScore[l] != NONE) {
                double now = mostWithin(e, s);
                leafScore[l] += now - most - (stepMost[s] - old);
                stepMost[s] = now;
            }
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
                addByGroup(i, message);
                for (int cell = firstCell(i); cell <= lastCell(i); cell++) {
                    greatest = Math.max(greatest, potential[cell]);
                }
                sum += greatest;
                mass += largestPrice;
            }
        }
        for (int t = 0; t < factors.trees; t++) {
            double greatest = NONE;
            for (int l = factors.leafStart[t]; l < factors.leafStart[t + 1]; l++) {
                greatest = Math.max(greatest, leafScore[l]);
            }
            sum += greatest + treeEdges[t];
        }
        lost = rounding(mass);
        return sum + lost;
    }

    private int firstCell(int i) {
        return cells.start(i) + domain.low(i);
    }

    private int lastCell(int i) {
        return cells.start(i) + domain.high(i);
    }

    /**
     * What rounding can lose: no number goes through more additions than there are aggregates, trees, steps of a leaf, and cells and groups of
     * one aggregate; and no message is added more often than twice at its aggregate, once at its edge and twice for each step of one leaf.
     */
    private double rounding(double mass) {
        double largest = 0;
        for (double m : message) {
            largest = Math.max(largest, Math.abs(m));
        }
        double magnitudes = mass + leafMass + (4.0 * factors.groups() + 2.0 * factors.trees * longestPath) * largest;
        return 0x1p-52 * (longestChain + 16) * magnitudes;
    }

    /** Adds a number for each group to its cells: by differences where groups begin, so that it takes O(cells + groups). */
    private void addByGroup(int i, double[] byGroup) {
        int low = domain.low(i);
        int high = domain.high(i);
        Arrays.fill(rise, low, high + 1, 0);
        for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
            int g = firstGroup[e];
            rise[low] += byGroup[g];
            for (g++; g <= lastGroup[e]; g++) {
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
            collect(e);
            double most = NONE;
            for (int g = firstGroup[e]; g <= lastGroup[e]; g++) {
                marginal[g] -= message[g];
                most = Math.max(most, marginal[g]);
            }
            for (int g = firstGroup[e]; g <= lastGroup[e]; g++) {
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
