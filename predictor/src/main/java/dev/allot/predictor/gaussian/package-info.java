/** Gaussian processes: smooth functions of unknown shape, learned with their uncertainty. */
@NullMarked
package dev.allot.predictor.gaussian;

import org.jspecify.annotations.NullMarked;
