/** Predictors that are combined of others. */
@NullMarked
package dev.allot.predictor.stack;

import org.jspecify.annotations.NullMarked;
