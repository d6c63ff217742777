/** The command that trains and validates a predictor. */
@NullMarked
package dev.allot.cli.train;

import org.jspecify.annotations.NullMarked;
