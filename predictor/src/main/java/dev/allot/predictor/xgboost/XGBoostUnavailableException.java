package dev.allot.predictor.xgboost;

/** XGBoost's native library cannot be loaded on this machine; the message says why, what to install, and what works without it. */
public final class XGBoostUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    XGBoostUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same, told of what could not be done without: {@code "'stack' needs 'boosted-trees'"}. */
    public XGBoostUnavailableException of(String need) {
        return new XGBoostUnavailableException(need + ": " + getMessage(), this);
    }
}
