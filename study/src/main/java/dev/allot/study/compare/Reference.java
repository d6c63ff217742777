package dev.allot.study.compare;

import dev.allot.core.model.Problem;
import dev.allot.core.model.Sense;
import dev.allot.core.model.StatedProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What all runs on a problem are measured by. Objectives and bounds are those of the maximised problem.
 *
 * @param stated the problem
 * @param bestObjective the best of any run, or that known from elsewhere if it is better; negative infinity if there is none
 * @param bestBound the least of any run; infinity if nothing was proven
 */
record Reference(StatedProblem stated, double bestObjective, double bestBound) {
    /** Points may break constraints by so much, relatively, and so be better by as much than a bound on those that do not. */
    private static final double TOLERANCE = 1e-9;

    static Reference of(StatedProblem stated, List<Trial> trials) {
        double objective = trials.stream().mapToDouble(Trial::objective).max().orElse(Double.NEGATIVE_INFINITY);
        OptionalDouble known = stated.bestKnown();
        if (known.isPresent()) {
            objective = Math.max(objective, stated.sense().restore(known.getAsDouble()));
        }
        double bound = trials.stream().mapToDouble(Trial::bound).min().orElse(Double.POSITIVE_INFINITY);
        return new Reference(stated, objective, bound);
    }

    String name() {
        return stated.name();
    }

    Sense sense() {
        return stated.sense();
    }

    /** Whether there is an objective to measure by. */
    boolean isReached() {
        return Double.isFinite(bestObjective);
    }

    /** The runs whose bound some run's objective is beyond, in words: a bound that is beaten is a defect, whoever beat it. */
    List<String> refuted(List<Trial> trials) {
        double found = trials.stream().mapToDouble(Trial::objective).max().orElse(Double.NEGATIVE_INFINITY);
        List<String> refuted = new ArrayList<>();
        for (Trial trial : trials) {
            if (found - trial.bound() > TOLERANCE * Math.max(1, Math.abs(found))) {
                refuted.add(trial.key().solver() + " on " + name() + " within "
                        + trial.key().limit() + ", seed " + trial.key().seed() + ": bound "
                        + sense().restore(trial.bound()) + ", but there is a point of objective "
                        + sense().restore(found));
            }
        }
        return refuted;
    }

    ComparisonSummary.ProblemFacts facts() {
        Problem problem = stated.problem();
        return new ComparisonSummary.ProblemFacts(
                name(),
                sense().name().toLowerCase(Locale.ROOT),
                problem.variableCount(),
                problem.constraintCount(),
                problem.aggregateCount(),
                CellRuns.finite(sense().restore(bestObjective)),
                CellRuns.finite(sense().restore(bestBound)),
                stated.bestKnown().isPresent() ? stated.bestKnown().getAsDouble() : null);
    }
}
