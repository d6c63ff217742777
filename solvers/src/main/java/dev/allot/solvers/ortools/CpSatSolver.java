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
import java.time.Duration;
import java.util.EnumSet;
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
 * @param linearizationLevel how much of the model CP-SAT puts into its linear relaxation: 0 nothing, 1 the default, 2 all
 */
public record CpSatSolver(double workPerEvaluation, int linearizationLevel) implements Solver {
    static final String ID = "cp-sat";

    private static final double DEFAULT_WORK = 1e-4;

    /** Checks the parameters. */
    public CpSatSolver {
        if (!(workPerEvaluation > 0 && Double.isFinite(workPerEvaluation))) {
            throw new IllegalArgumentException(
                    "the work per evaluation is " + workPerEvaluation + "; it must be positive and finite");
        }
        if (linearizationLevel < 0 || linearizationLevel > 2) {
            throw new IllegalArgumentException(
                    "the linearization level is " + linearizationLevel + "; it must be 0, 1 or 2");
        }
    }

    /** With the parameters that did best on problems of thousands of instances and hundreds of trees. */
    public CpSatSolver() {
        this(DEFAULT_WORK, 1);
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
        NativeLibraries.ORTOOLS.load();
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
        configure(
                solver.getParameters(),
                encoding.objective().steps(session.options().targetGap()),
                session);
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

    private void configure(SatParameters.Builder parameters, double gap, SolveSession session) {
        boolean limited = session.evaluationsLeft() != Long.MAX_VALUE;
        parameters
                .setNumWorkers(limited ? 1 : session.options().threads())
                .setRandomSeed(session.random(ID).nextInt(Integer.MAX_VALUE))
                .setLinearizationLevel(linearizationLevel)
                .setAbsoluteGapLimit(gap)
                .setCatchSigintSignal(false);
        if (limited) {
            parameters.setMaxDeterministicTime(session.evaluationsLeft() * workPerEvaluation);
        }
        if (session.options().timeLimit().isPresent()) {
            Duration left = session.timeLeft();
            parameters.setMaxTimeInSeconds(left.toNanos() * 1e-9);
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
                return stopped(session);
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
    private static TerminationStatus stopped(SolveSession session) {
        if (session.shouldStop()) {
            return session.stopReason();
        }
        return session.evaluationsLeft() != Long.MAX_VALUE
                ? TerminationStatus.EVALUATION_LIMIT
                : TerminationStatus.TIME_LIMIT;
    }
}
