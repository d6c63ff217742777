package dev.allot.core.surrogate;

/** A box of aggregate vectors: one closed, finite interval for each aggregate. Immutable. */
public final class Box {
    private final double[] lower;
    private final double[] upper;

    private Box(double[] lower, double[] upper) {
        this.lower = lower;
        this.upper = upper;
    }

    /**
     * A box from its corners.
     *
     * @throws IllegalArgumentException if the lengths differ, an end is not finite, or a lower end exceeds its upper end
     */
    public static Box of(double[] lower, double[] upper) {
        if (lower.length != upper.length) {
            throw new IllegalArgumentException(
                    "a box needs as many lower as upper ends: " + lower.length + ", " + upper.length);
        }
        for (int i = 0; i < lower.length; i++) {
            if (!(Double.isFinite(lower[i]) && Double.isFinite(upper[i]) && lower[i] <= upper[i])) {
                throw new IllegalArgumentException("a box needs finite lower <= upper in dimension " + i + ", not ["
                        + lower[i] + ", " + upper[i] + "]");
            }
        }
        return new Box(lower.clone(), upper.clone());
    }

    /** Number of dimensions. */
    public int dimension() {
        return lower.length;
    }

    /** Lower end in dimension {@code i}. */
    public double lower(int i) {
        return lower[i];
    }

    /** Upper end in dimension {@code i}. */
    public double upper(int i) {
        return upper[i];
    }

    /** Whether a point lies in this box, faces included. */
    public boolean contains(double[] point) {
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i] <= point[i] && point[i] <= upper[i])) {
                return false;
            }
        }
        return true;
    }
}
