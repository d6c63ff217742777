/** Which mixes to evaluate, so that a predictor learns the most from few of them. */
@NullMarked
package dev.allot.study.design;

import org.jspecify.annotations.NullMarked;
