package dev.allot.solvers.cells;

import dev.allot.core.model.Problem;
import dev.allot.core.model.SparseMatrix;
import dev.allot.core.surrogate.TreeEnsemble;
import java.util.SplittableRandom;

/**
 * Targets in aggregate space: one tree is to reach another of its leaves, so each aggregate on that leaf's path moves to the nearest
 * value that the path allows, and no other moves. Targets that no point within the variables' bounds has are left out.
 */
final class LeafMoves {
    private final Sides sides;
    private final TreeEnsemble trees;
    private final double[] least;
    private final double[] most;
    private final double[] target;
    private final int[] changed;
    private int changes;

    LeafMoves(Problem problem, Sides sides) {
        this.sides = sides;
        trees = sides.trees();
        target = new double[trees.dimension()];
        changed = new int[target.length];
        least = new double[target.length];
        most = new double[target.length];
        for (int f = 0; f < target.length; f++) {
            least[f] = problem.offset(f);
            most[f] = problem.offset(f);
        }
        SparseMatrix columns = problem.aggregates();
        for (int j = 0; j < problem.variableCount(); j++) {
            for (int p = columns.start(j); p < columns.start(j + 1); p++) {
                double a = columns.value(p) * problem.lower(j);
                double b = columns.value(p) * problem.upper(j);
                least[columns.row(p)] += Math.min(a, b);
                most[columns.row(p)] += Math.max(a, b);
            }
        }
    }

    /**
     * Draws a target.
     *
     * @param from current aggregates
     * @return the leaf that is to be reached, or -1 if the draw came to nothing
     */
    int draw(double[] from, SplittableRandom random) {
        int root = trees.root(random.nextInt(trees.treeCount()));
        if (root < 0) {
            return -1;
        }
        int first = trees.firstLeaf(root);
        int leaf = first + random.nextInt(trees.endLeaf(root) - first);
        return aim(from, root, leaf) ? leaf : -1;
    }

    /**
     * Aims at a leaf.
     *
     * @param from current aggregates
     * @param root the root of the leaf's tree
     * @return false if the tree is in that leaf already or no point can bring it there
     */
    boolean aim(double[] from, int root, int leaf) {
        changes = 0;
        System.arraycopy(from, 0, target, 0, target.length);
        int node = root;
        while (node >= 0) {
            int f = trees.feature(node);
            boolean left = isBelow(leaf, trees.left(node));
            if (left != target[f] < trees.threshold(node)) {
                double value = left ? sides.greatestLeft(node) : sides.leastRight(node);
                if (value < least[f] || value > most[f]) {
                    return false;
                }
                note(f);
                target[f] = value;
            }
            node = left ? trees.left(node) : trees.right(node);
        }
        return changes > 0;
    }

    /** A path may look at an aggregate more than once. */
    private void note(int f) {
        for (int k = 0; k < changes; k++) {
            if (changed[k] == f) {
                return;
            }
        }
        changed[changes++] = f;
    }

    private boolean isBelow(int leaf, int child) {
        return child < 0 ? leaf == ~child : leaf >= trees.firstLeaf(child) && leaf < trees.endLeaf(child);
    }

    /** The target drawn last; live, to be read only. */
    double[] target() {
        return target;
    }

    /** Number of aggregates in which the target differs. */
    int changes() {
        return changes;
    }

    /** An aggregate in which the target differs. */
    int changed(int k) {
        return changed[k];
    }
}
