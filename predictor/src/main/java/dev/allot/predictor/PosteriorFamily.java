package dev.allot.predictor;

/** A family that knows how uncertain its predictions are, and can train a predictor of what a score is at least, more or less surely. */
public interface PosteriorFamily extends PredictorFamily {
    /** What a table tells, and how uncertain it leaves what it does not. */
    ConcavePosterior learned(TrainingTable table);

    /**
     * Fits the table to a predictor of lower confidence bounds: expected scores less {@code kappa} of their standard deviations.
     *
     * @param kappa at least 0; 0 gives the expected scores, as {@link #train} does
     */
    default Predictor trainLowerBound(TrainingTable table, double kappa) {
        ConcavePosterior posterior = learned(table);
        Predictor bound = new Predictor(id(), table.features(), posterior.lowerConfidenceBound(kappa));
        return kappa == 0 ? bound.withPosterior(posterior) : bound;
    }

    /** {@inheritDoc} Nothing is random in it: the seed changes nothing. */
    @Override
    default Predictor train(TrainingTable table, long seed) {
        return trainLowerBound(table, 0);
    }
}
