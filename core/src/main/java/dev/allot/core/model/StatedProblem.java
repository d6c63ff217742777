package dev.allot.core.model;

import java.util.OptionalDouble;

/**
 * A problem as a file states it.
 *
 * @param name what people call it, such as {@code gap1.txt#1}
 * @param sense what is wanted of the stated objective
 * @param problem to be maximised: the stated objective, negated if it is to be minimised
 * @param bestKnown the optimum or the best objective that is known, in the terms of the stated problem
 */
public record StatedProblem(String name, Sense sense, Problem problem, OptionalDouble bestKnown) {}
