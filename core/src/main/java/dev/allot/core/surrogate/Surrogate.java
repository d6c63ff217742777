package dev.allot.core.surrogate;

/**
 * A learned objective f(z) over a vector z of linear aggregates, to be maximised. Implementations are immutable, thread-safe and pure.
 *
 * <p>A value, an enclosure or a new state costs O(dimension) with a linear surrogate and O(dimension<sup>2</sup>) with a quadratic one or
 * a lower confidence bound; with an ensemble a value O(trees x depth), an enclosure O(nodes), a state O(dimension + trees x depth) and, for the first, O(nodes log nodes).
 */
public interface Surrogate {
    /** Length of the aggregate vectors this surrogate takes. */
    int dimension();

    /**
     * f(z), the function that all solvers maximise.
     *
     * @param aggregates a vector of length {@link #dimension()}, finite
     */
    double value(double[] aggregates);

    /**
     * f(z) in the arithmetic of the predictor that this surrogate was made from, equal to it bit for bit. It differs from {@link #value}
     * by rounding at most.
     */
    default double predictorValue(double[] aggregates) {
        return value(aggregates);
    }

    /** Bounds that hold for f at every point of the box; not necessarily tight. */
    Interval enclosure(Box aggregates);

    /** Incremental state at the given aggregates, which are copied. */
    SurrogateState stateAt(double[] aggregates);

    /**
     * As {@link #stateAt}, for aggregates that take integers only, below 2<sup>53</sup> in magnitude, whatever moves; often faster.
     */
    default SurrogateState stateAtIntegers(double[] aggregates) {
        return stateAt(aggregates);
    }
}
