/** General problems as JSON documents: what docs/problem-format.md describes. */
@NullMarked
package dev.allot.predictor.problem;

import org.jspecify.annotations.NullMarked;
