/** Exact arithmetic on doubles. */
@NullMarked
package dev.allot.solvers.arithmetic;

import org.jspecify.annotations.NullMarked;
