package dev.allot.solvers.ortools;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.SatParameters;
import dev.allot.core.model.Problem;
import dev.allot.core.solve.Capability;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.Solver;
import dev.allot.core.solve.SolverUnavailableException;
import dev.allot.core.solve.TerminationStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * OR-Tools' CP-SAT on the split-order encoding of tree ensembles (see {@link EnsembleEncoding}) and on linear objectives, over integer
 * variables. It finds points, bounds and proofs, in exact integer arithmetic on exactly the function that all solvers maximise.
 *
 * <p>An evaluation limit is a limit on work: each evaluation stands for a fixed slice of CP-SAT's deterministic time, and the search is
 * then on one thread, so that the result depends on seed and limit alone. Evaluations counted are the points that were scored, which
 * are fewer.
 *
 * <p>Where numbers are so large or so fine that the objective does not fit 64-bit integers, weights are rounded and bounds widened by what
 * that can amount to. A search that ends with such a difference left between bound and incumbent, a rounding error of the objective,
 * ends as {@code LOCALLY_OPTIMAL}: the proof is complete but for it.
 *
 * <p>Native code is loaded by {@link #search} and nowhere else.
 *
 * @param workPerEvaluation deterministic time an evaluation stands for, in CP-SAT's units, which are roughly seconds; positive
 * @param strategies names of the CP-SAT subsolvers that work on an ensemble: on large models in turns with CP-SAT's neighbourhood searches,
 *     on small ones side by side, or alone with the full linear relaxation on one thread; if empty, or on eight threads and more, CP-SAT
 *     chooses
 */
public record CpSatSolver(double workPerEvaluation, List<String> strategies) implements Solver {
    static final String ID = "cp-sat";

    private static final double DEFAULT_WORK = 1e-4;

    /** From so many threads on, CP-SAT's own portfolio is complete. */
    private static final int PORTFOLIO_THREADS = 8;

    /**
     * From so many variables on, presolving in full takes longer than it saves, and neighbourhood searches find better points than branching
     * on a linear relaxation; below, that relaxation proves optima several times sooner when it has the thread to itself.
     */
    private static final int LARGE_MODEL = 6_000;

    /** Checks the parameters. */
    public CpSatSolver {
        if (!(workPerEvaluation > 0 && Double.isFinite(workPerEvaluation))) {
            throw new IllegalArgumentException(
                    "the work per evaluation is " + workPerEvaluation + "; it must be positive and finite");
        }
        strategies = List.copyOf(strategies);
    }

    /**
     * A full linear relaxation for the bound and quick restarts without one for points; 10,000 evaluations are about a second.
     */
    public CpSatSolver() {
        this(DEFAULT_WORK, List.of("max_lp", "quick_restart_no_lp"));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String description() {
        return "exact: OR-Tools CP-SAT on the split-order encoding of the ensemble; points, bounds and proofs";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.INTEGER_VARIABLES,
                Capability.LINEAR_CONSTRAINTS,
                Capability.TREE_ENSEMBLE,
                Capability.LINEAR_OBJECTIVE,
                Capability.FRACTIONAL_AGGREGATES);
    }

    /**
     * {@inheritDoc}
     *
     * @throws SolverUnavailableException if OR-Tools' native library cannot be loaded
     */
    @Override
    public TerminationStatus search(Problem problem, SolveSession session) {
        if (session.tryEvaluate()) {
            session.offer(problem.lowerBounds());
        }
        if (session.shouldStop()) {
            return session.stopReason();
        }
        NativeLibraries.ORTOOLS.load(ID);
        CpModel model = new CpModel();
        Optional<CpModelEncoding> encoding = CpModelEncoding.of(problem, model.getBuilder(), session::shouldStop);
        if (encoding.isEmpty() || session.shouldStop()) {
            return session.stopReason();
        }
        session.incumbent().ifPresent(point -> encoding.get().hint(point.values()));
        session.record("model", encoding.get().size());
        return run(model, encoding.get(), session);
    }

    private TerminationStatus run(CpModel model, CpModelEncoding encoding, SolveSession session) {
        CpSolver solver = new CpSolver();
        limit(solver.getParameters(), encoding, session);
        choose(solver.getParameters(), encoding);
        Progress progress = new Progress(encoding, session);
        CpSolverStatus status;
        StopWatcher watcher = StopWatcher.start(session::shouldStop, solver::stopSearch);
        try {
            status = solver.solve(model, progress);
        } finally {
            watcher.end();
            progress.delete();
        }
        progress.rethrow();
        return conclude(status, solver, encoding, session);
    }

    private void limit(SatParameters.Builder parameters, CpModelEncoding encoding, SolveSession session) {
        boolean limited = session.evaluationsLeft() != Long.MAX_VALUE;
        parameters
                .setNumWorkers(limited ? 1 : session.options().threads())
                .setRandomSeed(session.random(ID).nextInt(Integer.MAX_VALUE))
                .setAbsoluteGapLimit(
                        encoding.objective().steps(session.options().targetGap()))
                .setCatchSigintSignal(false);
        if (limited) {
            parameters.setMaxDeterministicTime(session.evaluationsLeft() * workPerEvaluation);
        }
        if (session.options().timeLimit().isPresent()) {
            parameters.setMaxTimeInSeconds(session.timeLeft().toNanos() * 1e-9);
        }
    }

    private void choose(SatParameters.Builder parameters, CpModelEncoding encoding) {
        // Following a hint decision by decision, with a linear program solved at each, took minutes. The hint becomes
        // the first solution all the same.
        parameters.setHintConflictLimit(0);
        boolean large = encoding.variableCount() >= LARGE_MODEL;
        if (large) {
            parameters
                    .setMaxPresolveIterations(1)
                    .setCpModelProbingLevel(0)
                    .setSymmetryLevel(0)
                    .setFindBigLinearOverlap(false);
        }
        if (!encoding.hasEnsemble() || strategies.isEmpty() || parameters.getNumWorkers() >= PORTFOLIO_THREADS) {
            return;
        }
        if (!large && parameters.getNumWorkers() == 1) {
            parameters.setLinearizationLevel(2);
        } else {
            parameters.setInterleaveSearch(large).addAllSubsolvers(strategies);
        }
    }

    private static TerminationStatus conclude(
            CpSolverStatus status, CpSolver solver, CpModelEncoding encoding, SolveSession session) {
        switch (status) {
            case MODEL_INVALID:
                throw new IllegalStateException(
                        "CP-SAT refuses the model: " + solver.response().getSolutionInfo());
            case INFEASIBLE:
                if (session.incumbent().isPresent()) {
                    throw new IllegalStateException("CP-SAT says infeasible, but a feasible point is known");
                }
                return TerminationStatus.INFEASIBLE;
            case OPTIMAL:
                return complete(solver, encoding, session);
            default:
                // A search that ends before it has a bound says 0.
                if (solver.bestObjectiveBound() != 0) {
                    session.tightenBound(encoding.objective().atMost(solver.bestObjectiveBound()));
                }
                return stopped(solver, session);
        }
    }

    /** CP-SAT's own gap is closed: to nothing, unless it was told to stop at a wider one. */
    private static TerminationStatus complete(CpSolver solver, CpModelEncoding encoding, SolveSession session) {
        long sum = encoding.sum(solver.response()::getSolution);
        double closed = encoding.objective().steps(session.options().targetGap());
        session.tightenBound(
                closed == 0
                        ? encoding.objective().atMost(sum)
                        : encoding.objective().atMost(solver.bestObjectiveBound()));
        if (session.incumbentObjective() >= session.bound()) {
            return TerminationStatus.OPTIMAL;
        }
        return session.shouldStop() ? session.stopReason() : TerminationStatus.LOCALLY_OPTIMAL;
    }

    /** Why a search without proof ended: the session's reason, or else a limit that CP-SAT noticed first. */
    private static TerminationStatus stopped(CpSolver solver, SolveSession session) {
        if (session.shouldStop()) {
            return session.stopReason();
        }
        if (session.evaluationsLeft() != Long.MAX_VALUE) {
            return TerminationStatus.EVALUATION_LIMIT;
        }
        if (session.options().timeLimit().isPresent()) {
            return TerminationStatus.TIME_LIMIT;
        }
        throw new IllegalStateException("CP-SAT gave up: " + solver.response().getSolutionInfo());
    }
}
