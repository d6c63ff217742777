package dev.allot.cli;

/** What the process says when it ends. */
public final class ExitCodes {
    /** Done. */
    public static final int DONE = 0;

    /** Anything that is not the user's doing. */
    public static final int FAILURE = 1;

    /** Bad input or usage. */
    public static final int BAD_INPUT = 2;

    /** There is no feasible solution, or none was found. */
    public static final int INFEASIBLE = 3;

    private ExitCodes() {}
}
