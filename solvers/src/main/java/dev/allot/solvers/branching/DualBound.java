package dev.allot.solvers.branching;

import dev.allot.core.surrogate.TreeEnsemble;

/**
 * The Lagrangean dual of a tree ensemble over a polytope of aggregates, restricted to a {@link Domain}. For prices g of the aggregates and
 * messages m from trees to the cells of their aggregates, any at all,
 *
 * <pre>
 *   max over x of g.z + c.x  +  sum over aggregates of max over cells of [ -g z + messages of its trees ]
 *                            +  sum over trees of max over leaves of [ leaf value - least messages within the leaf ]
 * </pre>
 *
 * is an upper bound on the objective of every feasible point in the domain. A {@link #sweep} visits the aggregates in order, collects the
 * max-marginals of the trees at each, and hands them back in equal parts to the trees that come later: sequential tree-reweighted message
 * passing for factors of high order (Kolmogorov, <i>A new look at reweighted message passing</i>, TPAMI 2015). It never raises the bound
 * but for rounding. Prices are moved by {@link PriceSearch}.
 *
 * <p>A cursor for one thread. A sweep costs O(steps of leaves + leaves x edges + messages).
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

    private final double[] marginal;
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
        message = new double[factors.messages()];
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
        marginal = new double[most];
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
            chain = Math.max(chain, factors.edgeStart[i + 1] - factors.edgeStart[i]);
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
        for (int e = 0; e < factors.edges; e++) {
            int i = factors.edgeAggregate[e];
            edgeMost[e] = most(e, domain.low(i), domain.high(i));
        }
        for (int t = 0; t < factors.trees; t++) {
            double sum = 0;
            for (int p = factors.treeEdgeStart[t]; p < factors.treeEdgeStart[t + 1]; p++) {
                sum += edgeMost[factors.treeEdge[p]];
            }
            treeEdges[t] = sum;
        }
        for (int l = 0; l < factors.leaves; l++) {
            double score = factors.leafValue[l];
            for (int s = factors.stepStart[l]; s < factors.stepStart[l + 1]; s++) {
                int e = factors.stepEdge[s];
                int i = factors.edgeAggregate[e];
                int low = Math.max(factors.stepLow[s], domain.low(i));
                int high = Math.min(factors.stepHigh[s], domain.high(i));
                stepMost[s] = low > high ? NONE : most(e, low, high);
                score += stepMost[s] - edgeMost[e];
            }
            leafScore[l] = score;
        }
    }

    /** The most of the negated messages of an edge, over a range of cells. */
    private double most(int e, int low, int high) {
        int at = factors.messageStart[e];
        double most = NONE;
        for (int k = low; k <= high; k++) {
            most = Math.max(most, -message[at + k]);
        }
        return most;
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
        int low = domain.low(i);
        int high = domain.high(i);
        int first = cells.start(i);
        priceCells(i);
        for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
            collect(e, low, high);
            int at = factors.messageStart[e];
            for (int k = low; k <= high; k++) {
                message[at + k] = marginal[k];
                potential[first + k] += marginal[k];
            }
        }
        int best = low;
        for (int k = low + 1; k <= high; k++) {
            if (potential[first + k] > potential[first + best]) {
                best = k;
            }
        }
        bestCell[i] = best;
        for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
            if (!(ascending ? isLast[e] : isFirst[e])) {
                int at = factors.messageStart[e];
                for (int k = low; k <= high; k++) {
                    message[at + k] -= share[i] * potential[first + k];
                }
            }
            update(e, low, high);
        }
    }

    private void priceCells(int i) {
        double price = prices[i];
        for (int k = domain.low(i); k <= domain.high(i); k++) {
            int cell = cells.start(i) + k;
            potential[cell] = -price * (price >= 0 ? cells.lower(cell) : cells.upper(cell));
        }
    }

    /** The most that a tree reaches at each cell of one of its aggregates, that aggregate's messages left out: into {@code marginal}. */
    private void collect(int e, int low, int high) {
        double others = NONE;
        for (int p = factors.otherLeafStart[e], end = factors.otherLeafStart[e + 1]; p < end; p++) {
            others = Math.max(others, leafScore[factors.otherLeaf[p]]);
        }
        for (int k = low; k <= high; k++) {
            marginal[k] = others;
        }
        for (int p = factors.edgeStepStart[e], end = factors.edgeStepStart[e + 1]; p < end; p++) {
            int s = factors.edgeStep[p];
            double score = leafScore[factors.stepLeaf[s]];
            if (score != NONE) {
                double without = score - stepMost[s] + edgeMost[e];
                int from = Math.max(low, factors.stepLow[s]);
                int to = Math.min(high, factors.stepHigh[s]);
                for (int k = from; k <= to; k++) {
                    marginal[k] = Math.max(marginal[k], without);
                }
            }
        }
        double rest = treeEdges[factors.edgeTree[e]] - edgeMost[e];
        for (int k = low; k <= high; k++) {
            marginal[k] += rest;
        }
    }

    /** After the messages of an edge have changed. */
    private void update(int e, int low, int high) {
        double old = edgeMost[e];
        double most = most(e, low, high);
        edgeMost[e] = most;
        treeEdges[factors.edgeTree[e]] += most - old;
        for (int p = factors.edgeStepStart[e], end = factors.edgeStepStart[e + 1]; p < end; p++) {
            int s = factors.edgeStep[p];
            int l = factors.stepLeaf[s];
            if (leafScore[l] != NONE) {
                double now = most(e, Math.max(low, factors.stepLow[s]), Math.min(high, factors.stepHigh[s]));
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
                addMessages(i);
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
     * What rounding can lose: no number goes through more additions than there are aggregates, trees, edges of one aggregate or tree, and steps
     * of a leaf; and no message is added more often than once at its aggregate, once at its edge and twice for each step of one leaf.
     */
    private double rounding(double mass) {
        double largest = 0;
        for (double m : message) {
            largest = Math.max(largest, Math.abs(m));
        }
        double magnitudes = mass + leafMass + (2.0 * factors.edges + 2.0 * factors.trees * longestPath) * largest;
        return 0x1p-52 * (longestChain + 16) * magnitudes;
    }

    private void addMessages(int i) {
        int first = cells.start(i);
        int low = domain.low(i);
        int high = domain.high(i);
        for (int e = factors.edgeStart[i]; e < factors.edgeStart[i + 1]; e++) {
            int at = factors.messageStart[e];
            for (int k = low; k <= high; k++) {
                potential[first + k] += message[at + k];
            }
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
            collect(e, low, high);
            int at = factors.messageStart[e];
            double most = NONE;
            for (int k = low; k <= high; k++) {
                marginal[k] -= message[at + k];
                most = Math.max(most, marginal[k]);
            }
            for (int k = low; k <= high; k++) {
                potential[first + k] += marginal[k] - most;
            }
        }
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
