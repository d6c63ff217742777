package dev.allot.core.surrogate;

/**
 * f(z) = intercept + weights . z, as linear regression fits it. Its enclosure is exact up to rounding, which is outward.
 *
 * <p>The state's running value is restored exactly by rollback; along a walk it may drift from {@link #value} by rounding, about
 * 2<sup>-52</sup> of the largest term a step.
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
        return new DeltaState(value(aggregates), aggregates) {
            @Override
            double delta(double[] z, int i, double value) {
                return weights[i] * (value - z[i]);
            }
        };
    }
}
