package dev.allot.solvers.cells;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.surrogate.SurrogateState;
import dev.allot.core.surrogate.TreeEnsemble;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Opening;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * A walk from cell to cell of a tree ensemble. A step draws a target (another leaf for one tree) and scores it as if it could be reached:
 * {@link #propose}. If that promises enough, {@link #attempt} pulls the point towards the target's cell and scores where it came to, and the
 * step is accepted or rejected. What is scored is counted; points better than all before are offered to the session.
 */
public final class CellWalk {
    /** A target that was not reached is mostly left alone until so many steps were accepted. */
    private static final int MEMORY = 20;

    private static final int SECOND_TRY_BITS = 4;

    private final Problem problem;
    private final TreeEnsemble trees;
    private final SolveSession session;
    private final BooleanSupplier granted;
    private final SplittableRandom random;
    private final TrackedPoint point;
    private final LeafMoves moves;
    private final Cell cell;
    private final Pull pull;
    private SurrogateState state;
    private double objective;
    private double pending;
    private int mark;
    private int leaf;
    private int accepted;
    /** For each leaf, when it was last missed, in accepted steps. */
    private final int[] missed;

    /**
     * A walk from a feasible point of a problem that it {@linkplain #applies applies} to. Scoring it is an evaluation that the caller has
     * been granted.
     *
     * @param start feasible values
     */
    public CellWalk(Opening opening, double[] start) {
        this(opening, start, opening.session()::tryEvaluate);
    }

    /**
     * As above, of a method that counts by itself.
     *
     * @param granted asked before each candidate that is scored: whether it may be
     */
    public CellWalk(Opening opening, double[] start, BooleanSupplier granted) {
        this.granted = granted;
        problem = opening.problem();
        trees = (TreeEnsemble) problem.surrogate().orElseThrow();
        session = opening.session();
        random = opening.random();
        ConstraintRows constraints = opening.constraints();
        Sides sides = new Sides(problem, trees);
        point = new TrackedPoint(constraints, start);
        moves = new LeafMoves(problem, sides);
        cell = new Cell(sides);
        pull = new Pull(constraints, point, cell, random);
        missed = new int[trees.leafCount()];
        state = trees.stateAt(point.aggregates());
        objective = state.value() + point.linear();
        forget();
        offer();
    }

    /** Whether a problem has cells to walk through: a tree ensemble that splits. */
    public static boolean applies(Problem problem) {
        return problem.surrogate().isPresent()
                && problem.surrogate().get() instanceof TreeEnsemble trees
                && trees.nodeCount() > 0;
    }

    private void forget() {
        Arrays.fill(missed, -MEMORY);
        accepted = 0;
    }

    TreeEnsemble trees() {
        return trees;
    }

    /** Number of different targets that there are at most. */
    public int targets() {
        return trees.leafCount();
    }

    /** Objective at the current point. */
    public double objective() {
        return objective;
    }

    /** A copy of the current values. */
    public double[] values() {
        return point.activities().values();
    }

    /** Goes to another feasible point. Scoring it is an evaluation that the caller has been granted. */
    public void restart(double[] values) {
        point.reset(values);
        state = trees.stateAt(point.aggregates());
        objective = state.value() + point.linear();
        forget();
        offer();
    }

    /** Draws a target and scores it; false if the draw came to nothing or no evaluation is left. Nothing moves. */
    public boolean propose() {
        leaf = moves.draw(point.aggregates(), random);
        if (leaf < 0 || accepted - missed[leaf] < MEMORY && random.nextInt(1 << SECOND_TRY_BITS) != 0) {
            return false;
        }
        return scoreTarget();
    }

    /**
     * Aims at a leaf of a tree and scores the target; false if the tree is there already, no point can bring it there, or no evaluation is
     * left. Nothing moves.
     */
    boolean propose(int tree, int newLeaf) {
        leaf = newLeaf;
        return moves.aim(point.aggregates(), trees.root(tree), newLeaf) && scoreTarget();
    }

    private boolean scoreTarget() {
        if (!granted.getAsBoolean()) {
            return false;
        }
        int here = state.mark();
        for (int k = 0; k < moves.changes(); k++) {
            int f = moves.changed(k);
            state.set(f, moves.target()[f]);
        }
        pending = state.value() + point.linear();
        state.rollback(here);
        return true;
    }

    /** How far the target proposed last is, in spreads of the aggregates that have to change. */
    double distance() {
        double sum = 0;
        for (int k = 0; k < moves.changes(); k++) {
            int f = moves.changed(k);
            double missing = moves.target()[f] - point.aggregate(f);
            sum += pull.weight(f) * missing * missing;
        }
        return Math.sqrt(sum);
    }

    /**
     * Goes as near to the target proposed last as can be and scores the point; then it is to be accepted or rejected.
     *
     * @return false if no evaluation is left: nothing is scored then and nothing is to be accepted or rejected
     */
    public boolean attempt() {
        if (!granted.getAsBoolean()) {
            return false;
        }
        cell.surround(moves.target());
        if (!pull.pull(random)) {
            missed[leaf] = accepted;
        }
        mark = state.mark();
        for (int f = 0; f < problem.aggregateCount(); f++) {
            if (state.aggregate(f) != point.aggregate(f)) {
                state.set(f, point.aggregate(f));
            }
        }
        pending = state.value() + point.linear();
        return true;
    }

    /** What the target proposed last promises, or the point attempted last has. */
    public double pendingObjective() {
        return pending;
    }

    /** Stays at the point attempted. */
    public void accept() {
        state.commit(mark);
        point.commit();
        objective = pending;
        accepted++;
        offer();
    }

    /** Goes back to where the attempt began. */
    public void reject() {
        state.rollback(mark);
        point.rollback();
    }

    private void offer() {
        if (objective > session.incumbentObjective()) {
            session.offer(values());
        }
    }
}
