package dev.allot.cli;

/** No routing keeps all constraints, or none was found within the limits; the message is one line that says which and why. */
public final class InfeasibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the whole line for the user. */
    public InfeasibleException(String message) {
        super(message);
    }
}
