/** What a predictor has learned: which features gain from being routed, and what each contributes to a prediction. */
@NullMarked
package dev.allot.predictor.gain;

import org.jspecify.annotations.NullMarked;
