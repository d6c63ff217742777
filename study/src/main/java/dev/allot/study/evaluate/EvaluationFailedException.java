package dev.allot.study.evaluate;

/** One evaluation gave no usable score; the message says why in one line. */
public final class EvaluationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the reason. */
    public EvaluationFailedException(String message) {
        super(message);
    }
}
