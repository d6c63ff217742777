package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.cells.CellAnnealing;
import dev.allot.solvers.cells.CellWalk;
import dev.allot.solvers.cells.LazyAscent;
import dev.allot.solvers.greedy.GreedyStart;
import dev.allot.solvers.search.Opening;
import dev.allot.solvers.search.Walk;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983) over feasible points with geometric cooling, from the better of
 * a feasible start and a quick greedy construction.
 *
 * <p>Below a tree ensemble single changes of variables walk on plateaus, so most of the run anneals from cell to cell ({@link CellAnnealing}), from where a
 * greedy ascent leads. The rest, and all of it for other objectives, anneals by random moves of one or a few variables.
 *
 * <p>The initial temperature is a part of the mean change by sampled moves; it is low, since the start is good. The length of the schedule
 * is the evaluation limit if there is one, else the time limit (then results depend on the machine's speed), else {@code movesPerVariable} for
 * each variable; it is cut into {@code cycles} that start again, at half the initial temperature of the one before, from the run's best
 * point, whoever found it.
 *
 * @param cycles number of coolings that a run is cut into
 * @param movesPerVariable length of a run without limits, in moves for each variable, at least 100,000 and at most 20 million in all
 */
public record SimulatedAnnealing(int cycles, int movesPerVariable) implements Solver {
    private static final int SAMPLES = 400;
    private static final int MOVES_PER_TEMPERATURE = 256;
    private static final long LEAST_MOVES = 100_000;
    private static final long MOST_MOVES = 20_000_000;
    /** Temperatures, in units of the mean change of the objective by sampled moves that change it. */
    private static final double HOT = 0.1;

    private static final double COLD = 0.003;
    /** The share of a run that moves from cell to cell where there are cells. */
    private static final double CELLS = 0.8;

    /** Three cycles, 1,000 moves for each variable. */
    public SimulatedAnnealing() {
        this(3, 1000);
    }

    public SimulatedAnnealing {
        Parameters.atLeastOne("cycles", cycles);
        Parameters.atLeastOne("movesPerVariable", movesPerVariable);
    }

    @Override
    public String id() {
        return "simulated-annealing";
    }

    @Override
    public String description() {
        return "simulated annealing over feasible points, geometric cooling in " + cycles + " cycles";
    }

    @Override
    public Set<Capability> capabilities() {
        return Capability.all();
    }

    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        return Opening.run(id(), problem, session, opening -> {
            Optional<double[]> start = GreedyStart.find(opening);
            if (start.isPresent()) {
                anneal(opening, start.get());
            }
        });
    }

    private void anneal(Opening opening, double[] start) {
        SolveSession session = opening.session();
        Progress progress = Progress.of(session, naturalLength(opening.problem()));
        double from = 0;
        if (CellWalk.applies(opening.problem())) {
            from = CELLS;
            annealCells(opening, progress, start);
        }
        if (session.tryEvaluate()) {
            double[] best = session.incumbent().orElseThrow().values();
            annealMoves(new Walk(opening.constraints(), session, best), opening, progress, from);
        }
    }

    private void annealCells(Opening opening, Progress progress, double[] start) {
        SolveSession session = opening.session();
        if (!session.tryEvaluate()) {
            return;
        }
        SplittableRandom random = opening.random();
        CellWalk walk = new CellWalk(opening, start);
        new LazyAscent(walk, session).run();
        CellAnnealing annealing = new CellAnnealing(walk, random, session.evaluationsLeft() / 10);
        Cooling cooling = new Cooling(annealing.hot(), annealing.cold(), cycles);
        int cycle = 0;
        for (long draws = 1; !session.shouldStop(); draws++) {
            double done = progress.fraction(draws) / CELLS;
            if (done >= 1) {
                return;
            }
            if (cooling.cycle(done) > cycle) {
                cycle = cooling.cycle(done);
                if (!session.tryEvaluate()) {
                    return;
                }
                walk.restart(session.incumbent().orElseThrow().values());
            }
            annealing.step(cooling.temperature(done));
        }
    }

    private void annealMoves(Walk walk, Opening opening, Progress progress, double from) {
        SolveSession session = opening.session();
        SplittableRandom random = opening.random();
        double scale = sampleChange(walk, session, random);
        Cooling cooling = new Cooling(scale * HOT, scale * COLD, cycles);
        long proposals = 0;
        int cycle = 0;
        double temperature = scale * HOT;
        while (true) {
            if (proposals++ % MOVES_PER_TEMPERATURE == 0) {
                double fraction = progress.fraction(proposals);
                if (fraction >= 1 || session.shouldStop()) {
                    return;
                }
                double done = Math.max(0, (fraction - from) / (1 - from));
                if (cooling.cycle(done) > cycle) {
                    cycle = cooling.cycle(done);
                    if (!session.tryEvaluate()) {
                        return;
                    }
                    walk.restart(session.incumbent().orElseThrow().values());
                }
                temperature = cooling.temperature(done);
            }
            if (walk.propose(random)) {
                if (!walk.score()) {
                    return;
                }
                double change = walk.pendingObjective() - walk.objective();
                if (change >= 0 || temperature > 0 && random.nextDouble() < Math.exp(change / temperature)) {
                    walk.accept();
                } else {
                    walk.reject();
                }
            }
        }
    }

    /** Mean absolute change of the objective by random moves from the start, among those that change it; 0 if none does. */
    private static double sampleChange(Walk walk, SolveSession session, SplittableRandom random) {
        double sum = 0;
        int changed = 0;
        long samples = Math.min(SAMPLES, session.evaluationsLeft() / 10);
        for (int k = 0; k < samples; k++) {
            if (!walk.propose(random)) {
                continue;
            }
            if (!walk.score()) {
                break;
            }
            double change = Math.abs(walk.pendingObjective() - walk.objective());
            if (change > 0) {
                sum += change;
                changed++;
            }
            walk.reject();
        }
        return changed == 0 ? 0 : sum / changed;
    }

    private long naturalLength(Problem problem) {
        long moves = (long) movesPerVariable * problem.variableCount();
        return Math.max(LEAST_MOVES, Math.min(MOST_MOVES, moves));
    }
}
