package dev.allot.core.solve;

/** A solver cannot run on this machine, for example because its native library cannot be loaded; the message says what to do. */
public final class SolverUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for people and what caused it. */
    public SolverUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
