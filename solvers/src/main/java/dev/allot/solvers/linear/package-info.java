/**
 * Objectives that are linear as a whole: mixed integer programs by a dual simplex method, bounds that hold in spite of rounding, and branch
 * and bound upon them; knapsacks by prices and dynamic programming.
 */
@NullMarked
package dev.allot.solvers.linear;

import org.jspecify.annotations.NullMarked;
