package dev.allot.datasets.generate;

/** How the effects of tags on the gain of an instance are drawn: worlds that a method must do well in without knowing which it is in. */
public enum Mechanism {
    /** Every tag matters, none much more than another. */
    DENSE {
        @Override
        double effect(Draw draw, double spread) {
            return draw.normal();
        }
    },
    /** One tag in six matters. */
    SPARSE {
        @Override
        double effect(Draw draw, double spread) {
            double size = draw.normal();
            return draw.chance(1.0 / 6) ? size : 0.1 * size;
        }
    },
    /** All tags matter, a few far more than the others: Student's t with two degrees of freedom. */
    HEAVY_TAILED {
        @Override
        double effect(Draw draw, double spread) {
            double a = draw.normal();
            double b = draw.normal();
            return draw.normal() / Math.sqrt((a * a + b * b) / 2 + 0.01);
        }
    },
    /** The rarer a tag, the larger its effect. */
    RARE {
        @Override
        double effect(Draw draw, double spread) {
            return draw.normal() / Math.sqrt(spread);
        }
    };

    /**
     * The effect of one tag, in any unit.
     *
     * @param spread the standard deviation of the tag's presence over the instances, positive
     */
    abstract double effect(Draw draw, double spread);

    /** The mechanism that a seed stands for; all take turns. */
    public static Mechanism of(long seed) {
        return values()[Math.floorMod(seed, values().length)];
    }
}
