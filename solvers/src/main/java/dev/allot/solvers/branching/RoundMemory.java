package dev.allot.solvers.branching;

import java.util.Arrays;

/**
 * Gathers what branching and rounding want to know of the rounds of a price search, those long past fading. Mutable, for one thread.
 */
final class RoundMemory {
    private static final double FADING = 0.95;

    private final DualBound dual;
    private final double[] frequency;
    private final double[] aggregates;
    private final double[] vertex;
    private double weight;

    RoundMemory(DualBound dual, int variables) {
        this.dual = dual;
        frequency = new double[dual.cells().size()];
        aggregates = new double[dual.cells().aggregates()];
        vertex = new double[variables];
    }

    /** Goes on from what is known of a node; of its vertices only their aggregates are. */
    void restore(RecentRounds known) {
        weight = known.weight();
        for (int cell = 0; cell < frequency.length; cell++) {
            frequency[cell] = known.frequency()[cell];
        }
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i] = known.aggregates()[i];
        }
        Arrays.fill(vertex, 0);
    }

    /** Adds the round that the dual has just been through. */
    void add() {
        Cells cells = dual.cells();
        double[] z = dual.support().aggregates();
        double[] x = dual.support().vertex();
        weight = FADING * weight + 1 - FADING;
        for (int cell = 0; cell < frequency.length; cell++) {
            frequency[cell] *= FADING;
        }
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i] += (1 - FADING) * (z[i] - aggregates[i]);
            if (dual.isSplit(i)) {
                frequency[cells.start(i) + dual.bestCell(i)] += 1 - FADING;
            }
        }
        for (int j = 0; j < vertex.length; j++) {
            vertex[j] += (1 - FADING) * (x[j] - vertex[j]);
        }
    }

    RecentRounds snapshot() {
        return new RecentRounds((float) weight, toFloats(frequency), toFloats(aggregates));
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Mean of the vertices since the last call of {@link #restore}, by variable, up to a common factor; the array is reused. */
    double[] meanVertex() {
        return vertex;
    }
}
