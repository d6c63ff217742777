package dev.allot.solvers.branching;

import java.util.function.BooleanSupplier;

/**
 * Moves the price of one aggregate to about where the dual is least along it, all else as it is: after a branching it is the branched
 * aggregate's price that is wrong. The dual is convex along it and its slope the vertex's aggregate less the one that the trees prefer:
 * the step is doubled until the slope changes its sign, then the secant is followed, kept off the ends.
 */
final class PriceLine {
    private static final int VERTICES = 5;
    private static final double FIRST_STEP = 0.5;
    private static final double OFF_ENDS = 0.2;

    private final DualBound dual;

    PriceLine(DualBound dual) {
        this.dual = dual;
    }

    /**
     * Moves the price of aggregate {@code i}.
     *
     * @param isGranted asked before each vertex that is looked at
     */
    void search(int i, BooleanSupplier isGranted) {
        double[] prices = dual.prices();
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        double slopeAtLow = 0;
        double slopeAtHigh = 0;
        double step = FIRST_STEP * Math.max(Math.abs(prices[i]), meanMagnitude(prices));
        for (int k = 0; k < VERTICES && isGranted.getAsBoolean(); k++) {
            double slope = slope(i);
            if (slope == 0) {
                return;
            }
            if (slope > 0) {
                high = prices[i];
                slopeAtHigh = slope;
            } else {
                low = prices[i];
                slopeAtLow = slope;
            }
            if (high - low < Double.POSITIVE_INFINITY) {
                double share = slopeAtLow / (slopeAtLow - slopeAtHigh);
                prices[i] = low + Math.min(1 - OFF_ENDS, Math.max(OFF_ENDS, share)) * (high - low);
            } else {
                prices[i] = slope > 0 ? high - step : low + step;
                step *= 2;
            }
        }
    }

    private double slope(int i) {
        dual.support().maximise(dual.prices());
        dual.findBestCell(i);
        double z = dual.support().aggregates()[i];
        return z - dual.preferred(i, z);
    }

    private static double meanMagnitude(double[] prices) {
        double sum = 0;
        for (double price : prices) {
            sum += Math.abs(price);
        }
        return sum / prices.length;
    }
}
