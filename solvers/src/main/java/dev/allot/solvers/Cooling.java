package dev.allot.solvers;

/**
 * Geometric cooling in cycles. Each cycle starts at half the initial temperature of the one before, and all end at the same one.
 *
 * @param hot the first temperature of all, at least {@code cold}
 * @param cold the last temperature of each cycle, not negative
 * @param cycles number of cycles, at least 1
 */
record Cooling(double hot, double cold, int cycles) {
    /** The cycle that a share of the whole lies in, from 0. */
    int cycle(double done) {
        return (int) Math.min(cycles - 1.0, done * cycles);
    }

    /** The temperature when a share of the whole is over. */
    double temperature(double done) {
        if (cold == 0) {
            return 0;
        }
        int cycle = cycle(done);
        double first = Math.max(cold, Math.scalb(hot, -cycle));
        return first * Math.pow(cold / first, done * cycles - cycle);
    }
}
