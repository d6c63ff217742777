package dev.allot.study.evaluate;

import dev.allot.core.routing.Routing;

/** Says how good a mix is: trains a model on its labels and scores it. Expensive, and may fail. */
@FunctionalInterface
public interface Evaluator {
    /**
     * The score of a mix, greater is better.
     *
     * @param seed for what is random in it, from 0: another for each evaluation of a mix, the same if one is tried again
     * @return a finite number
     * @throws EvaluationFailedException if this evaluation gave no usable score; another attempt may
     */
    double evaluate(Routing mix, int seed);
}
