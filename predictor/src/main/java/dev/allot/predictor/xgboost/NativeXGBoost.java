package dev.allot.predictor.xgboost;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one place where XGBoost's native library is loaded: on first use, once, with failures told so that a user can act on them. */
final class NativeXGBoost {
    private static final String ALTERNATIVE = "The predictors 'linear' and 'quadratic' work without it.";

    private NativeXGBoost() {}

    /** Something that loads the library. */
    @FunctionalInterface
    interface Loader {
        /** Loads it, or throws whatever it throws. */
        void load() throws Exception;
    }

    /** Initialised, by the rules of class initialisation, once and on first use. */
    private static final class Loaded {
        static final Optional<Throwable> FAILURE = attempt(NativeXGBoost::loadLibrary);
    }

    /**
     * Makes sure that the library is there.
     *
     * @throws XGBoostUnavailableException if it cannot be loaded
     */
    static void require() {
        if (Loaded.FAILURE.isPresent()) {
            throw unavailable(Loaded.FAILURE.get());
        }
    }

    private static void loadLibrary() throws ClassNotFoundException {
        // The loader logs stack traces of what is told here in a sentence.
        Logger logger = Logger.getLogger("ml.dmlc.xgboost4j");
        Level before = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            Class.forName("ml.dmlc.xgboost4j.java.XGBoostJNI");
        } finally {
            logger.setLevel(before);
        }
    }

    /** What went wrong, if anything did. */
    static Optional<Throwable> attempt(Loader loader) {
        try {
            loader.load();
            return Optional.empty();
        } catch (Exception | LinkageError e) {
            return Optional.of(e);
        }
    }

    /** A failure to load, told for people. */
    static XGBoostUnavailableException unavailable(Throwable failure) {
        return new XGBoostUnavailableException(message(failure), failure);
    }

    private static String message(Throwable failure) {
        String reason = reason(failure);
        String remedy;
        if (reason.contains("libgomp")) {
            remedy = "install the OpenMP runtime, such as by 'apt-get install libgomp1' or 'dnf install libgomp'";
        } else if (reason.contains("libomp")) {
            remedy = "install the OpenMP runtime, such as by 'brew install libomp'";
        } else if (isCausedByFiles(failure)) {
            remedy = "it is unpacked to " + System.getProperty("java.io.tmpdir")
                    + ", which must be writable and have room; another folder is set by -Djava.io.tmpdir=DIR";
        } else {
            remedy = "it exists for Linux and macOS on x86_64 and aarch64 and for Windows on x86_64, and this is "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        }
        return "XGBoost's native library cannot be loaded (" + reason + "): " + remedy + ". " + ALTERNATIVE;
    }

    /** The innermost message, in one line: the outer ones only say that initialisation failed. */
    private static String reason(Throwable failure) {
        String reason = failure.toString();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                reason = cause.getMessage();
            }
        }
        return reason.lines().findFirst().orElse(reason);
    }

    private static boolean isCausedByFiles(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.io.IOException) {
                return true;
            }
        }
        return false;
    }
}
