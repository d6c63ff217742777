package dev.allot.solvers.branching;

/**
 * Prices and messages of a dual, in single precision to be kept with open nodes: whatever they are, they give a valid bound. Immutable.
 */
final class Multipliers {
    private final double[] prices;
    private final float[] messages;

    private Multipliers(double[] prices, float[] messages) {
        this.prices = prices;
        this.messages = messages;
    }

    static Multipliers of(double[] prices, double[] messages) {
        float[] rounded = new float[messages.length];
        for (int m = 0; m < rounded.length; m++) {
            rounded[m] = (float) messages[m];
        }
        return new Multipliers(prices.clone(), rounded);
    }

    /** No prices and no messages. */
    static Multipliers none(int aggregates, int groups) {
        return new Multipliers(new double[aggregates], new float[groups]);
    }

    void copyTo(double[] toPrices, double[] toMessages) {
        System.arraycopy(prices, 0, toPrices, 0, prices.length);
        for (int m = 0; m < messages.length; m++) {
            toMessages[m] = messages[m];
        }
    }
}
