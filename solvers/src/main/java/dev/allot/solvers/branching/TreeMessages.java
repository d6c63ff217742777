package dev.allot.solvers.branching;

import java.util.Arrays;

/**
 * Messages from trees to the groups of cells that they tell apart, within a {@link Domain}, and what they leave of the trees: for each tree the most
 * of its edges' negated messages, and for each leaf its value and what its steps fall short of their edges. Kept up to date edge by edge.
 *
 * <p>A cursor for one thread.
 */
final class TreeMessages {
    private static final double NONE = Double.NEGATIVE_INFINITY;

    private final TreeFactors factors;
    private final Domain domain;
    private final double[] message;

    /** By group: what the last {@link #collect} of its edge found. */
    private final double[] marginal;

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

    /** Messages of nought; {@link #refresh} must follow. */
    TreeMessages(TreeFactors factors, Domain domain) {
        this.factors = factors;
        this.domain = domain;
        message = new double[factors.groups()];
        marginal = new double[factors.groups()];
        edgeMost = new double[factors.edges];
        treeEdges = new double[factors.trees];
        stepMost = new double[factors.stepEdge.length];
        leafScore = new double[factors.leaves];
        firstGroup = new int[factors.edges];
        lastGroup = new int[factors.edges];
    }

    /** By group; after a change in place, {@link #update} of the edge or {@link #refresh} must follow. */
    double[] messages() {
        return message;
    }

    /** By group, for the edge of the last {@link #collect}: to be changed at will. */
    double[] marginals() {
        return marginal;
    }

    /** The first group of an edge that the domain has cells of. */
    int firstGroup(int e) {
        return firstGroup[e];
    }

    /** The last group of an edge that the domain has cells of. */
    int lastGroup(int e) {
        return lastGroup[e];
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

    /** The most that a tree reaches at each group of one of its aggregates, that aggregate's messages left out: into {@link #marginals}. */
    void collect(int e) {
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
    void update(int e) {
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

    /** The most that tree {@code t} reaches within the domain, less its messages. */
    double most(int t) {
        double greatest = NONE;
        for (int l = factors.leafStart[t]; l < factors.leafStart[t + 1]; l++) {
            greatest = Math.max(greatest, leafScore[l]);
        }
        return greatest + treeEdges[t];
    }

    /** The greatest absolute message. */
    double largest() {
        double largest = 0;
        for (double m : message) {
            largest = Math.max(largest, Math.abs(m));
        }
        return largest;
    }
}
