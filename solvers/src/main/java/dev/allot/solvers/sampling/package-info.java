/** Random feasible points: the candidate mixes of the HyPER paper. */
@NullMarked
package dev.allot.solvers.sampling;

import org.jspecify.annotations.NullMarked;
