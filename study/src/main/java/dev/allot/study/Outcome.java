package dev.allot.study;

import dev.allot.core.routing.Routing;
import dev.allot.core.surrogate.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one strategy came to at one budget in one replication.
 *
 * @param strategy a solver's id, or a baseline's name
 * @param share the budget as a share of the dearest routing's cost
 * @param cost what the routing costs
 * @param predicted the predictor's score of the routing; empty for baselines
 * @param bound no routing within the budget has a greater predicted score; empty for baselines
 * @param expected where the judge's measured score falls with a probability of {@link #COVERAGE}, noise and all, by the posterior of the
 *     evaluated mixes; empty for baselines
 * @param credible where the evaluator's score would be without any noise, with the same probability; empty for baselines
 * @param realised the score on gold labels that nothing else looked at; empty if that evaluation failed
 * @param routing the routing
 */
public record Outcome(
        String strategy,
        double share,
        double cost,
        OptionalDouble predicted,
        OptionalDouble bound,
        Optional<Interval> expected,
        Optional<Interval> credible,
        OptionalDouble realised,
        Routing routing) {
    /** Probability of {@link #expected} and {@link #credible}. */
    static final double COVERAGE = 0.9;

    /** The same with what came true. */
    Outcome realised(OptionalDouble score) {
        return new Outcome(strategy, share, cost, predicted, bound, expected, credible, score, routing);
    }
}
