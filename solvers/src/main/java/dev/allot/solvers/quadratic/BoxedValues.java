package dev.allot.solvers.quadratic;

import org.jspecify.annotations.Nullable;

/**
 * Values inside boxes, with a price for each end that is finite: what keeps the iterates of the interior-point method inside. A box too
 * narrow to move in fixes its value, and its ends have no prices.
 */
final class BoxedValues {
    /** How far inside its box a value starts, as a share of the box. */
    private static final double INSIDE = 0.1;

    private static final double NARROW = 1e-12;

    private final double[] low;
    private final double[] high;
    private final boolean[] fixed;
    private final double[] v;
    private final double[] belowPrice;
    private final double[] abovePrice;
    private int ends;

    BoxedValues(int size) {
        low = new double[size];
        high = new double[size];
        fixed = new boolean[size];
        v = new double[size];
        belowPrice = new double[size];
        abovePrice = new double[size];
    }

    int size() {
        return v.length;
    }

    double value(int k) {
        return v[k];
    }

    boolean isFixed(int k) {
        return fixed[k];
    }

    double width(int k) {
        return high[k] - low[k];
    }

    /** The values from 0 to {@code count}. */
    double[] first(int count) {
        double[] result = new double[count];
        System.arraycopy(v, 0, result, 0, count);
        return result;
    }

    /** Puts a value in the middle of its box, whose ends are finite. */
    void centre(int k, double least, double greatest, boolean isFixed) {
        low[k] = least;
        high[k] = greatest;
        fixed[k] = isFixed || isNarrow(least, greatest);
        v[k] = 0.5 * (least + greatest);
    }

    /** Puts a value into its box, as near as may be to what it is to be. */
    void place(int k, double least, double greatest, double value) {
        low[k] = least;
        high[k] = greatest;
        fixed[k] = isNarrow(least, greatest);
        v[k] = fixed[k] ? 0.5 * (least + greatest) : inside(value, least, greatest);
    }

    private static boolean isNarrow(double low, double high) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        return size < Double.POSITIVE_INFINITY && high - low <= NARROW * size;
    }

    private static double inside(double value, double low, double high) {
        double room = high - low;
        double margin = Double.isInfinite(room) ? Math.max(1, INSIDE * Math.abs(value)) : INSIDE * room;
        double least = low == Double.NEGATIVE_INFINITY ? value : Math.max(value, low + margin);
        return high == Double.POSITIVE_INFINITY ? least : Math.min(least, high - margin);
    }

    /** Prices all finite ends such that each distance times its price is {@code product}. */
    void price(double product) {
        ends = 0;
        for (int k = 0; k < v.length; k++) {
            if (fixed[k]) {
                continue;
            }
            if (low[k] > Double.NEGATIVE_INFINITY) {
                belowPrice[k] = product / (v[k] - low[k]);
                ends++;
            }
            if (high[k] < Double.POSITIVE_INFINITY) {
                abovePrice[k] = product / (high[k] - v[k]);
                ends++;
            }
        }
    }

    /** Number of ends that have prices, at least 1. */
    int ends() {
        return Math.max(1, ends);
    }

    /** Sum of all distances times their prices. */
    double gap() {
        double sum = 0;
        for (int k = 0; k < v.length; k++) {
            sum += belowPrice[k] == 0 ? 0 : belowPrice[k] * (v[k] - low[k]);
            sum += abovePrice[k] == 0 ? 0 : abovePrice[k] * (high[k] - v[k]);
        }
        return sum;
    }

    /** The same after a step of some length. */
    double gapAfter(Direction d, double length) {
        double sum = 0;
        for (int k = 0; k < v.length; k++) {
            if (belowPrice[k] > 0) {
                sum += (belowPrice[k] + length * d.below()[k]) * (v[k] + length * d.dv()[k] - low[k]);
            }
            if (abovePrice[k] > 0) {
                sum += (abovePrice[k] + length * d.above()[k]) * (high[k] - v[k] - length * d.dv()[k]);
            }
        }
        return sum;
    }

    /** What prices weigh a change of a value with, added to the {@code curvature} that it has by itself. */
    double stiffness(int k, double curvature) {
        double sum = curvature;
        sum += belowPrice[k] == 0 ? 0 : belowPrice[k] / (v[k] - low[k]);
        sum += abovePrice[k] == 0 ? 0 : abovePrice[k] / (high[k] - v[k]);
        return sum;
    }

    /**
     * The prices that make each distance times its price {@code target}, to first order, or to second order with the step of the first.
     *
     * @param right what they pull the values with is added here
     * @param below takes the prices of lower ends
     * @param above takes the prices of upper ends
     */
    void aim(double target, @Nullable Direction affine, double[] right, double[] below, double[] above) {
        for (int k = 0; k < v.length; k++) {
            if (belowPrice[k] > 0) {
                double second = affine == null ? 0 : affine.dv()[k] * affine.below()[k];
                below[k] = (target - second) / (v[k] - low[k]);
                right[k] += below[k];
            }
            if (abovePrice[k] > 0) {
                double second = affine == null ? 0 : -affine.dv()[k] * affine.above()[k];
                above[k] = (target - second) / (high[k] - v[k]);
                right[k] -= above[k];
            }
        }
    }

    /** Turns the prices aimed at into changes of the present ones, when the values change by {@code dv}. */
    void settle(double[] dv, double[] below, double[] above) {
        for (int k = 0; k < v.length; k++) {
            if (belowPrice[k] > 0) {
                below[k] += -belowPrice[k] - belowPrice[k] / (v[k] - low[k]) * dv[k];
            }
            if (abovePrice[k] > 0) {
                above[k] += -abovePrice[k] + abovePrice[k] / (high[k] - v[k]) * dv[k];
            }
        }
    }

    /** The longest step, up to {@code most}, that leaves no box and makes no price negative. */
    double reach(Direction d, double most) {
        double length = most;
        for (int k = 0; k < v.length; k++) {
            double change = d.dv()[k];
            if (belowPrice[k] > 0) {
                length = change < 0 ? Math.min(length, (low[k] - v[k]) / change) : length;
                length = d.below()[k] < 0 ? Math.min(length, -belowPrice[k] / d.below()[k]) : length;
            }
            if (abovePrice[k] > 0) {
                length = change > 0 ? Math.min(length, (high[k] - v[k]) / change) : length;
                length = d.above()[k] < 0 ? Math.min(length, -abovePrice[k] / d.above()[k]) : length;
            }
        }
        return length;
    }

    /** Goes a step. */
    void move(Direction d, double length) {
        for (int k = 0; k < v.length; k++) {
            if (!fixed[k]) {
                v[k] += length * d.dv()[k];
                belowPrice[k] += length * d.below()[k];
                abovePrice[k] += length * d.above()[k];
            }
        }
    }
}
