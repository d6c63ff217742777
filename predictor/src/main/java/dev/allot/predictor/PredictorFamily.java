package dev.allot.predictor;

/**
 * A kind of predictor together with its hyperparameters: an immutable record. Families on the class path are found by id through a
 * {@link java.util.ServiceLoader}, which takes their defaults from a public constructor without arguments; that constructor loads no
 * native code.
 */
public interface PredictorFamily {
    /** Short, stable name, such as {@code quadratic}. */
    String id();

    /** One line for people: what it fits and how. */
    String description();

    /** Whether it combines other families, each trained several times: slow, and asked for by name, not among all others. */
    default boolean combinesOthers() {
        return false;
    }

    /**
     * Fits the table. The same table and seed give the same predictor.
     *
     * @param table at least one row
     * @param seed all randomness of the fit
     */
    Predictor train(TrainingTable table, long seed);
}
