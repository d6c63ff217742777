package dev.allot.solvers.branching;

import java.util.Arrays;

/**
 * Steps of the prices along a deflected subgradient: each aggregate's part is divided by the magnitude that it has had of late, at whatever
 * node, as in AdaGrad (Duchi, Hazan and Singer, JMLR 12, 2011) with a fading memory. Mutable, for one thread.
 */
final class PriceStep {
    /** Weight of the past in a step's direction. */
    private static final double INERTIA = 0.8;
    /** Weight of one more subgradient in the magnitudes. */
    private static final double NEWS = 0.001;
    /** Of an aggregate's range, squared: no magnitude is taken for less. */
    private static final double LEAST = 1e-12;

    private final DualBound dual;
    private final double[] direction;
    private final double[] meanSquare;
    private final double[] leastSquare;

    PriceStep(DualBound dual) {
        this.dual = dual;
        Cells cells = dual.cells();
        int n = cells.aggregates();
        direction = new double[n];
        meanSquare = new double[n];
        leastSquare = new double[n];
        for (int i = 0; i < n; i++) {
            double range = cells.range(i);
            meanSquare[i] = dual.isSplit(i) ? range * range : 0;
            leastSquare[i] = LEAST * meanSquare[i];
        }
    }

    /** Forgets the direction. */
    void clear() {
        Arrays.fill(direction, 0);
    }

    /**
     * Takes the dual's subgradient in, aggregates of its vertex less those that the trees prefer, and moves its prices along the direction.
     *
     * @param decrease how much the dual would fall were it linear
     */
    void take(double decrease) {
        double[] z = dual.support().aggregates();
        double norm = 0;
        for (int i = 0; i < direction.length; i++) {
            if (meanSquare[i] > 0) {
                double subgradient = z[i] - dual.preferred(i, z[i]);
                meanSquare[i] += NEWS * (subgradient * subgradient + leastSquare[i] - meanSquare[i]);
                direction[i] = INERTIA * direction[i] + (1 - INERTIA) * subgradient;
                norm += direction[i] * direction[i] / Math.sqrt(meanSquare[i]);
            }
        }
        if (norm == 0) {
            return;
        }
        double[] prices = dual.prices();
        for (int i = 0; i < direction.length; i++) {
            if (meanSquare[i] > 0) {
                double old = prices[i];
                double moved = old - decrease / norm * direction[i] / Math.sqrt(meanSquare[i]);
                // The other end of the cell comes into play where a price changes sign: stop there once.
                prices[i] = old * moved < 0 ? 0 : moved;
            }
        }
    }
}
