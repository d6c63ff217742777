/** Performance predictors: training, validation and model files. */
@NullMarked
package dev.allot.predictor;

import org.jspecify.annotations.NullMarked;
