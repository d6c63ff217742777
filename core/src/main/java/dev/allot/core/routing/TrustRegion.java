package dev.allot.core.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * The mixes that a predictor can be trusted with: those whose aggregates lie, one by one, in the range that mixes with known scores reached,
 * widened about its middle by a factor. Beyond, a predictor extrapolates, and an optimiser looks for where it does so most favourably.
 * Immutable.
 */
public final class TrustRegion {
    private final double[] least;
    private final double[] greatest;

    private TrustRegion(double[] least, double[] greatest) {
        this.least = least;
        this.greatest = greatest;
    }

    /**
     * The region around mixes.
     *
     * @param mixes aggregates in the order of {@link CompiledRouting}, mixes x aggregates, at least one mix
     * @param factor of the width of each range, above 0; 1 is the range itself
     * @throws IllegalArgumentException if there is no mix, or the factor is not above 0 and finite
     */
    public static TrustRegion around(double[][] mixes, double factor) {
        if (mixes.length == 0 || !(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a trust region needs mixes and a factor above 0, not " + mixes.length + " mixes and " + factor);
        }
        double[] least = mixes[0].clone();
        double[] greatest = mixes[0].clone();
        for (double[] mix : mixes) {
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], mix[i]);
                greatest[i] = Math.max(greatest[i], mix[i]);
            }
        }
        for (int i = 0; i < least.length; i++) {
            double wider = 0.5 * (factor - 1) * (greatest[i] - least[i]);
            least[i] -= wider;
            greatest[i] += wider;
        }
        return new TrustRegion(least, greatest);
    }

    /**
     * The region as constraints: a range for each feature of each source but the default one. Limits that no routing can come near are left
     * out.
     *
     * @throws IllegalArgumentException if the region's mixes had another number of aggregates
     */
    public List<RoutingConstraint> constraints(RoutingProblem problem) {
        int features = problem.features().size();
        int others = problem.sources().size() - 1;
        if (least.length != features * others) {
            throw new IllegalArgumentException("the trust region has " + least.length + " aggregates, not "
                    + features * others + " as the problem");
        }
        double[] low = new double[features];
        double[] high = new double[features];
        for (int k = 0; k < problem.classCount(); k++) {
            FeatureVector f = problem.classTraits(k).features();
            for (int p = 0; p < f.size(); p++) {
                low[f.index(p)] += problem.classSize(k) * Math.min(0, f.value(p));
                high[f.index(p)] += problem.classSize(k) * Math.max(0, f.value(p));
            }
        }
        List<RoutingConstraint> constraints = new ArrayList<>();
        for (int i = 0; i < least.length; i++) {
            int feature = i % features;
            double floor = least[i] <= low[feature] ? Double.NEGATIVE_INFINITY : least[i];
            double cap = greatest[i] >= high[feature] ? Double.POSITIVE_INFINITY : greatest[i];
            if (floor > Double.NEGATIVE_INFINITY || cap < Double.POSITIVE_INFINITY) {
                constraints.add(new RoutingConstraint.FeatureTotal(
                        problem.features().names().get(feature),
                        feature,
                        problem.sources().get(1 + i / features).name(),
                        floor,
                        cap));
            }
        }
        return constraints;
    }
}
