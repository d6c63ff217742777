/** Everything that calls XGBoost: its native library is loaded on the first training, here and nowhere else. */
@NullMarked
package dev.allot.predictor.xgboost;

import org.jspecify.annotations.NullMarked;
