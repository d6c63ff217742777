package dev.allot.solvers.cells;

import dev.allot.core.solve.SolveSession;
import dev.allot.core.surrogate.TreeEnsemble;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Greedy ascent from cell to cell: of all leaves of all trees the one that promises most for its distance comes first. Promises are renewed
 * lazily (Minoux, Optimization Techniques, 1978): only that of the leaf at the head of the queue, which is attempted if it still leads. It ends
 * when a pass over all leaves brings nothing.
 */
public final class LazyAscent {
    private final CellWalk walk;
    private final SolveSession session;
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(
            Comparator.comparingDouble(Candidate::merit).reversed().thenComparingInt(Candidate::leaf));

    /**
     * A leaf to go to.
     *
     * @param merit the gain promised last, for the distance
     */
    private record Candidate(int tree, int leaf, double merit) {}

    /** An ascent from where the walk is. */
    public LazyAscent(CellWalk walk, SolveSession session) {
        this.walk = walk;
        this.session = session;
    }

    /** Ascends until nothing gains or the session says stop. */
    public void run() {
        do {
            fill();
        } while (pass() && !session.shouldStop());
    }

    private void fill() {
        queue.clear();
        TreeEnsemble trees = walk.trees();
        for (int t = 0; t < trees.treeCount() && !session.shouldStop(); t++) {
            int root = trees.root(t);
            for (int leaf = root < 0 ? 0 : trees.firstLeaf(root); root >= 0 && leaf < trees.endLeaf(root); leaf++) {
                add(t, leaf);
            }
        }
    }

    private void add(int tree, int leaf) {
        double merit = merit(tree, leaf);
        if (merit > 0) {
            queue.add(new Candidate(tree, leaf, merit));
        }
    }

    private double merit(int tree, int leaf) {
        return walk.propose(tree, leaf) ? (walk.pendingObjective() - walk.objective()) / walk.distance() : 0;
    }

    /** Attempts every leaf at most once after the others have stopped leading; whether any gained. */
    private boolean pass() {
        boolean gained = false;
        while (!queue.isEmpty() && !session.shouldStop()) {
            Candidate head = queue.remove();
            double merit = merit(head.tree(), head.leaf());
            Candidate next = queue.peek();
            if (merit <= 0) {
                continue;
            }
            if (next != null && merit < next.merit()) {
                queue.add(new Candidate(head.tree(), head.leaf(), merit));
                continue;
            }
            if (!walk.attempt()) {
                return false;
            }
            if (walk.pendingObjective() > walk.objective()) {
                walk.accept();
                gained = true;
            } else {
                walk.reject();
            }
        }
        return gained;
    }
}
