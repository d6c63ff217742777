/** Predictors that were learned on one set of instances and route another. */
@NullMarked
package dev.allot.predictor.transfer;

import org.jspecify.annotations.NullMarked;
