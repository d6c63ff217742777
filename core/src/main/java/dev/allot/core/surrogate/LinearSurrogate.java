package dev.allot.core.surrogate;

/**
 * f(z) = intercept + weights . z, as linear regression fits it. Its enclosure is exact up to rounding, which is outward.
 *
 * <p>Its state costs O(entries of the column) a change or peek.
 */
public final class LinearSurrogate implements Surrogate {
    private final double intercept;
    private final double[] weights;

    /**
     * A linear surrogate.
     *
     * @throws IllegalArgumentException if the intercept or a weight is not finite
     */
    public LinearSurrogate(double intercept, double[] weights) {
        this.intercept = Coefficients.finite("intercept", intercept);
        this.weights = Coefficients.finite("weight", weights).clone();
    }

    /** The constant term. */
    public double intercept() {
        return intercept;
    }

    /** Weight of aggregate {@code i}. */
    public double weight(int i) {
        return weights[i];
    }

    @Override
    public int dimension() {
        return weights.length;
    }

    @Override
    public double value(double[] aggregates) {
        double sum = intercept;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * aggregates[i];
        }
        return sum;
    }

    @Override
    public Interval enclosure(Box box) {
        EnclosureSum sum = new EnclosureSum(intercept);
        for (int i = 0; i < weights.length; i++) {
            sum.add(weights[i] * box.lower(i), weights[i] * box.upper(i));
        }
        return sum.interval();
    }

    @Override
    public SurrogateState stateAt(double[] aggregates) {
        return new State(this, aggregates);
    }

    private static final class State extends DeltaState {
        private final double[] weights;

        State(LinearSurrogate surrogate, double[] aggregates) {
            super(surrogate, aggregates);
            weights = surrogate.weights;
        }

        @Override
        double delta(double[] z, int i, double change) {
            return weights[i] * change;
        }

        @Override
        double delta(double[] z, SparseColumns columns, int column, double change) {
            double sum = 0;
            for (int p = columns.start(column), end = columns.start(column + 1); p < end; p++) {
                sum += weights[columns.row(p)] * columns.value(p);
            }
            return sum * change;
        }

        @Override
        double interaction(SparseColumns columns, int a, double changeA, int b, double changeB) {
            return 0;
        }
    }
}
