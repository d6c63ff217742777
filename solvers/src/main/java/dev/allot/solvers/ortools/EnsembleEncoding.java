package dev.allot.solvers.ortools;

import dev.allot.core.surrogate.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A tree ensemble over integer aggregates as Boolean constraints: the split-order encoding of Mišić (Optimization of Tree Ensembles,
 * Operations Research 2020, section 3), with integer cells, so that no point of a threshold belongs to two leaves.
 *
 * <p>One literal for each distinct aggregate and integer threshold, shared by all trees and ordered: {@code [k < t]}. One literal for each
 * leaf; exactly one leaf of a tree holds; of the leaves left of a split at most one holds, and only if the split's literal does; likewise
 * right. Aggregates outside their reachable range are not modelled: splits that the range decides are dropped with all that is behind
 * them, and a tree with one reachable leaf is a constant.
 */
final class EnsembleEncoding {
    /** Aggregates in steps of 2^exponent and the range of their integer values. */
    private final List<GridRow> rows;

    private final TreeEnsemble trees;
    private final CpModelWriter model;
    private final ObjectiveTerms.Part objective;
    private final long[] least;
    private final long[] greatest;
    /** For each aggregate, the literal [k < t] by integer threshold t. */
    private final List<TreeMap<Long, Integer>> splits = new ArrayList<>();
    /** For each leaf of the ensemble its literal, or -1 if it is not modelled. */
    private final int[] leafLiteral;

    private long fixedConstant;
    private int leaves;

    /**
     * Prepares the encoding; nothing is written before {@link #write}.
     *
     * @param rows the aggregates
     * @param least least reachable value of each, in steps
     * @param greatest greatest reachable value of each, in steps
     * @param objective takes the ensemble's value
     */
    EnsembleEncoding(
            TreeEnsemble trees,
            List<GridRow> rows,
            long[] least,
            long[] greatest,
            CpModelWriter model,
            ObjectiveTerms.Part objective) {
        this.trees = trees;
        this.rows = rows;
        this.least = least.clone();
        this.greatest = greatest.clone();
        this.model = model;
        this.objective = objective;
        rows.forEach(row -> splits.add(new TreeMap<>()));
        leafLiteral = new int[trees.leafCount()];
        Arrays.fill(leafLiteral, -1);
    }

    /**
     * Writes trees and split literals.
     *
     * @param stop asked between trees
     * @return false if stopped half-way
     */
    boolean write(BooleanSupplier stop) {
        fixedConstant = trees.fixedBase();
        for (int t = 0; t < trees.treeCount(); t++) {
            if (stop.getAsBoolean()) {
                return false;
            }
            writeTree(trees.root(t));
        }
        objective.constant(value(fixedConstant));
        return true;
    }

    private double value(long fixed) {
        return Math.scalb((double) fixed, -trees.fractionBits());
    }

    private void writeTree(int root) {
        int top = root;
        while (top >= 0 && side(top) != 0) {
            top = side(top) < 0 ? trees.left(top) : trees.right(top);
        }
        if (top < 0) {
            fixedConstant += trees.fixedLeafValue(~top);
            return;
        }
        int[] reached = leavesBelow(top).toArray();
        int[] literals = Arrays.stream(reached).map(leaf -> leafLiteral[leaf]).toArray();
        model.exactlyOne(literals);
        objective.choice(
                literals,
                Arrays.stream(reached)
                        .mapToDouble(leaf -> value(trees.fixedLeafValue(leaf)))
                        .toArray());
    }

    /** The integer threshold of a node, which may be infinite: values below it go left. */
    private double threshold(int node) {
        return Math.ceil(
                Math.scalb(trees.threshold(node), -rows.get(trees.feature(node)).exponent()));
    }

    /** Where a node sends all of the current range: left (-1), right (1) or both (0). */
    private int side(int node) {
        int f = trees.feature(node);
        double t = threshold(node);
        return greatest[f] < t ? -1 : least[f] >= t ? 1 : 0;
    }

    /** Models the subtree of a node within the current range; returns its leaves. */
    private IntStream leavesBelow(int node) {
        if (node < 0) {
            leafLiteral[~node] = model.literal();
            leaves++;
            return IntStream.of(~node);
        }
        int side = side(node);
        if (side != 0) {
            return leavesBelow(side < 0 ? trees.left(node) : trees.right(node));
        }
        int f = trees.feature(node);
        long t = (long) threshold(node);
        int below = splits.get(f).computeIfAbsent(t, key -> model.literal());
        long end = greatest[f];
        greatest[f] = t - 1;
        int[] left = leavesBelow(trees.left(node)).toArray();
        greatest[f] = end;
        long begin = least[f];
        least[f] = t;
        int[] right = leavesBelow(trees.right(node)).toArray();
        least[f] = begin;
        model.atMostOneIf(below, literals(left));
        model.atMostOneIf(CpModelWriter.not(below), literals(right));
        return IntStream.concat(Arrays.stream(left), Arrays.stream(right));
    }

    private int[] literals(int[] leavesOfTree) {
        return Arrays.stream(leavesOfTree).map(leaf -> leafLiteral[leaf]).toArray();
    }

    /** Ties the literals of aggregate {@code f} to the model's variable for it, and orders them. */
    void channel(int f, int variable) {
        int previous = -1;
        for (Map.Entry<Long, Integer> split : splits.get(f).entrySet()) {
            int below = split.getValue();
            model.impliesRange(below, variable, least[f], split.getKey() - 1);
            model.impliesRange(CpModelWriter.not(below), variable, split.getKey(), greatest[f]);
            if (previous >= 0) {
                model.implies(previous, below);
            }
            previous = below;
        }
    }

    /** Whether any split asks for aggregate {@code f}. */
    boolean uses(int f) {
        return !splits.get(f).isEmpty();
    }

    /** The values of this encoding's literals at a point. */
    void hint(double[] aggregates, long[] hint) {
        for (int f = 0; f < splits.size(); f++) {
            long k = rows.get(f).floor(aggregates[f]);
            splits.get(f).forEach((t, literal) -> hint[literal] = k < t ? 1 : 0);
        }
        for (int t = 0; t < trees.treeCount(); t++) {
            int node = trees.root(t);
            while (node >= 0) {
                node = aggregates[trees.feature(node)] < trees.threshold(node) ? trees.left(node) : trees.right(node);
            }
            if (leafLiteral[~node] >= 0) {
                hint[leafLiteral[~node]] = 1;
            }
        }
    }

    /** Number of split literals. */
    int splitCount() {
        return splits.stream().mapToInt(Map::size).sum();
    }

    /** Number of leaf literals. */
    int leafCount() {
        return leaves;
    }
}
