package dev.allot.solvers.ortools;

import com.google.ortools.sat.CpSolverSolutionCallback;
import dev.allot.core.solve.SolveSession;
import org.jspecify.annotations.Nullable;

/**
 * Hands CP-SAT's solutions to the session as they come, with the bound of the moment. What fails in here is kept for after the solve, since
 * an exception must not travel through native code.
 *
 * <p>Bounds between solutions are not heard of: OR-Tools 9.15 keeps a JNI reference to {@code Double} for its best-bound callback beyond the
 * call in which that is valid, and crashes the process when there is a bound to tell.
 */
final class Progress extends CpSolverSolutionCallback {
    private final CpModelEncoding encoding;
    private final SolveSession session;
    private volatile @Nullable Throwable failure;

    Progress(CpModelEncoding encoding, SolveSession session) {
        this.encoding = encoding;
        this.session = session;
    }

    @Override
    public void onSolutionCallback() {
        try {
            if (session.tryEvaluate()) {
                session.offer(encoding.values(this::solutionIntegerValue));
            }
            session.tightenBound(encoding.objective().atMost(bestObjectiveBound()));
            if (session.shouldStop()) {
                stopSearch();
            }
        } catch (RuntimeException | Error e) {
            failure = e;
            stopSearch();
        }
    }

    /** Throws what failed during the solve, if anything did. */
    void rethrow() {
        Throwable thrown = failure;
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }
}
