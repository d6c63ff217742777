package dev.allot.core.solve;

/** A feasible point and a reported bound contradict each other: a defect of whoever gave the bound, never to be passed over. */
public final class ContradictionException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ContradictionException(String message) {
        super(message);
    }
}
