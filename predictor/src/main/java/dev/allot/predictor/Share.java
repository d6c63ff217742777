package dev.allot.predictor;

/**
 * How much of a family is in a predictor that is combined of several.
 *
 * @param family id of the family
 * @param share its weight, from 0 to 1; all shares of a predictor sum to 1
 */
public record Share(String family, double share) {
    /** Checks the range. */
    public Share {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share is " + share + "; it must be 0 to 1");
        }
    }
}
