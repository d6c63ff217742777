package dev.allot.solvers;

import dev.allot.core.solve.SolveSession;
import dev.allot.solvers.cells.CellWalk;
import dev.allot.solvers.cells.LazyAscent;
import dev.allot.solvers.search.Opening;
import java.util.SplittableRandom;

/**
 * Iterated local search from cell to cell of a tree ensemble: ascends greedily, then goes wherever it loses nothing, until nothing better was
 * found for a while, then starts again from a perturbation of the best point, its own or the run's.
 */
final class CellClimb {
    /** A climb ends after so many draws in a row without a better point, for each leaf of the ensemble. */
    private static final int PATIENCE = 4;
    /** Targets of a perturbation, as a power of two. */
    private static final int PERTURBATION_BITS = 4;

    private final SolveSession session;
    private final SplittableRandom random;
    private final CellWalk walk;
    private final int restarts;
    private final Progress progress;
    private final double share;
    private long draws;

    /**
     * A climb from a feasible point. Scoring it is an evaluation that the caller has been granted.
     *
     * @param restarts perturbations in a row without a better point after which it ends where the run has no limits
     * @param progress of the run
     * @param share the part of the run that is the climb's where the run has limits
     */
    CellClimb(Opening opening, double[] start, int restarts, Progress progress, double share) {
        session = opening.session();
        random = opening.random();
        walk = new CellWalk(opening, start);
        this.restarts = restarts;
        this.progress = progress;
        this.share = share;
    }

    void run() {
        double[] best = walk.values();
        double bestObjective = walk.objective();
        int failures = 0;
        while (ascend() && climb()) {
            failures = walk.objective() > bestObjective ? 0 : failures + 1;
            if (failures > restarts && !progress.isLimited()) {
                return;
            }
            if (walk.objective() >= bestObjective) {
                bestObjective = walk.objective();
                best = walk.values();
            } else {
                if (session.incumbentObjective() > bestObjective) {
                    bestObjective = session.incumbentObjective();
                    best = session.incumbent().orElseThrow().values();
                }
                if (!session.tryEvaluate()) {
                    return;
                }
                walk.restart(best);
            }
            perturb();
        }
    }

    private boolean isOver() {
        return session.shouldStop() || progress.fraction(++draws) >= share;
    }

    /** To where no single target gains; false if the time is over. */
    private boolean ascend() {
        new LazyAscent(walk, session).run();
        return !isOver();
    }

    /** To where nothing better was found for a while; false if the time for it is over. */
    private boolean climb() {
        long enough = (long) PATIENCE * walk.targets();
        for (long idle = 0; idle < enough; idle++) {
            if (isOver()) {
                return false;
            }
            if (walk.propose() && walk.pendingObjective() >= walk.objective() && walk.attempt()) {
                if (walk.pendingObjective() < walk.objective()) {
                    walk.reject();
                    continue;
                }
                if (walk.pendingObjective() > walk.objective()) {
                    idle = 0;
                }
                walk.accept();
            }
        }
        return true;
    }

    private void perturb() {
        int targets = 1 << random.nextInt(PERTURBATION_BITS);
        for (int made = 0; made < targets && !isOver(); ) {
            if (walk.propose() && walk.attempt()) {
                walk.accept();
                made++;
            }
        }
    }
}
