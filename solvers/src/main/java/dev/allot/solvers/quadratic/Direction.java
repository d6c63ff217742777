package dev.allot.solvers.quadratic;

import java.util.Arrays;

/**
 * Where a step of the interior-point method goes.
 *
 * @param dv changes of the values: variables first, then active rows
 * @param below changes of the prices of the values' lower ends
 * @param above changes of the prices of their upper ends
 * @param dy changes of the active rows' prices
 */
record Direction(double[] dv, double[] below, double[] above, double[] dy) {
    boolean isFinite() {
        return Double.isFinite(Arrays.stream(dv).sum() + Arrays.stream(dy).sum());
    }
}
