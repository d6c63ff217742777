/** The formats of model files: XGBoost's document in JSON and UBJSON, read and written without native code. */
@NullMarked
package dev.allot.predictor.format;

import org.jspecify.annotations.NullMarked;
