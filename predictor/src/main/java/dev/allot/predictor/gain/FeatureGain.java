package dev.allot.predictor.gain;

import dev.allot.core.surrogate.Interval;

/**
 * What a predictor expects of routing more instances with one feature.
 *
 * @param feature its name
 * @param gain by how much the predicted score changes
 * @param interval where the gain lies with the probability asked for, given how few mixes were measured
 */
public record FeatureGain(String feature, double gain, Interval interval) {
    /** Whether the interval leaves the sign of the gain open. */
    public boolean isOpen() {
        return interval.contains(0);
    }
}
