/** The command that routes a set with a trained predictor. */
@NullMarked
package dev.allot.cli.solve;

import org.jspecify.annotations.NullMarked;
