/**
 * Learned objectives over linear aggregates of decisions.
 *
 * <p>A {@link dev.allot.core.surrogate.Surrogate} maps a vector of aggregates to a predicted score. It also encloses that score over a
 * box, which is a free dual bound for every solver, and hands out incremental state for the hot loop.
 */
@NullMarked
package dev.allot.core.surrogate;

import org.jspecify.annotations.NullMarked;
