package dev.allot.predictor;

/**
 * The ridge penalties that a fit chooses among, evenly spaced on a logarithmic scale. A penalty is relative to the mean eigenvalue of the
 * kernel matrix, so that the same grid serves tables of any size and number of features: at 1, an average direction is shrunk by half.
 *
 * @param least the smallest penalty, positive
 * @param most the largest penalty, at least {@code least}
 * @param perDecade number of penalties for each factor of ten, at least 1
 */
public record Penalties(double least, double most, int perDecade) {
    /** From next to no shrinking to next to nothing but the mean. */
    public static final Penalties DEFAULT = new Penalties(1e-6, 1e4, 4);

    /** Checks the range. */
    public Penalties {
        if (!(least > 0 && least <= most && most < Double.POSITIVE_INFINITY && perDecade >= 1)) {
            throw new IllegalArgumentException("penalties need 0 < least <= most and at least one a decade, not "
                    + least + ", " + most + ", " + perDecade);
        }
    }

    /** Number of penalties. */
    int count() {
        return 1 + (int) Math.ceil(perDecade * Math.log10(most / least) - 1e-9);
    }

    /** Penalty {@code i}, counted from the largest. */
    double get(int i) {
        return Math.max(least, most * Math.pow(10, -i / (double) perDecade));
    }
}
