package dev.allot.solvers.portfolio;

import dev.allot.core.solve.ContradictionException;
import dev.allot.core.solve.SolveSession;
import dev.allot.core.solve.TerminationStatus;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What members' ends mean for the whole run. Safe for several threads. */
final class Verdict {
    private final Map<String, String> dropped = new TreeMap<>();
    private boolean anySound;
    private @Nullable TerminationStatus proof;
    private @Nullable Throwable fatal;

    /** What follows from the end of one member's run. */
    enum Consequence {
        /** All go on, this member too if it likes. */
        NONE,
        /** The others go on without it. */
        DROP_MEMBER,
        /** There is nothing left to do. */
        END_ALL
    }

    /** Takes in the status that a member's search returned. */
    synchronized Consequence ended(String member, TerminationStatus status, SolveSession session) {
        boolean found = session.incumbent().isPresent();
        boolean contradicts =
                status == TerminationStatus.OPTIMAL && !found || status == TerminationStatus.INFEASIBLE && found;
        if (contradicts || status == TerminationStatus.NUMERICAL_ERROR || status == TerminationStatus.OTHER_ERROR) {
            dropped.put(
                    member, "ended as " + status + (contradicts ? found ? " with a point" : " without a point" : ""));
            return Consequence.DROP_MEMBER;
        }
        anySound = true;
        if (status == TerminationStatus.OPTIMAL || status == TerminationStatus.INFEASIBLE) {
            proof = status;
            session.record("proof", member);
            return Consequence.END_ALL;
        }
        return Consequence.NONE;
    }

    /** Takes in what a member's search threw. A missing library fails that member alone; a wrong bound is never passed over. */
    synchronized Consequence threw(String member, Throwable thrown) {
        boolean contained = thrown instanceof RuntimeException || thrown instanceof LinkageError;
        if (!contained || thrown instanceof ContradictionException) {
            fatal = thrown;
            return Consequence.END_ALL;
        }
        dropped.put(member, thrown.getMessage() == null ? thrown.toString() : thrown.getMessage());
        return Consequence.DROP_MEMBER;
    }

    /** What the caller gave fails: its interrupt. */
    synchronized void callerFailed(Throwable thrown) {
        fatal = thrown;
    }

    /** Why a member was left out, if it was. */
    synchronized Optional<String> droppedFor(String member) {
        return Optional.ofNullable(dropped.get(member));
    }

    /**
     * The proof that ended the run, if one did.
     *
     * @throws RuntimeException what must not be passed over
     * @throws IllegalStateException if no member ended soundly but some failed
     */
    synchronized Optional<TerminationStatus> proof() {
        if (fatal instanceof Error error) {
            throw error;
        }
        if (fatal instanceof RuntimeException exception) {
            throw exception;
        }
        if (!anySound && !dropped.isEmpty()) {
            throw new IllegalStateException("all members failed: " + dropped);
        }
        return Optional.ofNullable(proof);
    }
}
