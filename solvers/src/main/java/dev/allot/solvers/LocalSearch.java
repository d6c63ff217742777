package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.cells.CellWalk;
import dev.allot.solvers.greedy.GreedyStart;
import dev.allot.solvers.search.Neighbourhood;
import dev.allot.solvers.search.Opening;
import dev.allot.solvers.search.Walk;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Iterated local search (Lourenco, Martin and Stuetzle, Handbook of Metaheuristics, 2003) by first improvement, from the better of a
 * feasible start and a quick greedy construction.
 *
 * <p>Below a tree ensemble single changes of variables walk on plateaus, so most of the run climbs from cell to cell ({@link CellClimb}).
 * The rest, and all of it for other objectives, climbs by random moves of mixed sizes (one variable, an exchange of two, blocks that share an
 * aggregate) and makes each that is no loss. Once it has found nothing better for a while, the whole {@link Neighbourhood} of single changes
 * and exchanges is scanned; if nothing in it is better, the point is locally optimal, and the search goes on from a perturbation of the best
 * point.
 *
 * @param restarts perturbations in a row without a better point after which it ends
 * @param patience moves in a row without improvement, for each variable, after which a climb ends; at least 2,000 in all
 * @param partners exchange partners of each variable in a complete scan
 */
public record LocalSearch(int restarts, int patience, int partners) implements Solver {
    /** The share of a limited run that moves from cell to cell where there are cells. */
    private static final double CELLS = 0.8;

    private static final int LEAST_PATIENCE = 2_000;
    private static final int PROPOSALS_PER_LOOK = 256;
    /** Moves of a perturbation, as a power of two. */
    private static final int PERTURBATION_BITS = 7;

    /** 10 restarts, a patience of 20 moves for each variable, 200 partners. */
    public LocalSearch() {
        this(10, 20, 200);
    }

    public LocalSearch {
        Parameters.atLeastOne("restarts", restarts);
        Parameters.atLeastOne("patience", patience);
        Parameters.atLeastOne("partners", partners);
    }

    @Override
    public String id() {
        return "local-search";
    }

    @Override
    public String description() {
        return "iterated local search by first improvement over cells, single changes, exchanges and blocks";
    }

    @Override
    public Set<Capability> capabilities() {
        return Capability.all();
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        return Opening.run(id(), problem, session, opening -> {
            if (GreedyStart.find(opening).isPresent()) {
                improve(opening);
            }
        });
    }

    /** Improves the run's incumbent, for all that is left of the run or until nothing helps. */
    void improve(Opening opening) {
        SolveSession session = opening.session();
        if (CellWalk.applies(opening.problem()) && session.tryEvaluate()) {
            Progress progress = Progress.of(session, Long.MAX_VALUE);
            new CellClimb(opening, best(session), restarts, progress, CELLS).run();
        }
        if (session.tryEvaluate()) {
            iterate(new Walk(opening.constraints(), session, best(session)), session, opening.random());
        }
    }

    private static double[] best(SolveSession session) {
        return session.incumbent().orElseThrow().values();
    }

    private void iterate(Walk walk, SolveSession session, SplittableRandom random) {
        Neighbourhood neighbourhood = new Neighbourhood(walk, partners, random);
        double[] best = walk.values();
        double bestObjective = walk.objective();
        int failures = 0;
        while (descend(walk, neighbourhood, random)) {
            failures = walk.objective() > bestObjective ? 0 : failures + 1;
            if (failures > restarts) {
                return;
            }
            if (walk.objective() >= bestObjective) {
                // Points as good as the best replace it: on a plateau, the next perturbation starts elsewhere.
                bestObjective = walk.objective();
                best = walk.values();
            } else {
                if (!session.tryEvaluate()) {
                    return;
                }
                walk.restart(best);
            }
            if (!perturb(walk, random)) {
                return;
            }
        }
    }

    /** To a local optimum; false if the session stopped it. */
    private boolean descend(Walk walk, Neighbourhood neighbourhood, SplittableRandom random) {
        do {
            if (!climb(walk, random)) {
                return false;
            }
        } while (neighbourhood.improve());
        return neighbourhood.isScanned();
    }

    private boolean climb(Walk walk, SplittableRandom random) {
        long enough = Math.max(
                LEAST_PATIENCE, (long) patience * walk.constraints().problem().variableCount());
        for (long idle = 0; idle < enough; idle++) {
            if (idle % PROPOSALS_PER_LOOK == 0 && walk.mustStop()) {
                return false;
            }
            if (!walk.propose(random)) {
                continue;
            }
            if (!walk.score()) {
                return false;
            }
            if (walk.isBetter()) {
                idle = 0;
            }
            if (walk.pendingObjective() >= walk.objective()) {
                walk.accept();
            } else {
                walk.reject();
            }
        }
        return true;
    }

    private static boolean perturb(Walk walk, SplittableRandom random) {
        int moves = 1 << random.nextInt(PERTURBATION_BITS);
        for (int k = 0; k < moves; k++) {
            if (walk.propose(random)) {
                if (!walk.score()) {
                    return false;
                }
                walk.accept();
            }
        }
        return true;
    }
}
