package dev.allot.study.evaluate;

import dev.allot.core.routing.Routing;

/** Says how good a mix is: trains a model on its labels and scores it. Expensive, and may fail. */
@FunctionalInterface
public interface Evaluator {
    /**
     * The score of a mix, greater is better.
     *
     * @return a finite number
     * @throws EvaluationFailedException if this evaluation gave no usable score; another attempt may
     */
    double evaluate(Routing mix);
}
