package dev.allot.cli;

/** Something went wrong that the user did not cause; the message is one line that says all there is to know. */
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the whole line for the user. */
    public FailureException(String message) {
        super(message);
    }
}
