package dev.allot.solvers.portfolio;

/**
 * How a member's turns have paid of late, from 0 to 1: a moving average over its turns of what each improved the incumbent or the bound, in
 * units of the greatest improvement by anyone, which fades. Members start with none.
 */
final class Merit {
    private static final double MEMORY = 0.8;

    private double value;

    /** The greatest improvements lately made by any member: what merit is relative to. */
    static final class Scale {
        private static final double FADING = 0.97;

        private double objective;
        private double bound;

        /** What a turn was worth that improved objective and bound by so much; both at least 0 and possibly infinite. */
        double worth(double objectiveGain, double boundGain) {
            objective = greatest(objectiveGain, objective);
            bound = greatest(boundGain, bound);
            return Math.max(relative(objectiveGain, objective), relative(boundGain, bound));
        }

        private static double greatest(double gain, double scale) {
            return gain < Double.POSITIVE_INFINITY ? Math.max(gain, FADING * scale) : scale;
        }

        private static double relative(double gain, double scale) {
            return gain > 0 ? Math.min(1, gain / scale) : 0;
        }
    }

    /** Takes in the worth of one more turn, from 0 to 1. */
    void add(double worth) {
        value = MEMORY * value + (1 - MEMORY) * worth;
    }

    double value() {
        return value;
    }
}
