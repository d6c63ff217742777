/**
 * The adapters of OR-Tools: the one place that knows it, and the one place that loads its native code, lazily.
 */
@NullMarked
package dev.allot.solvers.ortools;

import org.jspecify.annotations.NullMarked;
