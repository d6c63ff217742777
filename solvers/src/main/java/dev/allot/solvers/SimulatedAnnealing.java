package dev.allot.solvers;

import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.TerminationStatus;
import dev.allot.solvers.greedy.GreedyStart;
import dev.allot.solvers.search.ConstraintRows;
import dev.allot.solvers.search.Walk;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983) over feasible points with geometric cooling, from the better of
 * a feasible start and a quick greedy construction. The initial temperature is a part of the mean change by sampled moves; it is low, since
 * the start is good. The length of the schedule is the evaluation limit if there is one, else the time limit (then results
 * depend on the machine's speed), else {@code movesPerVariable} for each variable; it is cut into {@code cycles} that start again, at half the
 * initial temperature of the one before, from the best point.
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
        ConstraintRows constraints = new ConstraintRows(problem);
        if (constraints.unreachable().isPresent()) {
            return TerminationStatus.INFEASIBLE;
        }
        SplittableRandom random = session.random(id());
        Optional<double[]> start = GreedyStart.find(constraints, session, random);
        if (start.isPresent() && session.tryEvaluate()) {
            anneal(new Walk(constraints, session, start.get()), session, random);
        }
        return session.shouldStop() ? session.stopReason() : TerminationStatus.LOCALLY_OPTIMAL;
    }

    private void anneal(Walk walk, SolveSession session, SplittableRandom random) {
        double scale = sampleChange(walk, session, random);
        Progress progress =
                Progress.of(session, naturalLength(walk.constraints().problem()));
        long proposals = 0;
        int cycle = 0;
        double temperature = scale * HOT;
        while (true) {
            if (proposals++ % MOVES_PER_TEMPERATURE == 0) {
                double done = progress.fraction(proposals);
                if (done >= 1 || session.shouldStop()) {
                    return;
                }
                if ((int) (done * cycles) > cycle) {
                    cycle = (int) (done * cycles);
                    if (!session.tryEvaluate()) {
                        return;
                    }
                    walk.restart(session.incumbent().orElseThrow().values());
                }
                double hot = Math.max(COLD, HOT * Math.scalb(1.0, -cycle));
                temperature = scale * hot * Math.pow(COLD / hot, done * cycles - cycle);
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
