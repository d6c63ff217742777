package dev.allot.core.solve;

import java.util.Set;
import java.util.stream.Collectors;

/** A solver was given a problem that it cannot solve; the message names what it lacks. */
public final class UnsupportedProblemException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnsupportedProblemException(String solver, Set<Capability> missing) {
        super("solver '" + solver + "' does not support "
                + missing.stream().map(Capability::description).collect(Collectors.joining(", nor ")));
    }

    /** A refusal for a reason that no capability names, such as size. */
    public UnsupportedProblemException(String solver, String reason) {
        super("solver '" + solver + "' does not support " + reason);
    }
}
