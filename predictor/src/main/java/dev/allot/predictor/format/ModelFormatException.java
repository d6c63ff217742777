package dev.allot.predictor.format;

/** A document is not a model that can be used; the message says where in it and why. Whoever knows the file adds its name. */
public final class ModelFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    /** With what is wrong. */
    public ModelFormatException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** With what is wrong and what caused it. */
    public ModelFormatException(String problem, Throwable cause) {
        super(problem, cause);
        this.problem = problem;
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }
}
