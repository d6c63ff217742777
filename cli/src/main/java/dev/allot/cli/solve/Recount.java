package dev.allot.cli.solve;

import dev.allot.cli.FailureException;
import dev.allot.core.routing.FeatureVector;
import dev.allot.core.routing.Routing;
import dev.allot.core.routing.RoutingConstraint;
import dev.allot.core.routing.RoutingProblem;
import dev.allot.core.routing.Traits;
import dev.allot.core.surrogate.Interval;
import dev.allot.predictor.Predictor;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that a result says, counted again from the routing alone, instance by instance, without the compiled problem that the solver
 * saw.
 *
 * @param value the learned function at the routing's counts
 * @param predictorScore the same in the predictor's own arithmetic, single precision in the case of trees
 * @param measured where a measured score of the routing falls with a probability of {@link #COVERAGE}, if the predictor says
 * @param cost of all labels
 */
record Recount(double value, double predictorScore, Optional<Interval> measured, double cost) {
    /** Probability that a measured score is where it is expected. */
    static final double COVERAGE = 0.9;

    /** Relative to max(1, |expected|), as all tolerances here. */
    private static final double EXACT = 1e-9;

    /** Single precision sums of some thousand trees are off by about this. */
    private static final double SINGLE_PRECISION = 1e-5;

    /** Counts a routing. */
    static Recount of(RoutingProblem problem, Routing routing, Predictor predictor) {
        int features = problem.features().size();
        double[] aggregates = new double[features * (problem.sources().size() - 1)];
        double cost = 0;
        for (int i = 0; i < routing.size(); i++) {
            Traits traits = problem.classTraits(problem.classOf(i));
            int source = routing.sourceIndex(i);
            cost += traits.cost(problem.sources().get(source));
            FeatureVector f = traits.features();
            for (int k = 0; source > 0 && k < f.size(); k++) {
                aggregates[(source - 1) * features + f.index(k)] += f.value(k);
            }
        }
        return new Recount(
                predictor.surrogate().value(aggregates),
                predictor.predict(aggregates),
                predictor.posterior().map(posterior -> posterior.predictive(aggregates, COVERAGE, 0)),
                cost);
    }

    /**
     * Compares with what a solver said.
     *
     * @throws FailureException if the objective differs, or the routing breaks a constraint
     */
    void require(RoutingProblem problem, Routing routing, double objective) {
        if (isOff(objective, value, EXACT) || isOff(objective, predictorScore, SINGLE_PRECISION)) {
            throw new FailureException(String.format(
                    Locale.ROOT,
                    "the solver says that its routing scores %s, but the model gives it %s (%s in its own arithmetic): "
                            + "this is a defect; nothing was written",
                    objective,
                    value,
                    predictorScore));
        }
        for (RoutingConstraint constraint : problem.constraints()) {
            double load = 0;
            for (int i = 0; i < routing.size(); i++) {
                load += constraint.load(problem.classTraits(problem.classOf(i)), routing.source(i));
            }
            double slack = EXACT * Math.max(1, Math.abs(load));
            if (load > constraint.greatest() + slack || load < constraint.least() - slack) {
                throw new FailureException(String.format(
                        Locale.ROOT,
                        "the solver's routing does not keep %s, it comes to %s: this is a defect; nothing was written",
                        constraint.describe(),
                        load));
            }
        }
    }

    private static boolean isOff(double actual, double expected, double tolerance) {
        return !(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)));
    }
}
